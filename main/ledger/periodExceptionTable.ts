import type { ExceptionUse } from '@contract/period'
import { formatMinor, parseAmount } from '../engine/money/amount'
import { toNumber, type Ledger } from './database'

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
  /** The log has an entry at or after its end: no clock brings it back. */
  readonly isOver: boolean
}

const selectException = `
  select id as exceptionId, period_id as periodId, person_id as personId, reason, until, granted_by as grantedBy,
    granted_at as grantedAt, coalesce(revoked_at, '') as revokedAt, over_at as overAt
  from period_exception`

type ExceptionRow = Omit<ExceptionRecord, 'isOver'> & { overAt: string | null }

const recordOf = ({ overAt, ...row }: ExceptionRow): ExceptionRecord => ({ ...row, isOver: overAt !== null })

/** The newest first. */
export function listExceptions(ledger: Ledger, periodId: string): ExceptionRecord[] {
  return ledger
    .sql<ExceptionRow>(`${selectException} where period_id = ? order by granted_at desc, id desc`)
    .all(periodId)
    .map(recordOf)
}

export function findException(ledger: Ledger, exceptionId: string): ExceptionRecord | undefined {
  const row = ledger.sql<ExceptionRow>(`${selectException} where id = ?`).get(exceptionId)
  return row === undefined ? undefined : recordOf(row)
}

export function insertException(
  ledger: Ledger,
  exception: Omit<ExceptionRecord, 'revokedAt' | 'isOver'>,
): void {
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
  line_id: string
  adjustment_id: string | null
  number: string
  batch_id: string
  batch_name: string
  batch_state: string
  revision: bigint
  current_revision: bigint
  type: ExceptionUse['type']
  amount: string
  currency: string
  date: string
}

const selectUses = `
  select u.how, u.at, u.line_id, a.id as adjustment_id, coalesce(s.number, u.number) as number, u.batch_id,
    b.name as batch_name, b.state as batch_state, u.revision, b.revision as current_revision, u.type, u.amount,
    i.currency, u.date
  from exception_use u
  join batch b on b.id = u.batch_id
  join invoice i on i.id = u.invoice_id
  left join adjustment a on a.id = u.line_id
  left join adjustment_state s on s.adjustment_id = a.id
  where u.exception_id = ? order by u.sequence`

/** Everything that was done under an exception, in the order in which it was done: the ledger writes it down. */
export function listExceptionUses(ledger: Ledger, exceptionId: string): ExceptionUse[] {
  return ledger
    .sql<UseRow>(selectUses)
    .all(exceptionId)
    .map((row) => {
      const isPosted = row.adjustment_id !== null && row.revision === row.current_revision
      const waits = row.batch_state === 'submitted' && row.revision === row.current_revision
      return {
        how: row.how,
        at: row.at,
        lineId: row.line_id,
        became: isPosted ? 'posted' : waits ? 'waiting' : 'withdrawn',
        adjustmentId: isPosted ? (row.adjustment_id ?? '') : '',
        number: row.number,
        batchId: row.batch_id,
        batchName: row.batch_name,
        revision: toNumber(row.revision),
        type: row.type,
        amount: formatMinor(minorOf(row), row.currency),
        currency: row.currency,
        date: row.date,
      }
    })
}

/** A posting holds minor units, a submission what was typed; the rules had let it through. */
function minorOf({ how, amount, currency }: UseRow): bigint {
  if (how === 'posted') return BigInt(amount)
  const read = parseAmount(amount, currency)
  if (!('minor' in read)) throw new Error(`A line was submitted with the amount ${amount}`)
  return read.minor
}

export interface LineException {
  readonly lineId: string
  readonly exceptionId: string
  readonly period: string
  readonly personName: string
  readonly until: string
  readonly reason: string
  /** Revoked or over, as far as the ledger knows. */
  readonly hasEnded: boolean
}

const selectOfRevision = `
  select u.line_id as lineId, e.id as exceptionId, p.name as period, coalesce(w.name, e.person_id) as personName,
    e.until, e.reason, e.revoked_at is not null or e.over_at is not null as ended
  from exception_use u
  join period_exception e on e.id = u.exception_id
  join period p on p.id = e.period_id
  left join person w on w.id = e.person_id
  where u.batch_id = ? and u.revision = ? order by u.sequence`

/** The exceptions that the lines of a revision were submitted and posted under. */
export function listExceptionsOfRevision(ledger: Ledger, batchId: string, revision: number): LineException[] {
  return ledger
    .sql<Omit<LineException, 'hasEnded'> & { ended: bigint }>(selectOfRevision)
    .all(batchId, BigInt(revision))
    .map(({ ended, ...row }) => ({ ...row, hasEnded: ended === 1n }))
}

/** Exceptions that hold at a moment, counted by period. */
export function countExceptions(ledger: Ledger, now: string): ReadonlyMap<string, number> {
  const rows = ledger
    .sql<{ periodId: string; count: bigint }>(
      `select period_id as periodId, count(*) as count from period_exception
       where revoked_at is null and over_at is null and until > ? group by period_id`,
    )
    .all(now)
  return new Map(rows.map(({ periodId, count }) => [periodId, Number(count)]))
}
