import type { z } from 'zod'
import type { Found } from '@contract/invoice'
import type { Ledger, Value } from './database'
import { contains, startsWith } from './page'

type Hit = z.infer<typeof Found>['found'][number]

interface HitRow {
  id: string
  title: string
  detail: string
  nearness: bigint
}

interface Place {
  readonly kind: Hit['kind']
  /** What is compared; each is covered by an index. */
  readonly columns: readonly string[]
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly from: string
  readonly where?: string
}

const places: readonly Place[] = [
  {
    kind: 'account',
    columns: ['c.number', 'c.name', 'c.id'],
    id: 'c.id',
    title: 'c.name',
    detail: 'c.number',
    from: 'account c',
  },
  {
    kind: 'invoice',
    columns: ['i.number', 'i.id'],
    id: 'i.id',
    title: 'i.number',
    detail: '(select c.name from account c where c.id = i.account_id)',
    from: 'invoice i',
  },
  {
    kind: 'adjustment',
    columns: ['s.number', 's.adjustment_id', 's.billing_id'],
    id: 's.adjustment_id',
    title: 's.number',
    detail: '(select a.invoice_number from adjustment a where a.id = s.adjustment_id)',
    from: 'adjustment_state s',
    where: 's.is_deleted = 0',
  },
  {
    kind: 'batch',
    columns: ['b.name', 'b.id'],
    id: 'b.id',
    title: 'b.name',
    detail: 'b.state',
    from: 'batch b',
  },
]

/** What has the text in its number, name or id: equal ones first, then those that begin with it. */
export function findHits(ledger: Ledger, text: string, limit: number): Hit[] {
  const wanted = text.trim()
  if (wanted === '') return []
  const hits = places.flatMap((place) =>
    readHits(ledger, place, wanted, limit).map(({ id, title, detail, nearness }) => ({
      nearness,
      hit: { kind: place.kind, id, title, detail },
    })),
  )
  // The sort is stable: within one nearness accounts come first, then invoices, adjustments, batches.
  return hits
    .sort((one, other) => Number(one.nearness - other.nearness))
    .slice(0, limit)
    .map(({ hit }) => hit)
}

function readHits(ledger: Ledger, place: Place, text: string, limit: number): HitRow[] {
  const any = (comparison: string) => place.columns.map((column) => `${column} ${comparison}`).join(' or ')
  const repeated = (value: Value) => place.columns.map(() => value)
  const matches = `(${any(`like ? escape '\\'`)})`
  return ledger
    .sql<HitRow>(
      `select ${place.id} as id, ${place.title} as title, ${place.detail} as detail,
         case when ${any('= ? collate nocase')} then 0 when ${matches} then 1 else 2 end as nearness
       from ${place.from} where ${place.where === undefined ? '' : `${place.where} and `}${matches}
       order by nearness, title, id limit ?`,
    )
    .all(...repeated(text), ...repeated(startsWith(text)), ...repeated(contains(text)), BigInt(limit))
}
