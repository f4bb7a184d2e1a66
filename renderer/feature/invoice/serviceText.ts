import type { SourceRow } from '@contract/invoice'
import { lastOfMonth } from '../../composable/dateText'

/** `2026-11-01 – 2027-10-31`, one day where both are the same, empty for tax lines. */
export function serviceText({ serviceStart, serviceEnd }: SourceRow, date: (day: string) => string): string {
  const [from, to] = [dayOf(serviceStart), dayOf(serviceEnd)]
  if (from === '' && to === '') return ''
  if (from === to || to === '') return date(from)
  if (from === '') return date(to)
  return monthOf(from, to) ?? `${date(from)} – ${date(to)}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Whole months are read faster as such: `Oct 2026`, `Nov 26 – Oct 27`. */
function monthOf(from: string, to: string): string | undefined {
  if (!from.endsWith('-01') || to !== lastOfMonth(to)) return undefined
  const first = months[monthNumber(from) - 1] ?? ''
  const last = months[monthNumber(to) - 1] ?? ''
  const [firstYear, lastYear] = [from.slice(0, 4), to.slice(0, 4)]
  if (from.slice(0, 7) === to.slice(0, 7)) return `${first} ${firstYear}`
  return `${first} ${firstYear.slice(2)} – ${last} ${lastYear.slice(2)}`
}

function monthNumber(day: string): number {
  return parseInt(day.slice(5, 7), 10)
}

function dayOf(moment: string): string {
  return moment.slice(0, 10)
}
