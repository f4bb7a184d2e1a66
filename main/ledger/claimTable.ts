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

/** Somebody else who holds an adjustment: a line that waits in another batch, or a reversal that stands. */
export interface ClaimHolder {
  readonly adjustmentId: string
  readonly batchId: string
  readonly batchName: string
  readonly lineId: string
  /** Of a reversal that stands: who posted it, and when; empty for one that waits. */
  readonly personName: string
  readonly at: string
  readonly isPosted: boolean
}

/** Of these adjustments, who holds anything of them beside one's own batch: what waits first. */
export function listClaimHolders(
  ledger: Ledger,
  adjustmentIds: Iterable<string>,
  batchId: string,
): ClaimHolder[] {
  return ledger
    .sql<Omit<ClaimHolder, 'isPosted'> & { isPosted: bigint }>(
      `with wanted as (select value as id from json_each(?))
       select c.adjustment_id as adjustmentId, c.batch_id as batchId, b.name as batchName, c.line_id as lineId,
         '' as personName, '' as at, 0 as isPosted
       from wanted w join claim c on c.adjustment_id = w.id join batch b on b.id = c.batch_id where c.batch_id <> ?
       union all
       select s.reverses_id, coalesce(r.batch_id, ''), coalesce(b.name, ''), r.id,
         coalesce(p.name, r.recorded_by), r.recorded_at, 1
       from wanted w join adjustment_state s on s.reverses_id = w.id
       join adjustment r on r.id = s.adjustment_id
       left join batch b on b.id = r.batch_id left join person p on p.id = r.recorded_by
       where s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0 and coalesce(r.batch_id, '') <> ?
       order by 1, 7, 4`,
    )
    .all(idList(new Set(adjustmentIds)), batchId, batchId)
    .map((row) => ({ ...row, isPosted: row.isPosted === 1n }))
}
