import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `reversal_of_canceled`: a Canceled adjustment has no effect to take back; a cancel that waits counts. */
export function reversalOfCanceled(reading: LineReading): readonly Rejection[] {
  const { line, adjustment: original, earlier } = reading
  if (line.action !== 'create' || original === undefined) return nothing
  const isClaimed = original.claimedBy !== '' && !original.hasReversals
  if (original.status !== 'Canceled' && earlier.cancelledBy === '' && !isClaimed) return nothing
  return [
    reject(reading, 'reversal_of_canceled', 'reversesId', {
      batch: isClaimed ? original.claimedBy : '',
      line: earlier.cancelledBy,
    }),
  ]
}
