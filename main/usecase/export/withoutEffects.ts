import type { AdjustmentFact, Facts } from '../../engine/fact'
import { sourceKey } from '../../engine/fact'
import type { PostedLine } from '../../ledger/exportTable'

/**
 * The facts as they are without what these lines have posted: on export the batch's own impacts are
 * left out of the account, so that the lines are judged on what stands in the billing system before them.
 */
export function withoutEffects(facts: Facts, posted: readonly PostedLine[]): Facts {
  const invoices = new Map(facts.invoices)
  const sources = new Map(facts.sources)
  const adjustments = new Map(facts.adjustments)
  for (const own of posted) {
    const undoneMinor = undoneOf(own)
    const invoice = invoices.get(own.invoiceId)
    if (invoice !== undefined) {
      invoices.set(invoice.id, { ...invoice, balanceMinor: invoice.balanceMinor + undoneMinor })
    }
    const key = own.sourceType === '' ? '' : sourceKey(own.sourceType, own.sourceId)
    const source = sources.get(key)
    if (source !== undefined) sources.set(key, { ...source, openMinor: source.openMinor + undoneMinor })
    if (own.line.action === 'create') adjustments.delete(own.adjustmentId)
    const before = beforeOf(own, adjustments)
    if (before !== undefined) adjustments.set(before.id, before)
  }
  return { ...facts, invoices, sources, adjustments }
}

/** What takes the line's effect back: of a create its impact, of a cancel the impact that it took away. */
function undoneOf(own: PostedLine): bigint {
  switch (own.line.action) {
    case 'create':
      return -own.impactMinor
    case 'cancel':
      return own.impactMinor
    case 'delete':
      return 0n
  }
}

/** The adjustment that the line acted on, as it was before: not cancelled yet, not reversed yet. */
function beforeOf(
  own: PostedLine,
  adjustments: ReadonlyMap<string, AdjustmentFact>,
): AdjustmentFact | undefined {
  if (own.line.action === 'cancel') {
    const cancelled = adjustments.get(own.adjustmentId)
    return cancelled && { ...cancelled, status: 'Processed', inFlight: false }
  }
  const reversed = own.reversesId === '' ? undefined : adjustments.get(own.reversesId)
  return reversed && { ...reversed, remainderMinor: reversed.remainderMinor + own.amountMinor }
}
