import type { HomeView } from '@contract/audit'
import { formatMinor } from '../engine/money/amount'
import type { Ledger, Value } from './database'
import { toNumber } from './database'

type Waiting = HomeView['waiting'][number]
type Chart = HomeView['chart'][number]

interface WaitingRow {
  batch_id: string
  name: string
  state: string
  changed_at: string
  line_count: bigint
  last_event: string
  last_person: string
  has_touched: bigint
  unlanded: bigint
}

// Whoever wrote a line or an edit of a batch has touched it and may not review it.
const selectWaiting = `
  select b.id as batch_id, b.name, b.state, b.changed_at,
    (select count(*) from line l where l.batch_id = b.id) as line_count,
    coalesce((select e.event from batch_event e where e.batch_id = b.id order by e.sequence desc limit 1), '')
      as last_event,
    coalesce((select e.person_name from batch_event e where e.batch_id = b.id order by e.sequence desc limit 1), '')
      as last_person,
    b.preparer_id = ? or exists (select 1 from draft_edit d where d.batch_id = b.id and d.person_id = ?)
      as has_touched,
    (select count(*) from adjustment a join adjustment_state s on s.adjustment_id = a.id
      where a.batch_id = b.id and s.is_refused = 0 and s.is_deleted = 0 and s.is_exported = 1
        and s.create_landed_at is null) as unlanded
  from batch b where b.state <> 'landed' order by b.changed_at desc, b.id desc limit 200`

export interface ActingPerson {
  readonly id: string
  readonly mayReview: boolean
}

/** What waits for this person, the newest first: at most 200 batches that have not landed. */
export function readWaiting(ledger: Ledger, person: ActingPerson): Waiting[] {
  const rows = ledger.sql<WaitingRow>(selectWaiting).all(person.id, person.id)
  return rows.flatMap((row) => {
    const kind = waitingKind(row, person)
    if (kind === undefined) return []
    const detail = { draft: '', returned: row.last_person, review: row.last_person, export: '', landing: '' }[kind]
    const count = kind === 'landing' ? row.unlanded : row.line_count
    return [
      {
        kind,
        batchId: row.batch_id,
        title: row.name,
        // Counts and names only: sentences are the page's.
        detail: detail === '' ? count.toString() : `${count.toString()} · ${detail}`,
        at: row.changed_at,
      },
    ]
  })
}

function waitingKind(row: WaitingRow, person: ActingPerson): Waiting['kind'] | undefined {
  switch (row.state) {
    case 'draft':
      if (row.has_touched !== 1n) return undefined
      return row.last_event === 'returned' ? 'returned' : 'draft'
    case 'submitted':
      return person.mayReview && row.has_touched !== 1n ? 'review' : undefined
    case 'approved':
      return 'export'
    default:
      return 'landing'
  }
}

/** Counts for the head of the page. Open invoices are those with a balance. */
export function readCounts(ledger: Ledger): HomeView['counts'] {
  const row = ledger
    .sql<Record<keyof HomeView['counts'], bigint>>(
      `select (select count(*) from invoice) as invoices,
         (select count(*) from invoice where current_balance_minor > 0)
           + (select count(*) from invoice where current_balance_minor < 0) as openInvoices,
         (select count(*) from adjustment)
           - (select count(*) from adjustment_state where is_deleted = 1) as adjustments,
         (select count(*) from batch where state = 'draft') as drafts,
         (select count(*) from batch where state = 'submitted') as submitted`,
    )
    .get()
  return {
    invoices: toNumber(row?.invoices),
    openInvoices: toNumber(row?.openInvoices),
    adjustments: toNumber(row?.adjustments),
    drafts: toNumber(row?.drafts),
    submitted: toNumber(row?.submitted),
  }
}

interface SumRow {
  currency: string
  name: string
  credits: bigint
  charges: bigint
}

const sums = `
  sum(case a.type when 'Credit' then a.amount_minor else 0 end) as credits,
  sum(case a.type when 'Charge' then a.amount_minor else 0 end) as charges`

const standing = `s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0`

// By day first: a ledger has few days and many adjustments, and a join with periods for each costs more.
const selectByPeriod = `
  with day as materialized (
    select a.currency, a.adjustment_date as date, ${sums}
    from adjustment a join adjustment_state s on s.adjustment_id = a.id
    where a.adjustment_date between ? and ? and ${standing} group by a.currency, a.adjustment_date)
  select d.currency, p.name, sum(d.credits) as credits, sum(d.charges) as charges
  from day d join period p on d.date between p.start_date and p.end_date
  group by d.currency, p.id order by d.currency, p.start_date`

const selectByReason = `
  select a.currency, s.reason_code as name, ${sums}
  from adjustment a join adjustment_state s on s.adjustment_id = a.id
  where a.adjustment_date between ? and ? and ${standing}
  group by a.currency, s.reason_code order by a.currency, sum(a.amount_minor) desc, s.reason_code`

const selectWindow = `
  select min(start_date) as first, max(end_date) as last from
    (select start_date, end_date from period where start_date <= ? order by start_date desc limit 12)`

/** Credits and charges of the last twelve periods that have begun, by period and by reason; Processed ones only. */
export function readChart(ledger: Ledger, today: string): Chart[] {
  const window = ledger.sql<{ first: Value; last: Value }>(selectWindow).get(today)
  if (typeof window?.first !== 'string' || typeof window.last !== 'string') return []
  const periods = ledger.sql<SumRow>(selectByPeriod).all(window.first, window.last)
  const reasons = ledger.sql<SumRow>(selectByReason).all(window.first, window.last)
  const currencies = [...new Set(reasons.map(({ currency }) => currency))]
  return currencies.map((currency) => ({
    currency,
    periods: periods.filter((row) => row.currency === currency).map(barOf),
    reasons: reasons.filter((row) => row.currency === currency).map(barOf),
  }))
}

function barOf({ name, currency, credits, charges }: SumRow) {
  return { name, credits: formatMinor(credits, currency), charges: formatMinor(charges, currency) }
}
