import type { PeriodRow, PeriodTotal } from '@contract/period'

/** A row of the grid: a period with its first currency, or a further currency of the period above it. */
export interface GridPeriod {
  readonly key: string
  readonly period: PeriodRow
  readonly isFirst: boolean
  readonly total: PeriodTotal | undefined
}

/** The newest period first; one row more for each further currency, because amounts are never added up. */
export function gridRows(
  periods: readonly PeriodRow[],
  totals: readonly PeriodTotal[],
): readonly GridPeriod[] {
  const byPeriod = new Map<string, PeriodTotal[]>()
  for (const total of totals) {
    byPeriod.set(total.periodId, [...(byPeriod.get(total.periodId) ?? []), total])
  }
  return [...periods]
    .sort((one, other) => (one.start < other.start ? 1 : -1))
    .flatMap((period): GridPeriod[] => {
      const [first, ...others] = byPeriod.get(period.periodId) ?? []
      return [
        { key: period.periodId, period, isFirst: true, total: first },
        ...others.map((total) => ({
          key: `${period.periodId}:${total.currency}`,
          period,
          isFirst: false,
          total,
        })),
      ]
    })
}

/** What is looked at first: the earliest period that is not closed yet, else the last one. */
export function periodAtHand(periods: readonly PeriodRow[]): PeriodRow | undefined {
  const ascending = [...periods].sort((one, other) => (one.start < other.start ? -1 : 1))
  return ascending.find(({ state }) => state !== 'Closed') ?? ascending.at(-1)
}
