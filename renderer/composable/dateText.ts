// Calendar days as text, `YYYY-MM-DD`, counted without a clock and without a time zone.

export interface DateStyle {
  order: 'ymd' | 'dmy' | 'mdy'
  mark: '-' | '.' | '/'
}

export const dateStyles: Record<string, DateStyle> = {
  'YYYY-MM-DD': { order: 'ymd', mark: '-' },
  'DD.MM.YYYY': { order: 'dmy', mark: '.' },
  'DD/MM/YYYY': { order: 'dmy', mark: '/' },
  'MM/DD/YYYY': { order: 'mdy', mark: '/' },
}

export const plainDateStyle: DateStyle = { order: 'ymd', mark: '-' }

interface Day {
  year: number
  month: number
  day: number
}

export function showDate(date: string, style: DateStyle): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!match) return date
  const [, year = '', month = '', day = ''] = match
  const parts = { ymd: [year, month, day], dmy: [day, month, year], mdy: [month, day, year] }[style.order]
  return parts.join(style.mark)
}

/** `2026-11-20T18:04:00.000Z` → `2026-11-20 18:04 UTC`; moments are UTC everywhere. */
export function showMoment(moment: string, style: DateStyle): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(moment)
  return match ? `${showDate(match[1] ?? '', style)} ${match[2] ?? ''} UTC` : moment
}

export function isDate(text: string): boolean {
  const day = dayOf(text)
  return day !== undefined && day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= lastOf(day)
}

export function addDays(date: string, days: number): string {
  const day = dayOf(date)
  if (!day) return date
  return fromCount(toCount(day) + days)
}

export function firstOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`
}

export function lastOfMonth(date: string): string {
  const day = dayOf(date)
  return day ? textOf({ ...day, day: lastOf(day) }) : date
}

/**
 * What a person typed into a date field, in the app's own order: `3`, `5-2` (day and month by the person's
 * order), `+5`, `-1`, a full date in ISO or in the person's style. Undefined: not a date.
 */
export function readDate(typed: string, today: string, style: DateStyle): string | undefined {
  const text = typed.trim()
  if (text === '') return ''
  if (/^[tT]$/.test(text)) return today
  if (/^[+-]\d{1,4}$/.test(text)) return addDays(today, parseInt(text, 10))
  if (isDate(text)) return text
  const numbers = text.split(/[-./ ]/)
  if (numbers.length > 3 || numbers.some((part) => !/^\d{1,4}$/.test(part))) return undefined
  const candidate = numbers.length === 3 ? fullDate(numbers, style) : partialDate(numbers, today, style)
  return candidate !== undefined && isDate(candidate) ? candidate : undefined
}

function fullDate(numbers: string[], style: DateStyle): string | undefined {
  const order = numbers[0]?.length === 4 ? 'ymd' : style.order === 'ymd' ? undefined : style.order
  if (!order) return undefined
  const at = { ymd: [0, 1, 2], dmy: [2, 1, 0], mdy: [2, 0, 1] }[order]
  const [year = '', month = '', day = ''] = at.map((index) => numbers[index] ?? '')
  if (year.length !== 4) return undefined
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function partialDate(numbers: string[], today: string, style: DateStyle): string | undefined {
  const [first = '', second] = numbers
  if (second === undefined) return first.length > 2 ? undefined : today.slice(0, 8) + first.padStart(2, '0')
  const [month, day] = style.order === 'dmy' ? [second, first] : [first, second]
  return `${today.slice(0, 4)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function dayOf(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  return { year: whole(match[1]), month: whole(match[2]), day: whole(match[3]) }
}

function whole(digits = ''): number {
  return parseInt(digits, 10)
}

function textOf({ year, month, day }: Day): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  )
}

function lastOf({ year, month }: Day): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Days since 0000-03-01, so that the leap day ends a year (the civil-from-days method). */
function toCount({ year, month, day }: Day): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
}

function fromCount(count: number): string {
  const era = Math.floor(count / 146097)
  const dayOfEra = count - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return textOf({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day })
}
