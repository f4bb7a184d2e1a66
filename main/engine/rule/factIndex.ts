import { isCalendarDate } from '../calendar/day'
import { firstOpenDayAfter, periodOf, periodStanding, type PeriodStanding } from '../calendar/period'
import type { AdjustmentFact, Facts, InvoiceFact, PeriodFact, ReasonFact } from '../fact'
import { adjustmentLikeness } from './likeness'

/** What a calendar day is to the judged person; `period` is undefined if none contains the day. */
export interface DayStanding {
  /** False for a text that is no day of the calendar. */
  readonly isDay: boolean
  readonly period: PeriodFact | undefined
  readonly standing: PeriodStanding | 'unknown'
  /** The legal alternative: the first day after it that this person may use; empty if there is none. */
  readonly firstOpenDay: string
}

/** The facts with what is looked up again and again in them; made once per check, each part when first asked. */
export interface FactIndex {
  readonly facts: Facts
  readonly defaultReason: () => ReasonFact | undefined
  readonly invoiceNumbered: (invoiceNumber: string) => InvoiceFact | undefined
  readonly dayStanding: (date: string) => DayStanding
  readonly adjustmentsLike: (likeness: string) => readonly AdjustmentFact[]
}

export function indexFacts(facts: Facts): FactIndex {
  const byNumber = lazily(
    () => new Map([...facts.invoices.values()].map((invoice) => [invoice.number, invoice])),
  )
  const byLikeness = lazily(() => groupByLikeness(facts))
  const reason = lazily(() => [...facts.reasons.values()].find(({ isDefault }) => isDefault))
  const days = new Map<string, DayStanding>()
  return {
    facts,
    defaultReason: reason,
    invoiceNumbered: (invoiceNumber) => byNumber().get(invoiceNumber),
    adjustmentsLike: (likeness) => byLikeness().get(likeness) ?? [],
    dayStanding(date) {
      const known = days.get(date)
      if (known !== undefined) return known
      const found = standingOf(date, facts)
      days.set(date, found)
      return found
    },
  }
}

function standingOf(date: string, facts: Facts): DayStanding {
  const standing = (period: PeriodFact) => periodStanding(period, facts.person, facts.exceptions, facts.now)
  const isDay = isCalendarDate(date)
  if (!isDay) return { isDay, period: undefined, standing: 'unknown', firstOpenDay: '' }
  const period = periodOf(date, facts.periods)
  const firstOpen = firstOpenDayAfter(date, facts.periods, (candidate) => standing(candidate) === 'open')
  return {
    isDay,
    period,
    standing: period === undefined ? 'unknown' : standing(period),
    firstOpenDay: firstOpen?.date ?? '',
  }
}

function groupByLikeness(facts: Facts): ReadonlyMap<string, readonly AdjustmentFact[]> {
  const groups = new Map<string, AdjustmentFact[]>()
  for (const adjustment of facts.adjustments.values()) {
    if (adjustment.status !== 'Processed') continue
    const likeness = adjustmentLikeness(adjustment)
    const group = groups.get(likeness)
    if (group === undefined) groups.set(likeness, [adjustment])
    else group.push(adjustment)
  }
  return groups
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
