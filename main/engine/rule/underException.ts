import { exceptionFor } from '../calendar/period'
import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing } from './reject'

/**
 * Warning `under_exception`: the line goes into a period that is shut to the judged person but for an
 * exception. Its place holds the exception, so that each person confirms the own one.
 */
export function underException(reading: LineReading): readonly Rejection[] {
  const { line, date, index } = reading
  const { exceptions, person, now } = index.facts
  if (line.action !== 'create' || exceptions.length === 0) return nothing
  const { period } = index.dayStanding(date)
  const exception = period && exceptionFor(period, person, exceptions, now)
  if (period === undefined || exception === undefined) return nothing
  const { exceptionId = '', personName = '', until, reason = '' } = exception
  return [
    {
      code: 'under_exception',
      at: `lines/${line.lineId}/date/${exceptionId}`,
      params: { field: 'date', period: period.name, person: personName, until, reason },
    },
  ]
}
