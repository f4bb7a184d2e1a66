import type { TotalKey } from '@contract/approval'
import type { RunningTotal } from '../engine/approval/coverage'
import { parseAmount } from '../engine/money/amount'
import { resolveReferences } from './adjustmentReferenceTable'
import type { Ledger } from './database'
import { idList } from './idList'
import { readPeople } from './personTable'
import { readReasons } from './reasonCodeTable'

/** What is summed: of which invoices, accounts, preparers or reason codes, over how many days. */
export interface RunningWindow {
  readonly of: TotalKey
  readonly days: number
  /** Ids; of reason codes, the names. */
  readonly keys: ReadonlySet<string>
}

interface Asked {
  readonly windows: readonly RunningWindow[]
  /** The batch that is judged: it is not counted. */
  readonly batchId: string
  readonly now: string
}

/**
 * What stands beside a batch in running totals, gross and per currency: what was posted here within the last
 * days × 24 hours, and all that waits in submitted batches, however long it has: it would be posted now or later. A
 * cancel or delete counts with the amount of what it acts on. Not counted: imported adjustments, what the
 * billing system refused, what was deleted.
 */
export function readRunningTotals(ledger: Ledger, { windows, batchId, now }: Asked): RunningTotal[] {
  const waiting = windows.length === 0 ? [] : loadWaitingLines(ledger, windows, batchId)
  return windows.flatMap((window) => {
    const sums = new Map<string, { key: string; currency: string; minor: bigint }>()
    const add = ({ key, currency, minor }: Sum) => {
      const place = `${currency} ${key}`
      sums.set(place, { key, currency, minor: (sums.get(place)?.minor ?? 0n) + minor })
    }
    for (const sum of loadPosted(ledger, window, { batchId, now })) add(sum)
    for (const line of waiting) {
      const key = line.keys[window.of]
      if (window.keys.has(key)) add({ key, currency: line.currency, minor: line.minor })
    }
    const { of, days } = window
    return [...sums.values()].map(({ minor, ...place }) => ({ of, days, ...place, beforeMinor: minor }))
  })
}

interface Sum {
  readonly key: string
  readonly currency: string
  readonly minor: bigint
}

// Of places, the adjustments of an invoice are found by index; of people and reason codes, those of the batches that
// were posted lately. A day more is looked at there, because an event and its rows are some milliseconds apart.
const ofPlaces = `invoice i cross join adjustment a on a.invoice_id = i.id`
const ofBatches = `batch b cross join adjustment a on a.batch_id = b.id`
const actsOfBatches = `batch b cross join line l on l.batch_id = b.id
  left join adjustment_reference r on r.other_id = l.adjustment_id
  cross join adjustment a on a.id in (l.adjustment_id,
    (select billed.adjustment_id from adjustment_state billed where billed.billing_id = r.billing_id and r.billing_id <> ''),
    (select numbered.adjustment_id from adjustment_state numbered where numbered.number = r.number and r.number <> ''))`
const isRecent = `b.state in ('approved', 'exported', 'landed') and exists (
  select 1 from batch_event x where x.batch_id = b.id and x.event = 'posted' and x.at > strftime('%Y-%m-%dT%H:%M:%fZ', :edge, '-1 day'))`

const places: Record<
  TotalKey,
  { created: string; acts: string; key: string; keyOfActs: string; among: string }
> = {
  invoice: { created: ofPlaces, acts: ofPlaces, key: 'i.id', keyOfActs: 'i.id', among: 'true' },
  account: {
    created: ofPlaces,
    acts: ofPlaces,
    key: 'i.account_id',
    keyOfActs: 'i.account_id',
    among: 'true',
  },
  preparer: {
    created: ofBatches,
    acts: actsOfBatches,
    key: 'b.preparer_id',
    keyOfActs: 'b.preparer_id',
    among: isRecent,
  },
  // A posting keeps the reason code that was approved; a cancel names that of today.
  reason: {
    created: ofBatches,
    acts: actsOfBatches,
    key: 'a.reason_code',
    keyOfActs: 's.reason_code',
    among: isRecent,
  },
}

function sqlOfCreated(of: TotalKey): string {
  const { created, key, among } = places[of]
  return `select ${key} as key, a.currency, sum(a.amount_minor) as minor
    from ${created} cross join adjustment_state s on s.adjustment_id = a.id
    where ${key} in (select value from json_each(:keys)) and ${among} and a.origin = 'local' and a.batch_id <> :batch
      and a.recorded_at > :edge and s.is_refused = 0 and s.is_deleted = 0
    group by 1, 2`
}

function sqlOfActs(of: TotalKey): string {
  const { acts, keyOfActs: key, among } = places[of]
  const isOfLine = acts === actsOfBatches ? 'and e.line_id = l.id' : ''
  return `select ${key} as key, a.currency, sum(a.amount_minor) as minor
    from ${acts} cross join adjustment_state s on s.adjustment_id = a.id
    cross join adjustment_event e on e.adjustment_id = a.id ${isOfLine}
    where ${key} in (select value from json_each(:keys)) and ${among}
      and (e.event = 'cancelled' and s.is_deleted = 0 or e.event = 'deleted') and e.line_id is not null and e.batch_id <> :batch and e.at > :edge
      and not exists (select 1 from adjustment_event no where no.adjustment_id = a.id and no.event = 'refused'
        and no.effect = e.effect and no.line_id = e.line_id)
    group by 1, 2`
}

