import type { Rejection } from '@contract/rejection'
import type { AdjustmentFact } from '../fact'
import { isTransferred } from './cancelTransferred'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** A Canceled adjustment that never left this ledger is deleted at once, without a line or an approval. */
export function mayDeleteAtOnce(adjustment: AdjustmentFact): boolean {
  const isOnlyHere = adjustment.origin === 'local' && !adjustment.everExported && !adjustment.hasLanded
  return adjustment.status === 'Canceled' && isOnlyHere
}

/**
 * `delete_not_allowed`: a line deletes only what is Canceled, has landed, was never transferred, and whose
 * period is open. `because` says what stands in the way, `alternative` what to do instead.
 */
export function deleteNotAllowed(reading: LineReading): readonly Rejection[] {
  const { line, adjustment } = reading
  if (line.action !== 'delete' || adjustment === undefined) return nothing
  const obstacle = obstacleTo(reading, adjustment)
  if (obstacle === undefined) return nothing
  const [because, alternative] = obstacle
  const takenBy = { batch: adjustment.claimedBy, line: reading.earlier.deletedBy }
  return [reject(reading, 'delete_not_allowed', 'adjustmentId', { because, alternative, ...takenBy })]
}

function obstacleTo(
  { earlier, index, date }: LineReading,
  adjustment: AdjustmentFact,
): readonly [because: string, alternative: string] | undefined {
  if (earlier.deletedBy !== '' || adjustment.claimedBy !== '') return ['taken', '']
  if (adjustment.status !== 'Canceled') return ['not_canceled', 'cancel']
  if (mayDeleteAtOnce(adjustment)) return ['never_left', 'delete_at_once']
  if (adjustment.inFlight || !adjustment.hasLanded) return ['in_flight', 'land']
  if (isTransferred(adjustment)) return ['transferred', '']
  const { standing, period } = index.dayStanding(date)
  return standing === 'open' && period?.state !== 'Closed' ? undefined : ['period_closed', '']
}
