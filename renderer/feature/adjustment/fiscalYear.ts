import type { PeriodView } from '@contract/invoice'

export interface FiscalYear {
  readonly year: string
  readonly from: string
  readonly to: string
}

/** The days of each fiscal year that periods name, the latest first. */
export function fiscalYearsOf(periods: readonly PeriodView[]): FiscalYear[] {
  const years = new Map<string, FiscalYear>()
  for (const { fiscalYear: year, start, end } of periods) {
    if (year === '') continue
    const { from, to } = years.get(year) ?? { from: start, to: end }
    years.set(year, { year, from: start < from ? start : from, to: end > to ? end : to })
  }
  return [...years.values()].sort((left, right) => (left.from > right.from ? -1 : 1))
}
