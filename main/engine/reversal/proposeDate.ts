import { firstOpenDayAfter, periodOf, periodStanding } from '../calendar/period'
import type { JudgedPerson, PeriodFact, ReversalDateRule } from '../fact'

/** Which rule chose the date; the screen says it. */
export type DateChoice = 'original_date' | 'first_open_day' | 'today'

export interface ProposedDay {
  readonly date: string
  readonly periodId: string
  readonly chosenBy: DateChoice
}

export type ProposedDate = ProposedDay | { readonly problem: 'no_open_day' | 'today_not_open' }

/**
 * The date of a reversal (domain.md, "Reversal"), by the rule of its reason code: like the original while
 * that period is open, else the first open day after it; or always today, if that is open. PendingClose is
 * open for people who manage the close. Exceptions are not used here: they open a closed period to one who
 * asks for it, and nothing is proposed into one in silence.
 */
export function proposeDate(
  original: { readonly date: string },
  rule: ReversalDateRule,
  periods: readonly PeriodFact[],
  today: string,
  person: JudgedPerson,
): ProposedDate {
  const isOpen = (period: PeriodFact) => periodStanding(period, person, [], '') === 'open'
  const openPeriodOf = (date: string) => {
    const period = periodOf(date, periods)
    return period !== undefined && isOpen(period) ? period : undefined
  }
  if (rule === 'today') {
    const period = openPeriodOf(today)
    return period === undefined
      ? { problem: 'today_not_open' }
      : { date: today, periodId: period.id, chosenBy: 'today' }
  }
  const ownPeriod = openPeriodOf(original.date)
  if (ownPeriod !== undefined)
    return { date: original.date, periodId: ownPeriod.id, chosenBy: 'original_date' }
  const first = firstOpenDayAfter(original.date, periods, isOpen)
  if (first === undefined) return { problem: 'no_open_day' }
  return { date: first.date, periodId: first.period.id, chosenBy: 'first_open_day' }
}
