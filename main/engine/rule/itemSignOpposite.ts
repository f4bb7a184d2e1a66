import type { Rejection } from '@contract/rejection'
import { formatMinor, signOf } from '../money/amount'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/**
 * `item_sign_opposite`: an item whose sign is not its invoice's is not adjusted at all. The rule is off by
 * default: the setting `adjustOppositeSign` is true where the tenant may adjust such items, and only where it
 * is false does this rule refuse (rule 8). The signs are those of the original amounts.
 */
export function itemSignOpposite(reading: LineReading): readonly Rejection[] {
  const { line, source, invoice, index } = reading
  if (line.action !== 'create' || index.facts.settings.adjustOppositeSign) return nothing
  if (source === undefined || invoice === undefined) return nothing
  if (signOf(source.amountMinor) * signOf(invoice.amountMinor) !== -1) return nothing
  const { currency } = invoice
  return [
    reject(reading, 'item_sign_opposite', 'sourceId', {
      item: formatMinor(source.amountMinor, currency),
      invoice: formatMinor(invoice.amountMinor, currency),
      currency,
    }),
  ]
}
