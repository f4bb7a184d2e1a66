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

/** Months by which the fiscal calendar is ahead of the civil one, as the last known period tells: 0 if it tells nothing. */
function fiscalOffset(ordered: readonly Known[]): number {
  const dated = ordered.filter(({ fiscalYear }) => /^\d{4}$/.test(fiscalYear))
  const last = dated.at(-1)
  if (last === undefined) return 0
  // The first period of the newest fiscal year that begins among the known ones.
  const began = dated
    .filter((period, index) => index > 0 && dated[index - 1]?.fiscalYear !== period.fiscalYear)
    .at(-1)
  if (began === undefined) {
    return (Number(last.fiscalYear) - Number(last.end.slice(0, 4))) * 12
  }
  const years = Number(began.fiscalYear) - Number(began.start.slice(0, 4))
  return years * 12 - (Number(began.start.slice(5, 7)) - 1)
}

function quarterOf(day: string): DefinedPeriod['fiscalQuarter'] {
  const quarters = ['1', '2', '3', '4'] as const
  return quarters[Math.floor((Number(day.slice(5, 7)) - 1) / 3)] ?? ''
}
