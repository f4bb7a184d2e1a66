import type { CurrencyTotal } from '@contract/batch'
import type { LineVerdict, ResolvedLine } from '../../engine/fact'
import { readAuditHead } from '../../ledger/auditTable'
import type { Ledger } from '../../ledger/database'

/** What the checks said of the lines of one invoice. */
export interface InvoiceSummary {
  readonly lineCount: number
  readonly rejectedLineCount: number
  readonly resolved: readonly ResolvedLine[]
  /** By line id, the verdict as text: what says whether an edit has changed it. */
  readonly signatures: ReadonlyMap<string, string>
}

/**
 * What the checks said of a whole draft, kept from one edit to the next, so that the answer to an edit
 * costs what the edited invoices cost. It holds for one state of everything the checks look at: the
 * draft's edits, the ledger (each change of it is a row of the audit log), and who is judged.
 */
export interface DraftSummary {
  readonly editNumber: number
  readonly stamp: string
  readonly byInvoice: Map<string, InvoiceSummary>
}

const kept = new WeakMap<Ledger, Map<string, DraftSummary>>()
const mostKept = 4

export function summaryStamp(ledger: Ledger, personId: string): string {
  return `${readAuditHead(ledger).sequence} ${personId}`
}

export function findSummary(
  ledger: Ledger,
  batchId: string,
  editNumber: number,
  stamp: string,
): DraftSummary | undefined {
  const found = kept.get(ledger)?.get(batchId)
  return found?.editNumber === editNumber && found.stamp === stamp ? found : undefined
}

export function keepSummary(ledger: Ledger, batchId: string, summary: DraftSummary): void {
  const summaries = kept.get(ledger) ?? new Map<string, DraftSummary>()
  kept.set(ledger, summaries)
  summaries.delete(batchId)
  summaries.set(batchId, summary)
  const [oldest] = summaries.keys()
  if (summaries.size > mostKept && oldest !== undefined) summaries.delete(oldest)
}

interface KeptTotals {
  readonly editNumber: number
  readonly stamp: string
  readonly totals: readonly CurrencyTotal[]
}

const totalsKept = new WeakMap<Ledger, Map<string, KeptTotals>>()

export function findTotals(
  ledger: Ledger,
  { id, editNumber }: { readonly id: string; readonly editNumber: number },
  stamp: string,
): readonly CurrencyTotal[] | undefined {
  const found = totalsKept.get(ledger)?.get(id)
  return found?.editNumber === editNumber && found.stamp === stamp ? found.totals : undefined
}

export function keepTotals(
  ledger: Ledger,
  { id, editNumber }: { readonly id: string; readonly editNumber: number },
  stamp: string,
  totals: readonly CurrencyTotal[],
): void {
  const byBatch = totalsKept.get(ledger) ?? new Map<string, KeptTotals>()
  totalsKept.set(ledger, byBatch)
  byBatch.set(id, { editNumber, stamp, totals })
}

/** A claim made or given up in one draft changes what is left for the others. */
export function forgetOtherSummaries(ledger: Ledger, batchId: string): void {
  for (const byBatch of [kept.get(ledger), totalsKept.get(ledger)]) {
    for (const otherId of [...(byBatch?.keys() ?? [])]) if (otherId !== batchId) byBatch?.delete(otherId)
  }
}

/**
 * The running balance is left out: it moves for every later line of the invoice with each figure typed,
 * and `InvoiceEffect` carries what the screen shows of it.
 */
export function signatureOf(verdict: LineVerdict): string {
  const { rejections, warnings, openBeforeMinor, openAfterMinor } = verdict
  const said = rejections.length + warnings.length === 0 ? '' : JSON.stringify([rejections, warnings])
  return `${openBeforeMinor ?? ''} ${openAfterMinor ?? ''} ${said}`
}
