import type { Ledger } from './database'
import { idList } from './idList'

/** An adjustment as another ledger names it: its id there, the billing system's id, its number. */
export interface AdjustmentReference {
  readonly id: string
  readonly billingId: string
  readonly number: string
}

/** What is known of an id stays as it was learnt first. */
export function insertReferences(ledger: Ledger, references: readonly AdjustmentReference[]): void {
  const insert = ledger.sql(
    'insert or ignore into adjustment_reference (other_id, billing_id, number) values (?, ?, ?)',
  )
  for (const { id, billingId, number } of references) insert.run(id, billingId, number)
}

/** How other ledgers are told of these adjustments: those that are here, and those that came with a file. */
export function listReferences(ledger: Ledger, ids: Iterable<string>): AdjustmentReference[] {
  return ledger
    .sql<AdjustmentReference>(
      `select v.value as id, coalesce(s.billing_id, r.billing_id) as billingId,
         coalesce(nullif(s.number, ''), r.number) as number
       from json_each(?) v
       left join adjustment_state s on s.adjustment_id = v.value
       left join adjustment_reference r on r.other_id = v.value
       where s.adjustment_id is not null or r.other_id is not null
       order by v.value`,
    )
    .all(idList(new Set(ids)))
}

export function hasReferences(ledger: Ledger): boolean {
  return ledger.sql('select 1 as one from adjustment_reference limit 1').get() !== undefined
}

// By the billing system's id, else by number.
const selectResolved = `
  with wanted as (
    select json_extract(w.value, '$.id') as id, json_extract(w.value, '$.billingId') as billing_id,
      json_extract(w.value, '$.number') as number from json_each(?) w)
  select w.id, coalesce(
    (select s.adjustment_id from adjustment_state s where s.billing_id = w.billing_id and w.billing_id <> ''),
    (select s.adjustment_id from adjustment_state s where s.number = w.number and w.number <> '' limit 1)) as here
  from wanted w
  where not exists (select 1 from adjustment a where a.id = w.id)`

/**
 * Ids of adjustments of another ledger that are known here under an id of this ledger's own, by that other id.
 * `given` are references that are not kept here yet.
 */
export function resolveReferences(
  ledger: Ledger,
  ids: Iterable<string>,
  given: readonly AdjustmentReference[] = [],
): ReadonlyMap<string, string> {
  const wanted = new Set(ids)
  if (wanted.size === 0) return new Map()
  const known = new Map(given.filter(({ id }) => wanted.has(id)).map((one) => [one.id, one]))
  for (const reference of listReferences(ledger, wanted)) known.set(reference.id, reference)
  const rows = ledger
    .sql<{ id: string; here: string | null }>(selectResolved)
    .all(JSON.stringify([...known.values()]))
  return new Map(rows.flatMap(({ id, here }) => (here === null ? [] : [[id, here] as const])))
}
