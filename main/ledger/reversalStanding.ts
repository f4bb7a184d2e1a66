import type { Ledger } from './database'
import { idList } from './idList'

/** Where a reversal stands: only in this ledger, on its way, in the billing system, or cancelled here and still there. */
export type ReversalPlace = 'here' | 'in_flight' | 'landed' | 'cancel_unanswered'

export interface StandingReversal {
  readonly adjustmentId: string
  readonly number: string
  readonly originalId: string
  readonly originalNumber: string
  readonly place: ReversalPlace
  /** The batch and line that made it. */
  readonly batchId: string | null
  readonly batchName: string
  readonly lineId: string | null
}

// Linked ones too. Cancelled ones have gone, unless the billing system still has them.
const selectStanding = `
  select r.id as adjustmentId, s.number, o.adjustment_id as originalId, o.number as originalNumber,
    case
      when s.status = 'Canceled' then 'cancel_unanswered'
      when s.create_landed_at is not null or r.origin = 'imported' then 'landed'
      when s.is_exported = 1 then 'in_flight'
      else 'here' end as place,
    r.batch_id as batchId, coalesce(b.name, '') as batchName, r.line_id as lineId
  from adjustment r
  join adjustment_state s on s.adjustment_id = r.id
  join adjustment_state o on o.adjustment_id = s.reverses_id
  left join batch b on b.id = r.batch_id
  where s.reverses_id in (select value from json_each(?)) and s.is_refused = 0 and s.is_deleted = 0
    and (s.status = 'Processed' or (s.create_landed_at is not null and s.cancel_landed_at is null))
  order by r.id`

/** Reversals of these adjustments that take part here or in the billing system, the oldest first. */
export function readStandingReversals(ledger: Ledger, originalIds: Iterable<string>): StandingReversal[] {
  return ledger.sql<StandingReversal>(selectStanding).all(idList(originalIds))
}

/** Those of these adjustments that reverse what the billing system refused: the number of the original by id. */
export function readRefusedOriginals(ledger: Ledger, reversalIds: Iterable<string>): Map<string, string> {
  const rows = ledger
    .sql<{ id: string; number: string }>(
      `select s.adjustment_id as id, o.number from adjustment_state s
       join adjustment_state o on o.adjustment_id = s.reverses_id
       where s.adjustment_id in (select value from json_each(?)) and o.is_refused = 1`,
    )
    .all(idList(reversalIds))
  return new Map(rows.map(({ id, number }) => [id, number]))
}
