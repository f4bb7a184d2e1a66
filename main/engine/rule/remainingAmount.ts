import type { AdjustmentType } from '@contract/line'
import type { InvoiceFact, SourceFact } from '../fact'
import { roomFor, smallerRoom } from './towardsZero'

/**
 * "All that is open": the largest amount of this type that is legal now, in minor units of the invoice's
 * currency, the smaller of open amount and balance (domain.md, after rule 12). Zero if there is none, as for
 * a charge on a discount of an invoice above zero. Without source it is the header's: the balance alone.
 */
export function remainingAmount(
  source: Pick<SourceFact, 'openMinor' | 'amountMinor'> | undefined,
  invoice: Pick<InvoiceFact, 'balanceMinor' | 'amountMinor'>,
  type: AdjustmentType,
): bigint {
  const ofBalance = roomFor(invoice.balanceMinor, invoice.amountMinor, type, false)
  const ofItem = source === undefined ? undefined : roomFor(source.openMinor, source.amountMinor, type, false)
  return smallerRoom(ofItem, ofBalance) ?? 0n
}
