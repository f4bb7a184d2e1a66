import type { Ledger } from './database'
import { idList } from './idList'

/** What a line of a batch that is not posted yet holds of an adjustment: part of its remainder, or all of it. */
export interface Claim {
  readonly lineId: string
  readonly batchId: string
  readonly adjustmentId: string
  readonly kind: 'reverse' | 'cancel' | 'delete'
  /** Minor units; zero for a cancel or delete. */
  readonly amountMinor: bigint
}

/** How much of an adjustment is held by batches other than one's own, and by which. */
export interface ClaimsOfOthers {
  /** Amount less the reversals that stand. */
  readonly unreversedMinor: bigint
  /** A cancel or delete holds the whole amount. */
  readonly heldMinor: bigint
  readonly count: number
  /** One of the batches that hold it; empty if none does. */
  readonly batchName: string
  readonly currency: string
}

/** Of each adjustment that exists, by id. The same sums as the trigger `claim_within_remainder`. */
export function loadClaimsOfOthers(
  ledger: Ledger,
  adjustmentIds: Iterable<string>,
  batchId: string,
): Map<string, ClaimsOfOthers> {
  const rows = ledger
    .sql<{ id: string; unreversed: bigint; held: bigint; count: bigint; name: string; currency: string }>(
      `select a.id, a.currency,
         a.amount_minor - coalesce((select sum(r.amount_minor) from adjustment_state s
           join adjustment r on r.id = s.adjustment_id
           where s.reverses_id = a.id and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0), 0)
           as unreversed,
         coalesce(sum(case c.kind when 'reverse' then c.amount_minor else a.amount_minor end)
           filter (where c.line_id is not null), 0) as held,
         count(c.line_id) as count, coalesce(min(b.name), '') as name
       from adjustment a
       left join claim c on c.adjustment_id = a.id and c.batch_id <> ?
       left join batch b on b.id = c.batch_id
       where a.id in (select value from json_each(?)) group by a.id`,
    )
    .all(batchId, idList(adjustmentIds))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        unreversedMinor: row.unreversed,
        heldMinor: row.held,
        count: Number(row.count),
        batchName: row.name,
        currency: row.currency,
      },
    ]),
  )
}

export function deleteClaims(ledger: Ledger, lineIds: Iterable<string>): void {
  const statement = ledger.sql('delete from claim where line_id = ?')
  for (const lineId of lineIds) statement.run(lineId)
}

/** The trigger refuses what other batches hold already: `claim_taken`. */
export function insertClaim(ledger: Ledger, claim: Claim): void {
  ledger
    .sql('insert into claim (line_id, batch_id, adjustment_id, kind, amount_minor) values (?, ?, ?, ?, ?)')
    .run(claim.lineId, claim.batchId, claim.adjustmentId, claim.kind, claim.amountMinor)
}

/** Once posted, an adjustment itself says what is left of another. */
export function deleteClaimsOfBatch(ledger: Ledger, batchId: string): void {
  ledger.sql('delete from claim where line_id in (select id from line where batch_id = ?)').run(batchId)
}
