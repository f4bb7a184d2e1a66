import type { Ledger } from '../../../main/ledger/database'

// The auditor knows nothing of the app: its books are made of posted rows, their events and the facts alone.

/** An adjustment as its row and its events tell of it. Amounts in minor units. */
export interface Posting {
  readonly id: string
  readonly origin: 'local' | 'imported'
  readonly invoiceId: string
  /** What it acts on: an item, a tax line, or the header of its invoice. */
  readonly place: string
  readonly sourceId: string
  readonly type: 'Credit' | 'Charge'
  readonly currency: string
  readonly amount: bigint
  readonly impact: bigint
  readonly date: string
  /** Orders adjustments of one day. */
  readonly createdAt: string
  readonly batchId: string
  readonly recordedBy: string
  /** Of an invoice adjustment: what it is booked against. */
  readonly accountingCode: string
  reversesId: string
  isCanceled: boolean
  isRefused: boolean
  /** Its creation, cancel or deletion was refused at some time. */
  hadRefusal: boolean
  isDeleted: boolean
  /** It was cancelled here, so the cancel is in the books for good. */
  wasCanceledHere: boolean
  /** Moments; empty while it is not known to have landed. */
  createLandedAt: string
  cancelLandedAt: string
}

/** It takes part: in open amounts, remainders and sums of periods. */
export function stands({ isCanceled, isRefused, isDeleted }: Posting): boolean {
  return !isCanceled && !isRefused && !isDeleted
}

interface Row {
  id: string
  origin: Posting['origin']
  kind: string
  invoice_id: string
  source_type: string
  source_id: string
  type: Posting['type']
  currency: string
  amount_minor: bigint
  adjustment_date: string
  accounting_code: string
  reverses_id: string | null
  batch_id: string | null
  recorded_at: string
  recorded_by: string
  created_date: string
}

interface EventRow {
  adjustment_id: string
  event: string
  effect: 'create' | 'cancel' | 'delete'
  detail: string
  original_id: string | null
  as_of: string | null
}

export function readPostings(ledger: Ledger): Posting[] {
  const events = new Map<string, EventRow[]>()
  const told = ledger.sql<EventRow>(
    `select e.adjustment_id, e.event, e.effect, e.detail, e.original_id, i.as_of
     from adjustment_event e left join import i on i.id = e.import_id order by e.sequence`,
  )
  for (const event of told.all()) {
    const ofOne = events.get(event.adjustment_id)
    if (ofOne === undefined) events.set(event.adjustment_id, [event])
    else ofOne.push(event)
  }
  return ledger
    .sql<Row>('select * from adjustment order by id')
    .all()
    .map((row) => {
      const posting = postingOf(row)
      for (const event of events.get(row.id) ?? []) addEvent(posting, event)
      return posting
    })
}

function postingOf(row: Row): Posting {
  return {
    id: row.id,
    origin: row.origin,
    invoiceId: row.invoice_id,
    place: row.kind === 'IA' ? `header ${row.invoice_id}` : `${row.source_type} ${row.source_id}`,
    sourceId: row.source_id,
    type: row.type,
    currency: row.currency,
    amount: row.amount_minor,
    impact: row.type === 'Credit' ? -row.amount_minor : row.amount_minor,
    date: row.adjustment_date,
    createdAt: row.created_date || row.recorded_at,
    batchId: row.batch_id ?? '',
    recordedBy: row.recorded_by,
    accountingCode: row.accounting_code,
    reversesId: row.reverses_id ?? '',
    isCanceled: false,
    isRefused: false,
    hadRefusal: false,
    isDeleted: false,
    wasCanceledHere: false,
    createLandedAt: '',
    cancelLandedAt: '',
  }
}

function addEvent(posting: Posting, { event, effect, detail, original_id, as_of }: EventRow): void {
  const told = JSON.parse(detail) as { moment?: string; cancelledOn?: string; status?: string }
  // What a file brings has landed by the moment at which it was true.
  const moment = told.moment ?? told.cancelledOn ?? as_of ?? ''
  if (event === 'refused') posting.hadRefusal = true
  switch (`${event} ${effect}`) {
    case 'imported create':
      posting.createLandedAt = posting.createdAt
      break
    case 'landed create':
      posting.createLandedAt = moment
      break
    case 'cancelled cancel':
      posting.isCanceled = true
      posting.cancelLandedAt = as_of === null ? '' : moment
      if (as_of === null) posting.wasCanceledHere = true
      break
    case 'landed cancel':
      posting.cancelLandedAt = moment
      break
    case 'refused create':
      posting.isRefused = true
      break
    case 'refused cancel':
      posting.isCanceled = false
      break
    case 'deleted delete':
      posting.isDeleted = true
      break
    case 'refused delete':
      posting.isDeleted = false
      break
    default:
      if (event === 'linked') posting.reversesId = original_id ?? ''
  }
}
