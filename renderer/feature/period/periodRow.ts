import type { PeriodRow, PeriodTotal } from '@contract/period'

/** A row of the grid: a period, how many adjustments it holds, and their sums in one currency. */
export interface GridPeriod {
  readonly period: PeriodRow
  /** In all currencies. */
  readonly count: number
  /** In the chosen currency: amounts of several are never added up. */
  readonly total: PeriodTotal | undefined
}

/** The newest period first. */
export function gridRows(
  periods: readonly PeriodRow[],
  totals: readonly PeriodTotal[],
  currency: string,
): readonly GridPeriod[] {
  const byPeriod = new Map<string, PeriodTotal[]>()
  for (const total of totals) {
    byPeriod.set(total.periodId, [...(byPeriod.get(total.periodId) ?? []), total])
  }
  return [...periods]
    .sort((one, other) => (one.start < other.start ? 1 : -1))
    .map((period) => {
      const own = byPeriod.get(period.periodId) ?? []
      return {
        period,
        count: own.reduce((sum, { count }) => sum + count, 0),
        total: own.find((total) => total.currency === currency),
      }
    })
}

/** Every currency that has a total, the one with the most adjustments first. */
export function currenciesOf(totals: readonly PeriodTotal[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { currency, count } of totals) counts.set(currency, (counts.get(currency) ?? 0) + count)
  return [...counts]
    .sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1))
    .map(([currency]) => currency)
}

/** What is looked at first: the earliest period that is not closed yet, else the last one. */
export function periodAtHand(periods: readonly PeriodRow[]): PeriodRow | undefined {
  const ascending = [...periods].sort((one, other) => (one.start < other.start ? -1 : 1))
  return ascending.find(({ state }) => state !== 'Closed') ?? ascending.at(-1)
}

/** Periods for a chart of what each does in the end, from the earliest: the last ones that hold anything. */
export function netBars(rows: readonly GridPeriod[], most: number): readonly GridPeriod[] {
  const ascending = [...rows].sort((one, other) => (one.period.start < other.period.start ? -1 : 1))
  const holding = ascending.map(({ total }) => total !== undefined && total.count > 0)
  const first = holding.indexOf(true)
  if (first < 0) return []
  return ascending.slice(first, holding.lastIndexOf(true) + 1).slice(-most)
}
