import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `cancel_not_processed`: only a Processed adjustment is cancelled, and only once, waiting cancels counted. */
export function cancelNotProcessed(reading: LineReading): readonly Rejection[] {
  const { line, adjustment, earlier } = reading
  if (line.action !== 'cancel' || adjustment === undefined) return nothing
  const isClaimed = adjustment.claimedBy !== '' && !adjustment.hasReversals
  const isTaken = isClaimed || earlier.cancelledBy !== '' || earlier.deletedBy !== ''
  if (adjustment.status === 'Processed' && !isTaken) return nothing
  return [
    reject(reading, 'cancel_not_processed', 'adjustmentId', {
      status: adjustment.status,
      batch: isClaimed ? adjustment.claimedBy : '',
      line: earlier.cancelledBy || earlier.deletedBy,
    }),
  ]
}
