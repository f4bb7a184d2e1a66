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

// By the billing system's id, else by number; and only what has the number that was signed, or came to have another one
// when it landed. The sender's word alone could make a signed line speak of something else here.
const selectResolved = `
  with wanted as (
    select json_extract(w.value, '$.id') as id, json_extract(w.value, '$.billingId') as billing_id,
      json_extract(w.value, '$.number') as number, json_extract(w.value, '$.said') as said from json_each(?) w)
  select w.id, coalesce(
    (select a.id from adjustment_state s join adjustment a on a.id = s.adjustment_id
      where s.billing_id = w.billing_id and w.billing_id <> ''
        and (w.said is null or w.said in (s.number, a.number, a.reference_id)
          or substr(a.comment, -length(w.said)) = w.said) limit 1),
    (select a.id from adjustment_state s join adjustment a on a.id = s.adjustment_id
      where s.number = w.number and w.number <> ''
        and (w.said is null or w.said in (s.number, a.number, a.reference_id)
          or substr(a.comment, -length(w.said)) = w.said) limit 1),
    (select s.adjustment_id from adjustment_state s where s.number = w.said limit 1)) as here
  from wanted w
  where not exists (select 1 from adjustment a where a.id = w.id)`

/**
 * Ids of adjustments of another ledger that are known here under an id of this ledger's own, by that other id.
 * `given` are references that are not kept here yet. `numbers` are those that the signed content gives to what it
 * names (`signedNumbersOf`); an empty one is found nowhere.
 */
export function resolveReferences(
  ledger: Ledger,
  ids: Iterable<string>,
  given: readonly AdjustmentReference[] = [],
  numbers: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const wanted = new Set(ids)
  if (wanted.size === 0) return new Map()
  const known = new Map(given.filter(({ id }) => wanted.has(id)).map((one) => [one.id, one]))
  for (const reference of listReferences(ledger, wanted)) known.set(reference.id, reference)
  const rows = ledger
    .sql<{ id: string; here: string | null }>(selectResolved)
    .all(
      JSON.stringify(
        [...known.values()]
          .filter(({ id }) => numbers.get(id) !== '')
          .map((one) => ({ ...one, said: numbers.get(one.id) ?? null })),
      ),
    )
  return new Map(rows.flatMap(({ id, here }) => (here === null ? [] : [[id, here] as const])))
}
