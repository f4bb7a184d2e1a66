// Calendar days as text, `YYYY-MM-DD`, without time zone and without Date objects: a time zone can
// then never move a posting. The arithmetic counts days of the proleptic Gregorian calendar.

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

interface CivilDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** True for a day that exists, in the years 0001 to 9999. */
export function isCalendarDate(text: string): boolean {
  if (!dayPattern.test(text)) return false
  const { year, month, day } = civilDay(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Below zero if the left day is earlier; text order is calendar order. */
export function compareDates(left: string, right: string): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0
}

export function addDays(date: string, days: number): string {
  return dayText(civilFromCount(countOf(civilDay(date)) + days))
}

/** Whole days from one day to another; negative if the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return countOf(civilDay(to)) - countOf(civilDay(from))
}

/** The same day of another month, or its last day where that month is shorter (31 January + 1 = 28 February). */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = civilDay(date)
  const monthCount = year * 12 + (month - 1) + months
  const newYear = Math.floor(monthCount / 12)
  const newMonth = monthCount - newYear * 12 + 1
  return dayText({ year: newYear, month: newMonth, day: Math.min(day, daysInMonth(newYear, newMonth)) })
}

export function firstDayOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`
}

export function lastDayOfMonth(date: string): string {
  const { year, month } = civilDay(date)
  return dayText({ year, month, day: daysInMonth(year, month) })
}

function civilDay(date: string): CivilDay {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

function dayText({ year, month, day }: CivilDay): string {
  if (year < 1 || year > 9999) throw new RangeError('A calendar day outside the years 0001 to 9999')
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 0000-03-01: years begin in March here, so that the leap day is a year's last. */
function countOf({ year, month, day }: CivilDay): number {
  const marchYear = month <= 2 ? year - 1 : year
  const marchMonth = month <= 2 ? month + 9 : month - 3
  const daysBeforeMonth = Math.floor((153 * marchMonth + 2) / 5)
  return marchYear * 365 + leapDaysBefore(marchYear) + daysBeforeMonth + day - 1
}

function leapDaysBefore(marchYear: number): number {
  return Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
}

function civilFromCount(count: number): CivilDay {
  const era = Math.floor(count / 146_097)
  const dayOfEra = count - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (yearOfEra * 365 + leapDaysBefore(yearOfEra))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day }
}
