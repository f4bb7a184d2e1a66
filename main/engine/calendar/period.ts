import type { JudgedPerson, PeriodException, PeriodFact } from '../fact'
import { addDays } from './day'

/** What a period is to one person at one moment (domain.md, rule 4). */
export type PeriodStanding = 'open' | 'pending_close' | 'closed' | 'hard_locked'

export interface OpenDay {
  readonly date: string
  readonly period: PeriodFact
}

/** The period that contains the day. A transaction belongs to it and never shifts to another. */
export function periodOf(date: string, periods: readonly PeriodFact[]): PeriodFact | undefined {
  return periods.find((period) => period.start <= date && date <= period.end)
}

/**
 * PendingClose counts as open for people with the *manage close* right. An exception opens a closed
 * period to one person until its moment (exclusive); a hard-locked one stays shut for everybody.
 */
export function periodStanding(
  period: PeriodFact,
  person: JudgedPerson,
  exceptions: readonly PeriodException[],
  now: string,
): PeriodStanding {
  if (period.hardLocked) return 'hard_locked'
  if (period.state === 'Open') return 'open'
  if (exceptionFor(period, person, exceptions, now) !== undefined) return 'open'
  if (period.state === 'Closed') return 'closed'
  return person.rights.includes('manage_close') ? 'open' : 'pending_close'
}

/** The exception that a person posts under; undefined where none holds or none is needed. Of several the one that holds longest. */
export function exceptionFor(
  period: PeriodFact,
  person: JudgedPerson,
  exceptions: readonly PeriodException[],
  now: string,
): PeriodException | undefined {
  const needsNone =
    period.state === 'Open' || (period.state === 'PendingClose' && person.rights.includes('manage_close'))
  if (period.hardLocked || needsNone) return undefined
  let longest: PeriodException | undefined
  for (const exception of exceptions) {
    const holds =
      exception.periodId === period.id && exception.personId === person.id && now < exception.until
    if (holds && (longest === undefined || exception.until > longest.until)) longest = exception
  }
  return longest
}

/** The first day later than `date` that lies in a period which `mayUse` admits; undefined if there is none. */
export function firstOpenDayAfter(
  date: string,
  periods: readonly PeriodFact[],
  mayUse: (period: PeriodFact) => boolean,
): OpenDay | undefined {
  let first: PeriodFact | undefined
  for (const period of periods) {
    const isEarlier = first === undefined || period.start < first.start
    if (period.end > date && isEarlier && mayUse(period)) first = period
  }
  if (first === undefined) return undefined
  return { date: first.start > date ? first.start : addDays(date, 1), period: first }
}
