import type { ExceptionUse } from '@contract/period'
import { formatMinor } from '../engine/money/amount'
import type { Ledger } from './database'

export interface ExceptionRecord {
  readonly exceptionId: string
  readonly periodId: string
  readonly personId: string
  readonly reason: string
  readonly until: string
  readonly grantedBy: string
  readonly grantedAt: string
  /** Empty while nobody has revoked it. */
  readonly revokedAt: string
}

const selectException = `
  select id as exceptionId, period_id as periodId, person_id as personId, reason, until, granted_by as grantedBy,
    granted_at as grantedAt, coalesce(revoked_at, '') as revokedAt
  from period_exception`

/** The newest first. */
export function listExceptions(ledger: Ledger, periodId: string): ExceptionRecord[] {
  return ledger
    .sql<ExceptionRecord>(`${selectException} where period_id = ? order by granted_at desc, id desc`)
    .all(periodId)
}

export function findException(ledger: Ledger, exceptionId: string): ExceptionRecord | undefined {
  return ledger.sql<ExceptionRecord>(`${selectException} where id = ?`).get(exceptionId)
}

export function insertException(ledger: Ledger, exception: ExceptionRecord): void {
  ledger
    .sql(
      `insert into period_exception (id, period_id, person_id, reason, until, granted_by, granted_at, revoked_at)
       values (?, ?, ?, ?, ?, ?, ?, null)`,
    )
    .run(
      exception.exceptionId,
      exception.periodId,
      exception.personId,
      exception.reason,
      exception.until,
      exception.grantedBy,
      exception.grantedAt,
    )
}

export function setRevoked(ledger: Ledger, exceptionId: string, at: string): void {
  ledger.sql('update period_exception set revoked_at = ? where id = ?').run(at, exceptionId)
}

interface UseRow {
  how: ExceptionUse['how']
  at: string
  adjustment_id: string
  number: string
  batch_id: string
  batch_name: string
  type: ExceptionUse['type']
  amount_minor: bigint
  currency: string
  date: string
}

// Posted adjustments of the period that the person approved, or whose revision the person submitted, while
// the exception held. Unary plus: the index of the dates is the one to go by.
const selectUses = `
  select 'posted' as how, a.recorded_at as at, a.id as adjustment_id, s.number, b.id as batch_id, b.name as batch_name,
    a.type, a.amount_minor, a.currency, a.adjustment_date as date
  from period p
  join adjustment a on a.adjustment_date between p.start_date and p.end_date
  join adjustment_state s on s.adjustment_id = a.id
  join batch b on b.id = +a.batch_id
  where p.id = $period and a.origin = 'local' and a.recorded_by = $person
    and a.recorded_at >= $from and a.recorded_at < $until
  union all
  select 'submitted', r.submitted_at, a.id, s.number, b.id, b.name, a.type, a.amount_minor, a.currency, a.adjustment_date
  from period p
  join adjustment a on a.adjustment_date between p.start_date and p.end_date
  join adjustment_state s on s.adjustment_id = a.id
  join batch b on b.id = +a.batch_id
  join revision r on r.batch_id = b.id and r.revision = b.revision
  where p.id = $period and a.origin = 'local' and r.submitted_by = $person
    and r.submitted_at >= $from and r.submitted_at < $until
  order by 2, 4`

/** Everything done under an exception that has been posted, in the order in which it was done. */
export function listExceptionUses(ledger: Ledger, exception: ExceptionRecord): ExceptionUse[] {
  const { periodId: period, personId: person, grantedAt: from, revokedAt } = exception
  const until = revokedAt !== '' && revokedAt < exception.until ? revokedAt : exception.until
  return ledger
    .sql<UseRow>(selectUses)
    .all({ period, person, from, until })
    .map((row) => ({
      how: row.how,
      at: row.at,
      adjustmentId: row.adjustment_id,
      number: row.number,
      batchId: row.batch_id,
      batchName: row.batch_name,
      type: row.type,
      amount: formatMinor(row.amount_minor, row.currency),
      currency: row.currency,
      date: row.date,
    }))
}

/** Exceptions that hold at a moment, counted by period. */
export function countExceptions(ledger: Ledger, now: string): ReadonlyMap<string, number> {
  const rows = ledger
    .sql<{ periodId: string; count: bigint }>(
      `select period_id as periodId, count(*) as count from period_exception
       where revoked_at is null and until > ? group by period_id`,
    )
    .all(now)
  return new Map(rows.map(({ periodId, count }) => [periodId, Number(count)]))
}
