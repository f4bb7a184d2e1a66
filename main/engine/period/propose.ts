import type { DefinedPeriod } from '@contract/period'
import { addDays, addMonths, firstDayOfMonth, lastDayOfMonth } from '../calendar/day'

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

type Known = Pick<DefinedPeriod, 'name' | 'start' | 'end' | 'fiscalYear'> & { readonly fiscalQuarter: string }

/**
 * Calendar months that go on after the last known period, named and counted as the known ones are. Where
 * nothing is known, they begin on `start`, named `2026-11`, with the calendar year as fiscal year.
 */
export function proposeMonths(
  known: readonly Known[],
  start: string,
  months: number,
): readonly DefinedPeriod[] {
  const ordered = [...known].sort((one, other) => (one.start < other.start ? -1 : 1))
  const last = ordered.at(-1)
  const first = last === undefined ? start : addDays(last.end, 1)
  const isNamed = last !== undefined && monthNames.some((month) => last.name.startsWith(`${month} `))
  const offset = fiscalOffset(ordered)
  return Array.from({ length: months }, (_, index) => {
    const begin = index === 0 ? first : addMonths(firstDayOfMonth(first), index)
    const [year = '', month = ''] = begin.split('-')
    const fiscal = addMonths(firstDayOfMonth(begin), offset)
    return {
      name: isNamed ? `${monthNames[Number(month) - 1] ?? month} ${year}` : `${year}-${month}`,
      start: begin,
      end: lastDayOfMonth(begin),
      fiscalYear: fiscal.slice(0, 4),
      fiscalQuarter: quarterOf(fiscal),
    }
  })
}

/**
 * Months by which the fiscal calendar is ahead of the civil one, as the known periods tell: by a fiscal year that
 * begins among them, else by a quarter that does, else by what the last one is called. 0 if they tell nothing.
 */
function fiscalOffset(ordered: readonly Known[]): number {
  const dated = ordered.filter(({ fiscalYear }) => /^\d{4}$/.test(fiscalYear))
  const last = dated.at(-1)
  if (last === undefined) return 0
  const lastBegun = (isAnother: (one: Known, before: Known) => boolean) =>
    dated
      .filter((period, index) => {
        const before = dated[index - 1]
        return before !== undefined && isAnother(period, before)
      })
      .at(-1)
  const year = lastBegun((one, before) => one.fiscalYear !== before.fiscalYear)
  if (year !== undefined) return monthsAhead(year, 0)
  const quarter = lastBegun((one, before) => one.fiscalQuarter !== before.fiscalQuarter)
  const number = quarterNumber(quarter ?? last)
  if (number === undefined) return (Number(last.fiscalYear) - Number(last.end.slice(0, 4))) * 12
  // Where no quarter is seen to begin, it is taken to begin where one of the civil year does.
  const within = quarter === undefined ? (Number(last.start.slice(5, 7)) - 1) % 3 : 0
  return monthsAhead(quarter ?? last, (number - 1) * 3 + within)
}

/** `fiscalMonth`: in which month of its fiscal year the period begins, from 0. */
function monthsAhead({ fiscalYear, start }: Known, fiscalMonth: number): number {
  const [year = '', month = ''] = start.split('-')
  return Number(fiscalYear) * 12 + fiscalMonth - (Number(year) * 12 + Number(month) - 1)
}

/** Files write `3` or `Q3`. */
function quarterNumber({ fiscalQuarter }: Known): number | undefined {
  const found = /^Q?([1-4])$/i.exec(fiscalQuarter)?.[1]
  return found === undefined ? undefined : Number(found)
}

function quarterOf(day: string): DefinedPeriod['fiscalQuarter'] {
  const quarters = ['1', '2', '3', '4'] as const
  return quarters[Math.floor((Number(day.slice(5, 7)) - 1) / 3)] ?? ''
}
