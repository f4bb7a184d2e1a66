import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'
import { limitOf, textLimits } from './text'

/** `text_too_long`: every text fits the API's field. */
export function textTooLong(reading: LineReading): readonly Rejection[] {
  let found: Rejection[] | undefined
  for (const [field, fullLimit] of textLimits) {
    const { length } = reading.line[field]
    if (length === 0) continue
    const limit = limitOf(reading.line, field, fullLimit)
    if (length <= limit) continue
    found = [...(found ?? []), reject(reading, 'text_too_long', field, { limit, length, fullLimit })]
  }
  return found ?? nothing
}
