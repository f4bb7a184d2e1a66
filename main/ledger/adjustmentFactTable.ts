import type { AdjustmentFact } from '../engine/fact'
import { useUpOldestFirst } from '../engine/reversal/useUpOldestFirst'
import type { Ledger } from './database'
import { idList } from './idList'

interface AdjustmentFactRow {
  id: string
  number: string
  origin: 'local' | 'imported'
  kind: AdjustmentFact['kind']
  invoice_id: string
  source_type: AdjustmentFact['sourceType']
  source_id: string
  type: AdjustmentFact['type']
  amount_minor: bigint
  adjustment_date: string
  status: AdjustmentFact['status']
  transferred: AdjustmentFact['transferred']
  create_landed_at: string | null
  cancel_landed_at: string | null
  is_exported: bigint
  is_cancel_exported: bigint
  reverses_id: string | null
  accounting_code: string
  deferred_revenue_account: string
  reason_code: string
  created_at: string
}

/** Which adjustments are wanted: by id, by the sources they act on, and those on the header of invoices. */
interface WantedAdjustments {
  readonly ids: Iterable<string>
  readonly sourceIds: Iterable<string>
  readonly headerInvoiceIds: Iterable<string>
  /** Claims of this batch do not count against it. */
  readonly batchId: string
}

// Refused and deleted adjustments take no further part: to the rules they do not exist. Whatever concerns an
// adjustment stands on its source or header, so places are read as a whole, each by one walk of an index.
const selectFacts = (place: string) => `
  select a.id, s.number, a.origin, a.kind, a.invoice_id, a.source_type, a.source_id, a.type, a.amount_minor,
    a.adjustment_date, s.status, s.transferred, s.create_landed_at, s.cancel_landed_at, s.is_exported,
    s.is_cancel_exported, s.reverses_id, a.accounting_code, a.deferred_revenue_account, s.reason_code,
    case a.created_date when '' then a.recorded_at else a.created_date end as created_at
  from json_each(?) k cross join adjustment a on ${place} cross join adjustment_state s on s.adjustment_id = a.id
  where s.is_deleted = 0 and s.is_refused = 0`
const selectOfSources = selectFacts('a.source_id = k.value')
const selectOfHeaders = selectFacts("a.invoice_id = k.value and a.kind = 'IA'")

/**
 * Adjustments as the rules want them, by id, and the others of their sources. `remainderMinor` counts
 * linked reversals that stand, those that wait in other batches, and imported opposites without a link.
 */
export function loadAdjustmentFacts(ledger: Ledger, wanted: WantedAdjustments): Map<string, AdjustmentFact> {
  const sourceIds = new Set(wanted.sourceIds)
  const headerInvoiceIds = new Set(wanted.headerInvoiceIds)
  for (const { kind, invoiceId, sourceId } of findPlaces(ledger, [...wanted.ids])) {
    if (kind === 'IA') headerInvoiceIds.add(invoiceId)
    else sourceIds.add(sourceId)
  }
  const rows = [
    ...ledger.sql<AdjustmentFactRow>(selectOfSources).all(idList(sourceIds)),
    ...ledger.sql<AdjustmentFactRow>(selectOfHeaders).all(idList(headerInvoiceIds)),
  ]
  const claims = rows.length === 0 ? new Map<string, OtherClaim>() : otherClaims(ledger, rows, wanted.batchId)
  const byImports = usedUpByImports(rows)
  const reversed = reversedMinors(rows)
  return new Map(
    rows.map((row) => [row.id, factOf(row, reversed.get(row.id) ?? 0n, claims.get(row.id), byImports)]),
  )
}

interface Place {
  readonly kind: AdjustmentFact['kind']
  readonly invoiceId: string
  readonly sourceId: string
}

function findPlaces(ledger: Ledger, ids: readonly string[]): readonly Place[] {
  if (ids.length === 0) return []
  return ledger
    .sql<Place>(
      `select distinct kind, invoice_id as invoiceId, source_id as sourceId from adjustment
       where id in (select value from json_each(?))`,
    )
    .all(idList(ids))
}

/** What linked reversals that stand have taken, in minor units by original; they act where it does. */
function reversedMinors(rows: readonly AdjustmentFactRow[]): ReadonlyMap<string, bigint> {
  const minors = new Map<string, bigint>()
  for (const { reverses_id, status, amount_minor } of rows) {
    if (reverses_id === null || status !== 'Processed') continue
    minors.set(reverses_id, (minors.get(reverses_id) ?? 0n) + amount_minor)
  }
  return minors
}

