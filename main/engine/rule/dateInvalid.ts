import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `date_invalid`: a day that exists, written `YYYY-MM-DD`. */
export function dateInvalid(reading: LineReading): readonly Rejection[] {
  const { action, date } = reading.line
  if (action !== 'create' || date === '' || reading.index.dayStanding(date).isDay) return nothing
  return [reject(reading, 'date_invalid', 'date', { value: date, expected: 'YYYY-MM-DD' })]
}
