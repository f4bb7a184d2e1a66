import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../money/amount'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `cancel_has_reversals`: what has been reversed, or waits to be, is not cancelled: reverse the remainder. */
export function cancelHasReversals(reading: LineReading): readonly Rejection[] {
  const { line, adjustment, earlier, invoice } = reading
  if (line.action !== 'cancel' || adjustment === undefined) return nothing
  if (!adjustment.hasReversals && earlier.reversedBy === '') return nothing
  const leftMinor = adjustment.remainderMinor - earlier.reversedMinor
  return [
    reject(reading, 'cancel_has_reversals', 'adjustmentId', {
      alternative: 'reversal',
      batch: adjustment.claimedBy,
      line: earlier.reversedBy,
      ...(invoice === undefined
        ? {}
        : { limit: formatMinor(leftMinor, invoice.currency), currency: invoice.currency }),
    }),
  ]
}
