import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  addDays,
  dateStyles,
  firstOfMonth,
  isDate,
  lastOfMonth,
  readDate,
  showDate,
  showMoment,
} from '../../../renderer/composable/dateText'

const iso = dateStyles['YYYY-MM-DD']!
const german = dateStyles['DD.MM.YYYY']!
const american = dateStyles['MM/DD/YYYY']!
const today = '2026-11-21'

describe('a calendar day', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2000-03-01', -1, '2000-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s %i is %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to)
  })

  test('there and back again is the same day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60_000 }),
        fc.integer({ min: -9999, max: 9999 }),
        (offset, days) => {
          const day = addDays('1950-01-01', offset)
          expect(isDate(day)).toBe(true)
          expect(addDays(addDays(day, days), -days)).toBe(day)
        },
      ),
    )
  })

  test('has a first and a last of its month', () => {
    expect(firstOfMonth('2024-02-15')).toBe('2024-02-01')
    expect(lastOfMonth('2024-02-15')).toBe('2024-02-29')
    expect(lastOfMonth('2026-11-01')).toBe('2026-11-30')
  })

  test.each(['2026-02-30', '2026-13-01', '2026-00-10', '26-01-01', ''])('%j is none', (text) => {
    expect(isDate(text)).toBe(false)
  })
})

describe('a typed date', () => {
  test.each([
    ['t', iso, today],
    ['+5', iso, '2026-11-26'],
    ['-21', iso, '2026-10-31'],
    ['3', iso, '2026-11-03'],
    ['5-2', iso, '2026-05-02'],
    ['5.2', german, '2026-02-05'],
    ['03.04.2025', german, '2025-04-03'],
    ['03/04/2025', american, '2025-03-04'],
    ['2025-4-3', american, '2025-04-03'],
    ['', iso, ''],
  ])('%j reads as expected', (typed, style, date) => {
    expect(readDate(typed, today, style)).toBe(date)
  })

  test.each(['31-2', 'soon', '03/04/2025', '1-2-3-4', '99'])('%j is refused', (typed) => {
    expect(readDate(typed, today, iso)).toBeUndefined()
  })
})

test('days and moments are shown in the style of the person', () => {
  expect(showDate('2026-11-03', german)).toBe('03.11.2026')
  expect(showMoment('2026-11-20T18:04:59.123Z', iso)).toBe('2026-11-20 18:04 UTC')
})
