// Calendar days `YYYY-MM-DD`, without a time zone: a time that follows is cut off, never converted.

/** DMY and MDY say how `03/04/2026` is meant. `unclear`: the file shows both. */
export type DateFormat = 'ISO' | 'DMY' | 'MDY' | 'auto' | 'unclear'

export type DateFault = 'row_date_malformed' | 'row_date_ambiguous'

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)?$/i

export function readDate(text: string, format: DateFormat): string | { fault: DateFault } {
  if (isPlainDay(text)) return text
  const standard = iso.exec(text) ?? compact.exec(text)
  if (standard !== null) return checked(standard[1] ?? '', standard[2] ?? '', standard[3] ?? '')
  const written = numeric.exec(text)
  if (written === null || format === 'ISO') return { fault: 'row_date_malformed' }
  const [, first = '', mark, second = '', year = ''] = written
  const order = mark === '.' ? 'DMY' : format === 'auto' ? dayMonthOrder(first, second) : format
  if (order === undefined || order === 'unclear') return { fault: 'row_date_ambiguous' }
  return order === 'DMY' ? checked(year, second, first) : checked(year, first, second)
}

/** True for the usual `YYYY-MM-DD`; 29 February and all else take the longer way. */
function isPlainDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false
  for (let at = 0; at < 10; at += 1) {
    const digit = text.charCodeAt(at) - zero
    if (at !== 4 && at !== 7 && (digit < 0 || digit > 9)) return false
  }
  const month = (text.charCodeAt(5) - zero) * 10 + text.charCodeAt(6) - zero
  const day = (text.charCodeAt(8) - zero) * 10 + text.charCodeAt(9) - zero
  if (month < 1 || month > 12 || day < 1 || text.startsWith('0000')) return false
  return day <= 28 || (month !== 2 && day <= 30) || (day === 31 && daysIn(0, month) === 31)
}

const hyphen = 0x2d
const zero = 0x30

/** What two numbers say by themselves; equal ones are the same day either way. */
function dayMonthOrder(first: string, second: string): 'DMY' | 'MDY' | undefined {
  if (Number.parseInt(first, 10) > 12) return 'DMY'
  if (Number.parseInt(second, 10) > 12) return 'MDY'
  return first.padStart(2, '0') === second.padStart(2, '0') ? 'DMY' : undefined
}

function checked(year: string, month: string, day: string): string | { fault: DateFault } {
  const months = Number.parseInt(month, 10)
  const days = Number.parseInt(day, 10)
  const valid = Number.parseInt(year, 10) >= 1 && months >= 1 && months <= 12 && days >= 1
  if (!valid || days > daysIn(Number.parseInt(year, 10), months)) return { fault: 'row_date_malformed' }
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** What the dates of a file show by themselves: `31/01/2026` says DMY, `01/31/2026` says MDY. */
export function detectDateFormat(values: Iterable<string>): DateFormat {
  let dayFirst = false
  let monthFirst = false
  for (const value of values) {
    const written = numeric.exec(value.trim())
    if (written === null || written[2] === '.' || written[1] === written[3]) continue
    const order = dayMonthOrder(written[1] ?? '', written[3] ?? '')
    if (order === 'DMY') dayFirst = true
    if (order === 'MDY') monthFirst = true
  }
  if (dayFirst && monthFirst) return 'unclear'
  if (dayFirst) return 'DMY'
  return monthFirst ? 'MDY' : 'auto'
}
