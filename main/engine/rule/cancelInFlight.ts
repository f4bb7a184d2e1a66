import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `cancel_in_flight`: exported and not known to have landed. Record the landing first. */
export function cancelInFlight(reading: LineReading): readonly Rejection[] {
  const { line, adjustment } = reading
  if (line.action !== 'cancel' || adjustment?.inFlight !== true) return nothing
  return [reject(reading, 'cancel_in_flight', 'adjustmentId', { alternative: 'land' })]
}
