import { addDays } from '../../engine/calendar/day'
import { mayFollow } from '../../engine/period/order'
import type { PeriodState } from '../../engine/fact'
import type { Ledger } from '../database'
import { readPeriodFacts } from '../periodTable'
import type { Watch } from './fault'

interface LoggedRow {
  subject: string
  state: PeriodState | null
  hard_locked: bigint | null
}

// The last word of the log on each period.
const selectLogged = `
  select subject, json_extract(detail, '$.is.state') as state, json_extract(detail, '$.is.hardLocked') as hard_locked
  from audit where action in ('movePeriod', 'lockPeriod') and json_valid(detail) order by sequence`

/** Periods lie side by side, closed before open, and each is in the state that the log last gave it. */
export function verifyPeriods(ledger: Ledger, watch: Watch): void {
  const periods = readPeriodFacts(ledger)
  for (const [index, { name, start, state }] of periods.entries()) {
    const before = periods[index - 1]
    if (before === undefined) continue
    watch.same('period_order', `period ${name}, first day`, addDays(before.end, 1), start)
    if (!mayFollow(before.state, state)) {
      watch.fault('period_order', `period ${name}, state`, `one that may follow ${before.state}`, state)
    }
  }
  const byId = new Map(periods.map((period) => [`period ${period.id}`, period]))
  const states = new Map<string, string>()
  for (const { subject, state, hard_locked } of ledger.sql<LoggedRow>(selectLogged).iterate()) {
    if (state !== null) states.set(subject, state)
    if (hard_locked === 1n) states.set(subject, 'hard-locked')
  }
  for (const [subject, logged] of states) {
    const period = byId.get(subject)
    const found = period === undefined ? 'none' : period.hardLocked ? 'hard-locked' : period.state
    watch.same('period_state', subject, logged, found)
  }
}

interface ExceptionRow {
  id: string
  person_id: string
  until: string
  revoked_at: string | null
  granted: string | null
  ended: string | null
}

const selectExceptions = `
  with logged as materialized (
    select action, subject, json_extract(detail, '$.exceptionId') as id, json_extract(detail, '$.personId') as person_id,
      json_extract(detail, '$.is.until') as until
    from audit where action in ('grantException', 'revokeException') and json_valid(detail))
  select e.id, e.person_id, e.until, e.revoked_at,
    (select g.person_id || ' ' || g.until from logged g
      where g.action = 'grantException' and g.subject = 'period ' || e.period_id and g.id = e.id) as granted,
    (select r.until from logged r
      where r.action = 'revokeException' and r.subject = 'period ' || e.period_id and r.id = e.id) as ended
  from period_exception e order by e.id`

/** Each exception was granted, and revoked where it is, by an entry of the log. */
export function verifyExceptions(ledger: Ledger, watch: Watch): void {
  for (const row of ledger.sql<ExceptionRow>(selectExceptions).iterate()) {
    const place = `exception ${row.id}`
    watch.same('period_exception', place, row.granted ?? 'none', `${row.person_id} ${row.until}`)
    watch.same('period_exception', `${place}, revoked`, row.ended ?? 'never', row.revoked_at ?? 'never')
  }
}
