import type { DraftAnswer } from '@contract/batch'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import { listBatchLines, listLinesOfInvoices } from '../../ledger/lineTable'
import type { Context } from '../context'
import {
  findSummary,
  keepSummary,
  signatureOf,
  summaryStamp,
  type DraftSummary,
  type InvoiceSummary,
} from './draftSummary'
import { invoiceEffectsOf } from './invoiceEffects'
import { judgeLines, type JudgedLines } from './judgeLines'
import { lineViewsOf } from './lineView'
import type { SavedEdit } from './saveEdit'
import { currencyTotals } from './totals'
import { editToRedo, editToUndo } from './undoStack'

/**
 * What an edit comes to: the lines whose content or verdict is new, the invoices touched, and the totals
 * of the draft. Only the lines of touched invoices are checked again; the rest is kept from before.
 */
export function draftAnswer(context: Context, saved: SavedEdit): Outcome<DraftAnswer> {
  const { ledger } = context
  const batch = findBatch(ledger, saved.batchId)
  if (batch === undefined) return refused(rejection('batch_unknown', `batches/${saved.batchId}`))
  const judged = judgeLines(context, batch.id, listLinesOfInvoices(ledger, batch.id, saved.invoiceIds))
  const { summary, changedLineIds } = renewedSummary(context, batch, saved, judged)
  const log = { batchId: batch.id, editNumber: batch.editNumber, undoFloor: batch.undoFloor }
  const invoices = [...summary.byInvoice.values()]
  return accepted({
    batchId: batch.id,
    editNumber: batch.editNumber,
    savedAt: saved.savedAt,
    lines: lineViewsOf(judged, changedLineIds),
    removedLineIds: [...saved.removedLineIds],
    invoices: invoiceEffectsOf(judged),
    totals: currencyTotals(invoices.flatMap(({ resolved }) => resolved)),
    lineCount: sumOf(invoices, ({ lineCount }) => lineCount),
    rejectedLineCount: sumOf(invoices, ({ rejectedLineCount }) => rejectedLineCount),
    undoLabel: editToUndo(ledger, log)?.label ?? '',
    redoLabel: editToRedo(ledger, log)?.label ?? '',
    oddUnitLineIds: [...saved.oddUnitLineIds],
  })
}

function sumOf<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + count(item), 0)
}

function renewedSummary(
  context: Context,
  batch: BatchRecord,
  saved: SavedEdit,
  judged: JudgedLines,
): { summary: DraftSummary; changedLineIds: ReadonlySet<string> | undefined } {
  const { ledger, person } = context
  const stamp = summaryStamp(ledger, person.id)
  const before =
    batch.editNumber === saved.editNumber
      ? (findSummary(ledger, batch.id, saved.editNumber - 1, stamp) ??
        findSummary(ledger, batch.id, saved.editNumber, stamp))
      : undefined
  const touched = summariesOf(judged)
  const byInvoice =
    before?.byInvoice ?? summariesOf(judgeLines(context, batch.id, listBatchLines(ledger, batch.id)))
  const changed = before === undefined ? undefined : new Set(saved.lineIds)
  for (const invoiceId of saved.invoiceIds) {
    const now = touched.get(invoiceId)
    if (changed !== undefined && now !== undefined) addChanged(changed, byInvoice.get(invoiceId), now)
    if (now === undefined) byInvoice.delete(invoiceId)
    else byInvoice.set(invoiceId, now)
  }
  const summary: DraftSummary = { editNumber: batch.editNumber, stamp, byInvoice }
  keepSummary(ledger, batch.id, summary)
  return { summary, changedLineIds: changed }
}

function addChanged(changed: Set<string>, before: InvoiceSummary | undefined, now: InvoiceSummary) {
  for (const [lineId, signature] of now.signatures) {
    if (before?.signatures.get(lineId) !== signature) changed.add(lineId)
  }
}

function summariesOf({ lines, verdict }: JudgedLines): Map<string, InvoiceSummary> {
  const verdictById = new Map(verdict.lines.map((found) => [found.lineId, found]))
  const byInvoice = new Map<string, (typeof verdict.lines)[number][]>()
  for (const { lineId, invoiceId } of lines) {
    const found = verdictById.get(lineId)
    if (found === undefined) continue
    const group = byInvoice.get(invoiceId)
    if (group === undefined) byInvoice.set(invoiceId, [found])
    else group.push(found)
  }
  return new Map(
    [...byInvoice].map(([invoiceId, verdicts]) => [
      invoiceId,
      {
        lineCount: verdicts.length,
        rejectedLineCount: sumOf(verdicts, ({ rejections }) => (rejections.length > 0 ? 1 : 0)),
        resolved: verdicts.flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved])),
        signatures: new Map(verdicts.map((found) => [found.lineId, signatureOf(found)])),
      },
    ]),
  )
}
