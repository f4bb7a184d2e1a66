import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { formatMinor } from '../engine/money/amount'
import { listLinesOfInvoices } from '../ledger/lineTable'
import { sumSourcesOf } from '../ledger/sourceSum'
import { judgeLines } from './batch/judgeLines'
import type { Context } from './context'

interface DraftSum {
  creditMinor: bigint
  chargeMinor: bigint
  lineCount: number
}

/** The footer of the invoice grid: what all items and tax lines come to, before and with a draft's lines. */
export function sumSources(context: Context, input: Input<'sumSources'>): Outcome<Output<'sumSources'>> {
  const sum = sumSourcesOf(context.ledger, input.invoiceId)
  if (sum === undefined) return refused(rejection('not_found', 'invoiceId'))
  const { creditMinor, chargeMinor, lineCount } = sumOfDraft(context, input)
  const openMinor = sum.amountMinor + sum.adjustedMinor
  const text = (minor: bigint) => formatMinor(minor, sum.currency)
  return accepted({
    amount: text(sum.amountMinor),
    adjusted: text(sum.adjustedMinor),
    open: text(openMinor),
    credits: text(creditMinor),
    charges: text(chargeMinor),
    newOpen: text(openMinor - creditMinor + chargeMinor),
    changedCount: lineCount,
  })
}

function sumOfDraft(context: Context, { invoiceId, batchId }: Input<'sumSources'>): DraftSum {
  const sum: DraftSum = { creditMinor: 0n, chargeMinor: 0n, lineCount: 0 }
  if (batchId === '') return sum
  // Header lines are judged too: they move the balance that item lines are held against.
  const lines = listLinesOfInvoices(context.ledger, batchId, [invoiceId])
  sum.lineCount = lines.filter(({ kind }) => kind === 'IIA').length
  if (sum.lineCount === 0) return sum
  for (const { resolved } of judgeLines(context, batchId, lines).verdict.lines) {
    const impactMinor = resolved?.line.kind === 'IIA' ? resolved.impactMinor : 0n
    if (impactMinor < 0n) sum.creditMinor -= impactMinor
    else sum.chargeMinor += impactMinor
  }
  return sum
}
