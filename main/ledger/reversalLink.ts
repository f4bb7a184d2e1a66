import { placeOf, type LinkedPlace, type PlacedAdjustment } from '../engine/reversal/linkedPlace'
import type { Ledger } from './database'

// Links of imported reversals: an event of the imported adjustment, and what it reverses in its state.

interface PlaceRow {
  id: string
  number: string
  born_number: string
  billing_id: string
  type: PlacedAdjustment['type']
  origin: PlacedAdjustment['origin']
  status: PlacedAdjustment['status']
  amount_minor: bigint
  adjustment_date: string
  created_at: string
  reverses_id: string
  is_posted_link: bigint
  reference_id: string
  comment: string
  currency: string
  batch_name: string | null
  claimed_minor: bigint
  is_whole: bigint
}

const selectPlace = `
  select a.id, s.number, a.number as born_number, s.billing_id, a.type, a.origin, s.status, a.amount_minor,
    a.adjustment_date, case a.created_date when '' then a.recorded_at else a.created_date end as created_at,
    coalesce(s.reverses_id, '') as reverses_id, a.reverses_id is not null as is_posted_link, a.reference_id,
    a.comment, a.currency, min(b.name) as batch_name,
    coalesce(sum(case c.kind when 'reverse' then c.amount_minor else 0 end), 0) as claimed_minor,
    coalesce(max(c.kind <> 'reverse'), 0) as is_whole
  from adjustment n
  join adjustment a on a.invoice_id = n.invoice_id and a.kind = n.kind and a.source_type = n.source_type
    and +a.source_id = n.source_id
  join adjustment_state s on s.adjustment_id = a.id
  left join claim c on c.adjustment_id = a.id
  left join batch b on b.id = c.batch_id
  where n.id = ? and s.is_deleted = 0 and s.is_refused = 0
  group by a.id`

export interface FoundPlace {
  readonly place: LinkedPlace
  readonly currency: string
}

/** All that stands on the source (or header) of an adjustment, itself among them; undefined if it is unknown. */
export function readPlace(ledger: Ledger, adjustmentId: string): FoundPlace | undefined {
  const rows = ledger.sql<PlaceRow>(selectPlace).all(adjustmentId)
  const own = rows.find(({ id }) => id === adjustmentId)
  if (own === undefined) return undefined
  return { place: placeOf(rows.map(placedOf)), currency: own.currency }
}

function placedOf(row: PlaceRow): PlacedAdjustment {
  return {
    id: row.id,
    number: row.number,
    names: [row.number, row.born_number, row.billing_id].filter((name) => name !== ''),
    type: row.type,
    origin: row.origin,
    status: row.status,
    amountMinor: row.amount_minor,
    date: row.adjustment_date,
    createdAt: row.created_at,
    reversesId: row.reverses_id,
    isLinkedForGood: row.is_posted_link === 1n,
    referenceId: row.reference_id,
    comment: row.comment,
    claim:
      row.batch_name === null
        ? undefined
        : { batchName: row.batch_name, reverseMinor: row.claimed_minor, isWhole: row.is_whole === 1n },
  }
}

export interface LinkEvent {
  readonly adjustmentId: string
  /** Empty where the link is taken away. */
  readonly originalId: string
  readonly originalNumber: string
  readonly at: string
  readonly personId: string
  readonly personName: string
}

/** Appends who linked it to what, or took the link away; triggers judge it once more. */
export function appendLink(ledger: Ledger, link: LinkEvent): void {
  const originalId = link.originalId === '' ? null : link.originalId
  ledger
    .sql(
      `insert or fail into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, detail,
         original_id) values (?, 'linked', 'create', ?, ?, ?, ?, ?)`,
    )
    .run(
      link.adjustmentId,
      link.at,
      link.personId,
      link.personName,
      JSON.stringify({ reversed: link.originalNumber }),
      originalId,
    )
  ledger
    .sql('update adjustment_state set reverses_id = ? where adjustment_id = ?')
    .run(originalId, link.adjustmentId)
}

/** Who linked it last, and when; undefined where no link by a person stands. */
export function findLink(
  ledger: Ledger,
  adjustmentId: string,
): { personName: string; at: string } | undefined {
  return ledger
    .sql<{ personName: string; at: string }>(
      `select e.person_name as personName, e.at from adjustment_event e
       join adjustment_state s on s.adjustment_id = e.adjustment_id and s.reverses_id is e.original_id
       where e.adjustment_id = ? and e.event = 'linked' and e.original_id is not null
       order by e.sequence desc limit 1`,
    )
    .get(adjustmentId)
}
