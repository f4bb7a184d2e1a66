import type { HomeView } from '@contract/audit'
import { periodOf } from '../engine/calendar/period'
import type { PeriodFact } from '../engine/fact'
import { formatMinor } from '../engine/money/amount'
import { toNumber, type Ledger } from './database'
import { readFactVersion } from './ledgerTable'
import { readPeriodFacts } from './periodTable'

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
  is_approved_elsewhere: bigint
  is_born_here: bigint
  unlanded: bigint
}

// That a file of it came or went says nothing of where a batch stands.
const lastEvent = `from batch_event e where e.batch_id = b.id
  and e.event not in ('file_saved', 'brought_in', 'merged') order by e.sequence desc limit 1`

// Whoever wrote an edit of a batch or submitted it may not review it.
const selectWaiting = `
  select b.id as batch_id, b.name, b.state, b.changed_at,
    (select count(*) from line l where l.batch_id = b.id) as line_count,
    coalesce((select e.event ${lastEvent}), '') as last_event,
    coalesce((select e.person_name ${lastEvent}), '') as last_person,
    exists (select 1 from approval_elsewhere w where w.batch_id = b.id) as is_approved_elsewhere,
    b.birth_ledger_id = (select id from ledger) as is_born_here,
    b.preparer_id = ? or exists (select 1 from draft_edit d where d.batch_id = b.id and d.person_id = ?)
      or exists (select 1 from revision r where r.batch_id = b.id and r.submitted_by = ?) as has_touched,
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
  const rows = ledger.sql<WaitingRow>(selectWaiting).all(person.id, person.id, person.id)
  return rows.flatMap((row) => {
    const kind = waitingKind(row, person)
    if (kind === undefined) return []
    const detail = isByOthers.has(kind) ? row.last_person : ''
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

/** Kinds that tell who brought it so far. */
const isByOthers: ReadonlySet<Waiting['kind']> = new Set(['returned', 'review', 'posting'])

function waitingKind(row: WaitingRow, person: ActingPerson): Waiting['kind'] | undefined {
  switch (row.state) {
    case 'draft':
      if (row.has_touched !== 1n) return undefined
      return row.last_event === 'returned' ? 'returned' : 'draft'
    case 'submitted':
      if (row.is_approved_elsewhere === 1n) return 'posting'
      return person.mayReview && row.has_touched !== 1n ? 'review' : undefined
    // Only where it was born it is exported, and its landing awaited.
    case 'approved':
      return row.is_born_here === 1n ? 'export' : undefined
    default:
      return row.is_born_here === 1n ? 'landing' : undefined
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
  date: string
  reason: string
  count: bigint
  credits: bigint
  charges: bigint
}

// One pass over all rows: unary plus, because hopping through an index of dates would cost more.
const selectSums = `
  select a.currency, a.adjustment_date as date, s.reason_code as reason, count(*) as count,
    sum(case a.type when 'Credit' then a.amount_minor else 0 end) as credits,
    sum(case a.type when 'Charge' then a.amount_minor else 0 end) as charges
  from adjustment a join adjustment_state s on s.adjustment_id = a.id
  where +a.adjustment_date between ? and ? and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0
  group by 1, 2, 3`

/** Most periods that a chart shows side by side. */
const shownPeriods = 12

// Adding up a million adjustments takes a second or two, so the sums are kept until a fact changes.
const known = new WeakMap<Ledger, { version: bigint; today: string; chart: Chart[] }>()

/** Credits and charges of the last twelve periods that have begun, by period and by reason; Processed ones only. */
export function readChart(ledger: Ledger, today: string): Chart[] {
  const version = readFactVersion(ledger)
  const kept = known.get(ledger)
  if (kept?.version === version && kept.today === today) return kept.chart
  const periods = readPeriodFacts(ledger)
    .filter(({ start }) => start <= today)
    .slice(-shownPeriods)
  const rows = ledger.sql<SumRow>(selectSums).all(periods.at(0)?.start ?? '', periods.at(-1)?.end ?? '')
  const chart = currenciesOf(rows).map((currency) => seriesOf(currency, rows, periods))
  known.set(ledger, { version, today, chart })
  return chart
}

/** The currency with most adjustments first, equal ones by name: a chart starts with what the books are about. */
function currenciesOf(rows: readonly SumRow[]): string[] {
  const counts = new Map<string, bigint>()
  for (const { currency, count } of rows) counts.set(currency, (counts.get(currency) ?? 0n) + count)
  return [...counts]
    .sort(([one, count], [other, otherCount]) =>
      count === otherCount ? (one < other ? -1 : 1) : count > otherCount ? -1 : 1,
    )
    .map(([currency]) => currency)
}

function seriesOf(currency: string, rows: readonly SumRow[], periods: readonly PeriodFact[]): Chart {
  const byPeriod = new Map<string, Bar>(periods.map(({ name }) => [name, emptyBar(name)]))
  const byReason = new Map<string, Bar>()
  for (const row of rows) {
    if (row.currency !== currency) continue
    addTo(byPeriod, periodOf(row.date, periods)?.name ?? '', row)
    addTo(byReason, row.reason, row)
  }
  return {
    currency,
    periods: [...byPeriod.values()].map((bar) => barOf(bar, currency)),
    reasons: [...byReason.values()].sort(byAmount).map((bar) => barOf(bar, currency)),
  }
}

interface Bar {
  readonly name: string
  creditsMinor: bigint
  chargesMinor: bigint
}

function emptyBar(name: string): Bar {
  return { name, creditsMinor: 0n, chargesMinor: 0n }
}

function addTo(bars: Map<string, Bar>, name: string, row: SumRow): void {
  const bar = bars.get(name) ?? emptyBar(name)
  bar.creditsMinor += row.credits
  bar.chargesMinor += row.charges
  bars.set(name, bar)
}

/** The largest first; equal ones by name. */
function byAmount(one: Bar, other: Bar): number {
  const difference = other.creditsMinor + other.chargesMinor - one.creditsMinor - one.chargesMinor
  if (difference !== 0n) return difference > 0n ? 1 : -1
  return one.name < other.name ? -1 : 1
}

function barOf({ name, creditsMinor, chargesMinor }: Bar, currency: string) {
  return { name, credits: formatMinor(creditsMinor, currency), charges: formatMinor(chargesMinor, currency) }
}
