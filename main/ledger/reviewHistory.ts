import { toNumber, type Ledger } from './database'

/** Periods by id that were taken back from Closed once, with the name that they have. */
export function readReopenedPeriods(ledger: Ledger): ReadonlyMap<string, string> {
  const rows = ledger
    .sql<{ id: string; name: string }>(
      `select p.id, p.name from period p where 'period ' || p.id in (
         select subject from audit where action = 'movePeriod' and json_valid(detail)
           and json_extract(detail, '$.was.state') = 'Closed')`,
    )
    .all()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Reason codes of adjustments that batches of this person have posted here. */
export function readReasonsUsedBy(ledger: Ledger, preparerId: string): ReadonlySet<string> {
  const rows = ledger
    .sql<{ reason: string }>(
      `select distinct a.reason_code as reason from batch b join adjustment a on a.batch_id = b.id
       where b.preparer_id = ?`,
    )
    .all(preparerId)
  return new Set(rows.map(({ reason }) => reason))
}

const longestRun = 100

/** How many of a preparer's batches, from the last approved one back, this person approved without a break; 100 at most. */
export function countApprovedInARow(ledger: Ledger, preparerId: string, reviewerId: string): number {
  const rows = ledger
    .sql<{ isTheirs: bigint }>(
      `select max(e.person_id = ?) as isTheirs from batch b
       join batch_event e on e.batch_id = b.id and e.event = 'approved'
       where b.preparer_id = ? and b.state in ('approved', 'exported', 'landed')
       group by b.id order by max(e.sequence) desc limit ${longestRun}`,
    )
    .all(reviewerId, preparerId)
  const firstOfOthers = rows.findIndex(({ isTheirs }) => toNumber(isTheirs) === 0)
  return firstOfOthers < 0 ? rows.length : firstOfOthers
}
