import { daysIn } from './date'

// Moments in UTC, to the millisecond: `2026-11-20T18:04:00.000Z`. A moment without an offset is UTC,
// as warehouses and the API write them; one with an offset is converted.

const written =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/

const minutesPerDay = 24 * 60

/** Undefined where the text is no moment. */
export function readMoment(text: string): string | undefined {
  const found = written.exec(text)
  if (found === null) return undefined
  const [
    ,
    year = '',
    month = '',
    day = '',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '',
    offset = '',
  ] = found
  const date = { year: whole(year), month: whole(month), day: whole(day) }
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysIn(date.year, date.month))
    return undefined
  if (whole(hour) > 23 || whole(minute) > 59 || whole(second) > 59) return undefined
  const away = offsetMinutes(offset)
  if (away === undefined) return undefined
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  if (away === 0) return `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`
  const minutes = whole(hour) * 60 + whole(minute) - away
  const moved = minutes < 0 ? dayBefore(date) : minutes >= minutesPerDay ? dayAfter(date) : date
  const rest = (minutes + minutesPerDay) % minutesPerDay
  const clock = `${two((rest - (rest % 60)) / 60)}:${two(rest % 60)}:${second}.${milliseconds}`
  return `${String(moved.year).padStart(4, '0')}-${two(moved.month)}-${two(moved.day)}T${clock}Z`
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

function offsetMinutes(offset: string): number | undefined {
  if (offset === '' || offset === 'Z' || offset === 'UTC') return 0
  const hours = whole(offset.slice(1, 3))
  const minutes = whole(offset.slice(-2))
  if (hours > 18 || minutes > 59) return undefined
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function dayBefore({ year, month, day }: Day): Day {
  if (day > 1) return { year, month, day: day - 1 }
  if (month > 1) return { year, month: month - 1, day: daysIn(year, month - 1) }
  return { year: year - 1, month: 12, day: 31 }
}

function dayAfter({ year, month, day }: Day): Day {
  if (day < daysIn(year, month)) return { year, month, day: day + 1 }
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 }
}

function whole(digits: string): number {
  return Number.parseInt(digits, 10)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
