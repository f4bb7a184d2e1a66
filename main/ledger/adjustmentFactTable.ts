import type { AdjustmentFact } from '../engine/fact'
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
  reversed_minor: bigint
  accounting_code: string
  deferred_revenue_account: string
  reason_code: string
}

/** Which adjustments are wanted: by id, by the sources they act on, and those on the header of invoices. */
export interface WantedAdjustments {
  readonly ids: Iterable<string>
  readonly sourceIds: Iterable<string>
  readonly headerInvoiceIds: Iterable<string>
  /** Claims of this batch do not count against it. */
  readonly batchId: string
  /** The adjustments that this batch has posted are left out. */
  readonly withoutBatchId: string
}

// Refused and deleted adjustments take no further part: to the rules they do not exist.
const selectFacts = `
  select a.id, s.number, a.origin, a.kind, a.invoice_id, a.source_type, a.source_id, a.type, a.amount_minor,
    a.adjustment_date, s.status, s.transferred, s.create_landed_at, s.cancel_landed_at, s.is_exported,
    s.is_cancel_exported, a.reverses_id, a.accounting_code, a.deferred_revenue_account, s.reason_code,
    coalesce((select sum(r.amount_minor) from adjustment r
      join adjustment_state rs on rs.adjustment_id = r.id
      where r.reverses_id = a.id and rs.status = 'Processed' and rs.is_refused = 0 and rs.is_deleted = 0), 0)
      as reversed_minor
  from adjustment a join adjustment_state s on s.adjustment_id = a.id
  where s.is_deleted = 0 and s.is_refused = 0 and a.batch_id is not ?
    and a.id in (
      select value from json_each(?)
      union select id from adjustment where source_id in (select value from json_each(?))
      union select id from adjustment where kind = 'IA' and invoice_id in (select value from json_each(?)))`

/**
 * Adjustments as the rules want them, by id. `remainderMinor` counts linked reversals that stand and
 * those that wait in other batches; opposites that came by import without a link are not in it yet.
 */
export function loadAdjustmentFacts(ledger: Ledger, wanted: WantedAdjustments): Map<string, AdjustmentFact> {
  const rows = ledger
    .sql<AdjustmentFactRow>(selectFacts)
    .all(
      wanted.withoutBatchId,
      idList(wanted.ids),
      idList(wanted.sourceIds),
      idList(wanted.headerInvoiceIds),
    )
  const claims = rows.length === 0 ? new Map<string, OtherClaim>() : otherClaims(ledger, rows, wanted.batchId)
  return new Map(rows.map((row) => [row.id, factOf(row, claims.get(row.id))]))
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

function factOf(row: AdjustmentFactRow, claim: OtherClaim | undefined): AdjustmentFact {
  const isImported = row.origin === 'imported'
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
    inFlight: !isImported && (createInFlight || cancelInFlight),
    hasLanded: isImported || row.create_landed_at !== null,
    everExported: isImported || row.is_exported === 1n || row.create_landed_at !== null,
    reversesId: row.reverses_id ?? '',
    remainderMinor: row.amount_minor - row.reversed_minor - (claim?.reversedMinor ?? 0n),
    hasReversals: row.reversed_minor > 0n || claim?.hasReversal === true,
    claimedBy: claim?.batchName ?? '',
    accountingCode: row.accounting_code,
    deferredRevenueAccount: row.deferred_revenue_account,
    reasonCode: row.reason_code,
  }
}
