import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/**
 * `cancel_period_closed`: a cancel takes the period of what it cancels. A closed one takes a reversal instead,
 * also where an exception lets a person post into it: that is for new adjustments.
 */
export function cancelPeriodClosed(reading: LineReading): readonly Rejection[] {
  const { line, adjustment, date, index } = reading
  if (line.action !== 'cancel' || adjustment === undefined) return nothing
  const { period, firstOpenDay } = index.dayStanding(date)
  if (period?.state !== 'Closed') return nothing
  return [
    reject(reading, 'cancel_period_closed', 'adjustmentId', {
      value: date,
      period: period.name,
      hardLocked: period.hardLocked,
      alternative: 'reversal',
      firstOpenDay,
    }),
  ]
}