interface UsedUpByImports {
  /** What is left in minor units by adjustment id, before what waits in batches. */
  readonly leftById: ReadonlyMap<string, bigint>
  readonly reversedIds: ReadonlySet<string>
}

/**
 * Adjustments that came by import carry no link: opposites on the same source use up what is left of
 * earlier ones, and themselves. Only sources with such opposites cost anything, all others are left out.
 */
function usedUpByImports(rows: readonly AdjustmentFactRow[]): UsedUpByImports {
  const leftById = new Map<string, bigint>()
  const reversedIds = new Set<string>()
  const bySource = new Map<string, AdjustmentFactRow[]>()
  for (const row of rows) {
    if (row.status !== 'Processed') continue
    const key = `${row.invoice_id} ${row.source_type} ${row.source_id}`
    const group = bySource.get(key)
    if (group === undefined) bySource.set(key, [row])
    else group.push(row)
  }
  for (const group of bySource.values()) {
    const [first] = group
    const hasOpposites = group.some(({ type }) => type !== first?.type)
    const mayUseUp = group.some(({ origin, reverses_id }) => origin === 'imported' && reverses_id === null)
    if (!hasOpposites || !mayUseUp) continue
    const { remainderById, usedUp } = useUpOldestFirst(group.map(asSourceAdjustment))
    for (const [id, leftMinor] of remainderById) leftById.set(id, leftMinor)
    for (const { originalId } of usedUp) reversedIds.add(originalId)
  }
  return { leftById, reversedIds }
}

function asSourceAdjustment(row: AdjustmentFactRow) {
  return {
    id: row.id,
    type: row.type,
    amountMinor: row.amount_minor,
    date: row.adjustment_date,
    createdAt: row.created_at,
    origin: row.origin,
    reversesId: row.reverses_id ?? '',
  }
}

interface OtherClaim {
  readonly batchName: string
  readonly reversedMinor: bigint
  readonly hasReversal: boolean
}

function otherClaims(ledger: Ledger, rows: readonly AdjustmentFactRow[], batchId: string) {
  const found = ledger
    .sql<{ id: string; name: string; reversed: bigint; reversals: bigint }>(
      `select c.adjustment_id as id, min(b.name) as name, sum(c.kind = 'reverse') as reversals,
         sum(case c.kind when 'reverse' then c.amount_minor else 0 end) as reversed
       from claim c join batch b on b.id = c.batch_id
       where c.adjustment_id in (select value from json_each(?)) and c.batch_id <> ? group by c.adjustment_id`,
    )
    .all(idList(rows.map(({ id }) => id)), batchId)
  return new Map<string, OtherClaim>(
    found.map((claim) => [
      claim.id,
      { batchName: claim.name, reversedMinor: claim.reversed, hasReversal: claim.reversals > 0n },
    ]),
  )
}

function factOf(
  row: AdjustmentFactRow,
  reversedMinor: bigint,
  claim: OtherClaim | undefined,
  { leftById, reversedIds }: UsedUpByImports,
): AdjustmentFact {
  const leftMinor = leftById.get(row.id) ?? row.amount_minor - reversedMinor
  const isImported = row.origin === 'imported'
  const createLanded = isImported || row.create_landed_at !== null
  const createInFlight = row.is_exported === 1n && row.create_landed_at === null
  const cancelInFlight = row.is_cancel_exported === 1n && row.cancel_landed_at === null
  return {
    id: row.id,
    number: row.number,
    origin: row.origin,
    kind: row.kind,
    invoiceId: row.invoice_id,
    sourceType: row.source_type,
    sourceId: row.source_id,
    type: row.type,
    amountMinor: row.amount_minor,
    date: row.adjustment_date,
    status: row.status,
    transferred: row.transferred,
    inFlight: (createInFlight && !isImported) || cancelInFlight,
    hasLanded: createLanded && (row.status === 'Processed' || row.cancel_landed_at !== null),
    everExported: createLanded || row.is_exported === 1n,
    reversesId: row.reverses_id ?? '',
    remainderMinor: remainderOf(row, leftMinor - (claim?.reversedMinor ?? 0n)),
    hasReversals: reversedMinor > 0n || reversedIds.has(row.id) || claim?.hasReversal === true,
    claimedBy: claim?.batchName ?? '',
    accountingCode: row.accounting_code,
    deferredRevenueAccount: row.deferred_revenue_account,
    reasonCode: row.reason_code,
  }
}

/** Never negative; nothing is left to be taken back of a Canceled adjustment, and of a reversal. */
function remainderOf(row: AdjustmentFactRow, leftMinor: bigint): bigint {
  return row.status === 'Canceled' || row.reverses_id !== null || leftMinor < 0n ? 0n : leftMinor
}
