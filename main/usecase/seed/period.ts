import { addMonths, firstDayOfMonth, lastDayOfMonth } from '../../engine/calendar/day'
import type { SeedPeriod } from '../../ledger/seedTable'

export const periodCount = 18
export const closedCount = 12
/** Of the closed ones, the oldest are locked for good. */
export const lockedCount = 3
/** Open months before the present one; the rest of the open ones follow it. */
export const openBefore = 2

/** 18 months around the day, so that it is in an open one: 12 closed, two open, the present month, three to come. */
export function periodsAround(today: string): SeedPeriod[] {
  const first = addMonths(firstDayOfMonth(today), -(closedCount + openBefore))
  return Array.from({ length: periodCount }, (_, index) => {
    const start = addMonths(first, index)
    const year = start.slice(0, 4)
    const month = start.slice(5, 7)
    return {
      id: `period-${year}-${month}`,
      name: `${monthNames[Number(month) - 1] ?? month} ${year}`,
      start,
      end: lastDayOfMonth(start),
      fiscalYear: year,
      fiscalQuarter: String(Math.floor((Number(month) + 2) / 3)),
      state: index < closedCount ? ('Closed' as const) : ('Open' as const),
      hardLocked: index < lockedCount,
    }
  })
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