function loadPosted(ledger: Ledger, window: RunningWindow, asked: { batchId: string; now: string }): Sum[] {
  const { edge } = ledger
    .sql<{ edge: string }>(`select strftime('%Y-%m-%dT%H:%M:%fZ', ?, ?) as edge`)
    .get(asked.now, `-${window.days * 24} hours`) ?? { edge: '' }
  const bound = { keys: idList(window.keys), batch: asked.batchId, edge }
  return [
    ...ledger.sql<Sum>(sqlOfCreated(window.of)).all(bound),
    ...ledger.sql<Sum>(sqlOfActs(window.of)).all(bound),
  ]
}

interface WaitingLine {
  readonly keys: Readonly<Record<TotalKey, string>>
  readonly currency: string
  readonly minor: bigint
}

interface WaitingRow {
  action: 'create' | 'cancel' | 'delete'
  amount: string
  reason: string
  adjustment_id: string
  preparer_id: string
  invoice_id: string
  account_id: string | null
  currency: string | null
}

const selectWaiting = `
  select l.content ->> '$.action' as action, l.content ->> '$.amount' as amount, l.content ->> '$.reasonCode' as reason,
    l.adjustment_id, b.preparer_id, l.invoice_id, i.account_id, i.currency
  from batch b cross join line l on l.batch_id = b.id left join invoice i on i.id = l.invoice_id
  where b.state = 'submitted' and b.id <> ?`

/** What submitted batches would do, as far as it stands in a place that is asked for. */
function loadWaitingLines(
  ledger: Ledger,
  windows: readonly RunningWindow[],
  batchId: string,
): readonly WaitingLine[] {
  const rows = ledger.sql<WaitingRow>(selectWaiting).all(batchId)
  if (rows.length === 0) return []
  const actedOn = loadActedOn(ledger, rows)
  const defaultReason = readReasons(ledger).find(({ isDefault }) => isDefault)?.name ?? ''
  const lines = rows.flatMap((row) => waitingLineOf(row, actedOn, defaultReason))
  return lines.filter(({ keys }) => windows.some((window) => window.keys.has(keys[window.of])))
}

function waitingLineOf(
  row: WaitingRow,
  actedOn: ReadonlyMap<string, ActedOn>,
  defaultReason: string,
): WaitingLine[] {
  if (row.action !== 'create') {
    const found = actedOn.get(row.adjustment_id)
    if (found === undefined) return []
    const { invoice, account, reason, currency, minor } = found
    return [{ keys: { invoice, account, preparer: row.preparer_id, reason }, currency, minor }]
  }
  // An invoice that is not known here any more, or never was: nothing of this ledger is moved.
  if (row.account_id === null || row.currency === null) return []
  const read = parseAmount(row.amount, row.currency)
  if ('problem' in read) return []
  const keys = {
    invoice: row.invoice_id,
    account: row.account_id,
    preparer: row.preparer_id,
    reason: row.reason || defaultReason,
  }
  return [{ keys, currency: row.currency, minor: read.minor }]
}

interface ActedOn {
  id: string
  invoice: string
  account: string
  reason: string
  currency: string
  minor: bigint
}

/** What waiting cancels and deletes act on, by the id that their line gives it. */
function loadActedOn(ledger: Ledger, rows: readonly WaitingRow[]): ReadonlyMap<string, ActedOn> {
  const named = new Set(rows.filter(({ action }) => action !== 'create').map((row) => row.adjustment_id))
  if (named.size === 0) return new Map()
  const elsewhere = resolveReferences(ledger, named)
  const found = ledger
    .sql<ActedOn>(
      `select a.id, a.invoice_id as invoice, i.account_id as account, s.reason_code as reason, a.currency,
         a.amount_minor as minor
       from adjustment a join adjustment_state s on s.adjustment_id = a.id join invoice i on i.id = a.invoice_id
       where a.id in (select value from json_each(?))`,
    )
    .all(idList([...named, ...elsewhere.values()]))
  const byId = new Map(found.map((one) => [one.id, one]))
  return new Map(
    [...named].flatMap((id) => {
      const one = byId.get(elsewhere.get(id) ?? id)
      return one === undefined ? [] : [[id, one] as const]
    }),
  )
}

const selectLabels = {
  invoice: 'select id as key, number as label from invoice where id in (select value from json_each(?))',
  account: 'select id as key, name as label from account where id in (select value from json_each(?))',
}

/** What running totals are kept of, as people know it: the number of an invoice, the name of an account or a person. */
export function loadTotalLabels(
  ledger: Ledger,
  of: TotalKey,
  keys: Iterable<string>,
): ReadonlyMap<string, string> {
  if (of === 'reason') return new Map([...keys].map((name) => [name, name]))
  if (of === 'preparer') return new Map(readPeople(ledger).map(({ id, name }) => [id, name]))
  const rows = ledger.sql<{ key: string; label: string }>(selectLabels[of]).all(idList(keys))
  return new Map(rows.map(({ key, label }) => [key, label]))
}

/** The account of each invoice, by invoice id. */
export function loadAccountIds(ledger: Ledger, invoiceIds: Iterable<string>): ReadonlyMap<string, string> {
  const rows = ledger
    .sql<{ id: string; account: string }>(
      `select id, account_id as account from invoice where id in (select value from json_each(?))`,
    )
    .all(idList(invoiceIds))
  return new Map(rows.map(({ id, account }) => [id, account]))
}
