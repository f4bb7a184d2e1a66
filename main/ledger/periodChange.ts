import type { DefinedPeriod } from '@contract/period'
import type { PeriodState } from '../engine/fact'
import type { Ledger } from './database'

// What changes a period. Every change stands beside an audit row of the same transaction; triggers refuse
// gaps, overlaps, steps out of order, and closing over what waits.

export function insertPeriod(ledger: Ledger, periodId: string, period: DefinedPeriod): void {
  ledger
    .sql(
      `insert into period (id, name, start_date, end_date, fiscal_year, fiscal_quarter, state, hard_locked)
       values (?, ?, ?, ?, ?, ?, 'Open', 0)`,
    )
    .run(periodId, period.name, period.start, period.end, period.fiscalYear, period.fiscalQuarter)
}

export function setPeriodState(ledger: Ledger, periodId: string, state: PeriodState): void {
  ledger.sql('update period set state = ? where id = ?').run(state, periodId)
}

export function setPeriodEnd(ledger: Ledger, periodId: string, end: string): void {
  ledger.sql('update period set end_date = ? where id = ?').run(end, periodId)
}

/** For good: no statement takes it back. */
export function setHardLocked(ledger: Ledger, periodId: string): void {
  ledger.sql('update period set hard_locked = 1 where id = ?').run(periodId)
}

/** What is dated after a day, up to another: adjustments, and lines that wait. */
export function findDatedAfter(
  ledger: Ledger,
  after: string,
  end: string,
): { count: number; latest: string } {
  const row = ledger
    .sql<{ count: bigint; latest: string | null }>(
      `select count(*) as count, max(date) as latest from (
         select adjustment_date as date from adjustment where adjustment_date > ?1 and adjustment_date <= ?2
         union all select date from waiting_line w where w.date > ?1 and w.date <= ?2)`,
    )
    .get({ 1: after, 2: end })
  return { count: Number(row?.count ?? 0n), latest: row?.latest ?? '' }
}
