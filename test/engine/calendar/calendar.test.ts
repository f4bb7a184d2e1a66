import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  firstDayOfMonth,
  isCalendarDate,
  lastDayOfMonth,
} from '../../../main/engine/calendar/day'
import { firstOpenDayAfter, periodOf } from '../../../main/engine/calendar/period'
import { period, periods } from '../example'

describe('calendar days', () => {
  test.each([
    { text: '2026-02-28', isDay: true },
    { text: '2026-02-29', isDay: false },
    { text: '2024-02-29', isDay: true },
    { text: '2100-02-29', isDay: false },
    { text: '2000-02-29', isDay: true },
    { text: '2026-04-31', isDay: false },
    { text: '2026-13-01', isDay: false },
    { text: '2026-00-10', isDay: false },
    { text: '0000-01-01', isDay: false },
    { text: '2026-1-1', isDay: false },
    { text: '2026-01-01T00:00', isDay: false },
  ])('$text: $isDay', ({ text, isDay }) => {
    expect(isCalendarDate(text)).toBe(isDay)
  })

  test.each([
    { date: '2026-12-31', days: 1, is: '2027-01-01' },
    { date: '2024-02-28', days: 1, is: '2024-02-29' },
    { date: '2024-03-01', days: -1, is: '2024-02-29' },
    { date: '1970-01-01', days: 20_000, is: '2024-10-04' },
    { date: '2000-03-01', days: -1, is: '2000-02-29' },
  ])('$date and $days days: $is', ({ date, days, is }) => {
    expect(addDays(date, days)).toBe(is)
  })

  test.each([
    { date: '2026-01-31', months: 1, is: '2026-02-28' },
    { date: '2026-12-15', months: 1, is: '2027-01-15' },
    { date: '2026-01-15', months: -1, is: '2025-12-15' },
    { date: '2024-02-29', months: 12, is: '2025-02-28' },
  ])('$date and $months months: $is', ({ date, months, is }) => {
    expect(addMonths(date, months)).toBe(is)
  })

  test('the ends of a month', () => {
    expect(firstDayOfMonth('2026-02-17')).toBe('2026-02-01')
    expect(lastDayOfMonth('2026-02-17')).toBe('2026-02-28')
    expect(lastDayOfMonth('2026-12-01')).toBe('2026-12-31')
  })

  test('agrees with the calendar of the runtime on any day', () => {
    const days = fc.integer({ min: -700_000, max: 2_900_000 })
    fc.assert(
      fc.property(days, (count) => {
        const date = addDays('1970-01-01', count)
        expect(date).toBe(new Date(count * 86_400_000).toISOString().slice(0, 10))
        expect(daysBetween('1970-01-01', date)).toBe(count)
        expect(isCalendarDate(date)).toBe(true)
        expect(compareDates(date, addDays(date, 1))).toBe(-1)
      }),
    )
  })
})

describe('periods', () => {
  test('a day belongs to the period that contains it', () => {
    expect(periodOf('2026-04-01', periods)?.id).toBe('2026-04')
    expect(periodOf('2026-04-30', periods)?.id).toBe('2026-04')
    expect(periodOf('2026-08-01', periods)).toBeUndefined()
  })

  test.each([
    { what: 'the start of the next open period', date: '2026-04-10', first: '2026-06-01' },
    { what: 'the next day of the same period', date: '2026-06-10', first: '2026-06-11' },
    { what: 'across a period end', date: '2026-06-30', first: '2026-07-01' },
    { what: 'none', date: '2026-07-31', first: undefined },
  ])('first open day after: $what', ({ date, first }) => {
    const isOpen = ({ state }: { state: string }) => state === 'Open'
    expect(firstOpenDayAfter(date, [...periods].reverse(), isOpen)?.date).toBe(first)
  })

  test('an open period before the date does not count', () => {
    const found = firstOpenDayAfter('2026-05-10', [period('04', 'Open'), period('06', 'Open')], () => true)
    expect(found).toMatchObject({ date: '2026-06-01', period: { id: '2026-06' } })
  })
})
