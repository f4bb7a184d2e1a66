import { useUpOldestFirst, type SourceAdjustment } from '../engine/reversal/useUpOldestFirst'
import type { Ledger } from './database'
import { idList } from './idList'

interface RemainderRow extends SourceAdjustment {
  /** What the adjustment acts on: a source, or the header of an invoice. */
  readonly place: string
}

// Opposites that came by import use up what is left, so all that stands on the same source or header is
// read; but where there are no opposites, the adjustments alone: a source may have any number of them.
const selectSiblings = `
  with wanted as materialized (
    select id, kind, invoice_id, source_id, type from adjustment where id in (select value from json_each(?))),
  mixed as materialized (
    select source_id from wanted w where kind = 'IIA' and exists (
      select 1 from adjustment o
      where o.source_id = w.source_id and o.type = case w.type when 'Credit' then 'Charge' else 'Credit' end))
  select a.id, a.type, a.amount_minor as amountMinor, a.adjustment_date as date,
    case a.created_date when '' then a.recorded_at else a.created_date end as createdAt, a.origin,
    coalesce(s.reverses_id, '') as reversesId,
    a.kind || ' ' || a.invoice_id || ' ' || a.source_type || ' ' || a.source_id as place
  from adjustment a
  join adjustment_state s on s.adjustment_id = a.id
  where s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0
    and a.id in (
      select id from wanted
      union select id from adjustment where source_id in (select source_id from mixed)
      union select id from adjustment where kind = 'IA' and invoice_id in (select invoice_id from wanted where kind = 'IA'))`

const selectClaims = `
  select adjustment_id as id, sum(amount_minor) as minor from claim
  where kind = 'reverse' and adjustment_id in (select value from json_each(?)) and batch_id <> ?
  group by adjustment_id`

/**
 * What of each adjustment has not been reversed yet, in minor units, counting reversals that wait in
 * batches other than the given one. Nothing is left of what takes no part any more (cancelled, refused)
 * and of a reversal, which is never reversed itself.
 */
export function readRemainders(
  ledger: Ledger,
  ids: readonly string[],
  exceptBatchId = '',
): ReadonlyMap<string, bigint> {
  const wanted = idList(ids)
  const places = new Map<string, SourceAdjustment[]>()
  for (const { place, ...row } of ledger.sql<RemainderRow>(selectSiblings).all(wanted)) {
    const siblings = places.get(place)
    if (siblings === undefined) places.set(place, [row])
    else siblings.push(row)
  }
  const left = new Map<string, bigint>()
  for (const siblings of places.values()) {
    for (const [id, minor] of useUpOldestFirst(siblings).remainderById) left.set(id, minor)
  }
  for (const claim of ledger.sql<{ id: string; minor: bigint }>(selectClaims).all(wanted, exceptBatchId)) {
    const minor = left.get(claim.id) ?? 0n
    left.set(claim.id, claim.minor < minor ? minor - claim.minor : 0n)
  }
  return new Map(ids.map((id) => [id, left.get(id) ?? 0n]))
}
