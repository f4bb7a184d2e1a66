import type { Rejection } from '@contract/rejection'
import { absolute, formatMinor } from '../money/amount'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `reversal_exceeds_remainder`: no more is taken back than is left, reversals that wait in batches counted. */
export function reversalExceedsRemainder(reading: LineReading): readonly Rejection[] {
  const { line, adjustment: original, earlier, impactMinor, invoice } = reading
  if (
    line.action !== 'create' ||
    original === undefined ||
    impactMinor === undefined ||
    invoice === undefined
  ) {
    return nothing
  }
  const leftMinor = original.remainderMinor - earlier.reversedMinor
  if (absolute(impactMinor) <= leftMinor) return nothing
  const { currency } = invoice
  return [
    reject(reading, 'reversal_exceeds_remainder', 'amount', {
      limit: formatMinor(leftMinor < 0n ? 0n : leftMinor, currency),
      original: formatMinor(original.amountMinor, currency),
      currency,
      batch: original.claimedBy,
      line: earlier.reversedBy,
    }),
  ]
}
