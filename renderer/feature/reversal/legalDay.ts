import type { PeriodView } from '@contract/invoice'
import { addDays } from '../../composable/dateText'
import { useFormat } from '../../composable/useFormat'
import { t } from '../../text'

/** Open periods that follow each other are one stretch of legal days. */
export function openStretches(periods: readonly PeriodView[]): { from: string; to: string }[] {
  const stretches: { from: string; to: string }[] = []
  const open = periods.filter(({ state }) => state === 'Open')
  for (const { start, end } of [...open].sort((left, right) => (left.start < right.start ? -1 : 1))) {
    const last = stretches.at(-1)
    if (last !== undefined && addDays(last.to, 1) === start) last.to = end
    else stretches.push({ from: start, to: end })
  }
  return stretches
}

/** `Open: 2026-09-01 to 2027-02-28.` Empty while no period is known or none is open. */
export function legalDaysText(periods: readonly PeriodView[]): string {
  const format = useFormat()
  const stretches = openStretches(periods).map(({ from, to }) =>
    t('reversal.openStretch', { from: format.date(from), to: format.date(to) }),
  )
  return stretches.length === 0 ? '' : t('reversal.openDays', { days: stretches.join(', ') })
}
