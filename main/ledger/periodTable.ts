import type { PeriodView } from '@contract/invoice'
import type { PeriodException, PeriodFact } from '../engine/fact'
import type { Ledger } from './database'

interface PeriodRow {
  id: string
  name: string
  start_date: string
  end_date: string
  fiscal_year: string
  fiscal_quarter: string
  state: PeriodView['state']
  hard_locked: bigint
}

/** All periods by their start. */
export function readPeriods(ledger: Ledger): PeriodView[] {
  const rows = ledger
    .sql<PeriodRow>(
      `select id, name, start_date, end_date, fiscal_year, fiscal_quarter, state, hard_locked from period
       order by start_date`,
    )
    .all()
  return rows.map((row) => ({
    periodId: row.id,
    name: row.name,
    start: row.start_date,
    end: row.end_date,
    fiscalYear: row.fiscal_year,
    fiscalQuarter: row.fiscal_quarter,
    state: row.state,
    hardLocked: row.hard_locked === 1n,
  }))
}

/** The same as the rules want them. */
export function readPeriodFacts(ledger: Ledger): PeriodFact[] {
  return readPeriods(ledger).map(({ periodId, name, start, end, state, hardLocked }) => ({
    id: periodId,
    name,
    start,
    end,
    state,
    hardLocked,
  }))
}

const selectExceptions = `
  select e.id as exceptionId, e.period_id as periodId, e.person_id as personId, e.until, e.reason,
    coalesce(p.name, e.person_id) as personName
  from period_exception e left join person p on p.id = e.person_id`

/**
 * Exceptions that are neither revoked nor over by what the log has seen; whether one still holds at a moment is
 * the rules' to say. `postedAt`: those that had not been revoked when something was posted.
 */
export function readPeriodExceptions(ledger: Ledger, postedAt?: string): PeriodException[] {
  if (postedAt !== undefined) {
    return ledger
      .sql<PeriodException>(`${selectExceptions} where coalesce(e.revoked_at, e.until) > ? order by e.id`)
      .all(postedAt)
  }
  return ledger
    .sql<PeriodException>(
      `${selectExceptions} where e.revoked_at is null and e.over_at is null order by e.id`,
    )
    .all()
}
