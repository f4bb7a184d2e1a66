import type { DefinedPeriod } from '@contract/period'
import { addDays, isDate } from '../../composable/dateText'

const quarters = ['', '1', '2', '3', '4'] as const

/**
 * One cell typed in the list of new periods. Moving an end takes the next start along, so that no day is
 * left out; what cannot be read stays as it was.
 */
export function editedPeriods(
  periods: readonly DefinedPeriod[],
  index: number,
  column: string,
  text: string,
): readonly DefinedPeriod[] {
  const change = changeOf(column, text.trim())
  if (change === undefined) return periods
  return periods.map((period, other) => {
    if (other === index) return { ...period, ...change }
    const followsEnd = other === index + 1 && change.end !== undefined
    return followsEnd ? { ...period, start: addDays(change.end ?? period.start, 1) } : period
  })
}

function changeOf(column: string, text: string): Partial<DefinedPeriod> | undefined {
  if (column === 'name') return { name: text }
  if (column === 'start' || column === 'end') return isDate(text) ? { [column]: text } : undefined
  if (column === 'fiscalYear') return /^(\d{4})?$/.test(text) ? { fiscalYear: text } : undefined
  const quarter = quarters.find((value) => value === text.replace(/^Q/i, ''))
  return column === 'fiscalQuarter' && quarter !== undefined ? { fiscalQuarter: quarter } : undefined
}
