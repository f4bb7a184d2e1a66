import type { Ledger, Value } from './database'
import { verdictNumber } from './stagingColumn'

// The commit of staged adjustments: new ones are inserted with their state and first event; what is
// known changes by events. Runs in the ledger's transaction with the staging file attached.

export interface AdjustmentCommit {
  readonly importId: string
  readonly asOf: string
  readonly at: string
  readonly personId: string
  readonly personName: string
}

const copied = `kind, number, invoice_id, invoice_number, source_type, source_id, type, currency, amount_minor,
  impact_minor, adjustment_date, reason_code, reference_id, comment, accounting_code, deferred_revenue_account,
  recognized_revenue_account, exclude_from_revenue, integration_id, integration_status, sync_date, custom_fields`

/** New: without a counterpart here, or one that a person has said is another. */
const isNew = `(s.verdict = ${verdictNumber.new} or s.twin_decision = 'different')`

/** Inserts what is new. An imported adjustment has landed at its CreatedDate, or else by the as-of of its file. */
export function insertImportedAdjustments(ledger: Ledger, commit: AdjustmentCommit): void {
  if (ledger.sql('select 1 from staging.adjustment limit 1').get() === undefined) return
  ledger
    .sql(
      `insert into main.adjustment (id, origin, period_id, reverses_id, batch_id, line_id, import_id, recorded_at,
         recorded_by, created_by, created_date, ${copied})
       select s.new_id, 'imported', '', null, null, null, ?, ?, ?, s.created_by, s.created_date, ${copied}
       from staging.adjustment s where ${isNew} order by s.row`,
    )
    .run(commit.importId, commit.at, commit.personName)
  ledger
    .sql(
      `insert into main.adjustment_state (adjustment_id, number, billing_id, status, reason_code, transferred,
         cancelled_at, cancelled_by, create_landed_at, cancel_landed_at, updated_by, updated_date)
       select s.new_id, s.number, s.billing_id, s.status, s.reason_code, s.transferred,
         case s.status when 'Canceled' then coalesce(nullif(s.cancelled_at, ''), ?1) end, s.cancelled_by,
         coalesce(nullif(s.created_date, ''), ?1),
         case s.status when 'Canceled' then coalesce(nullif(s.cancelled_at, ''), ?1) end,
         s.updated_by, s.updated_date
       from staging.adjustment s where ${isNew} order by s.row`,
    )
    .run({ 1: commit.asOf })
  ledger
    .sql(
      `insert into main.adjustment_event (adjustment_id, event, effect, at, person_id, person_name, import_id, detail)
       select s.new_id, 'imported', 'create', ?, ?, ?, ?, json_object('number', s.number, 'status', s.status)
       from staging.adjustment s where ${isNew} order by s.row`,
    )
    .run(commit.at, commit.personId, commit.personName, commit.importId)
}

/** A staged adjustment that the ledger has, with what the ledger knows of it. */
export interface KnownAdjustment {
  readonly adjustmentId: string
  readonly isTwin: boolean
  readonly batchId: string | null
  readonly lineId: string | null
  readonly billingId: string
  readonly number: string
  readonly status: 'Processed' | 'Canceled'
  readonly reasonCode: string
  readonly transferred: string
  readonly cancelledAt: string
  readonly cancelledBy: string
  readonly createdDate: string
  readonly updatedBy: string
  readonly updatedDate: string
  readonly knownStatus: 'Processed' | 'Canceled'
  readonly knownReasonCode: string
  readonly knownTransferred: string
  readonly knownLandedAt: string | null
  readonly knownCancelLandedAt: string | null
  readonly cancelLineId: string | null
  readonly cancelBatchId: string | null
}

export function readKnownAdjustments(ledger: Ledger): KnownAdjustment[] {
  return ledger
    .sql<Omit<KnownAdjustment, 'isTwin'> & { isTwin: bigint }>(
      `select s.known_id as adjustmentId, s.verdict = ${verdictNumber.twin} as isTwin, a.batch_id as batchId,
         a.line_id as lineId, s.billing_id as billingId, s.number, s.status, s.reason_code as reasonCode,
         s.transferred, s.cancelled_at as cancelledAt, s.cancelled_by as cancelledBy, s.created_date as createdDate,
         s.updated_by as updatedBy, s.updated_date as updatedDate, t.status as knownStatus,
         t.reason_code as knownReasonCode, t.transferred as knownTransferred, t.create_landed_at as knownLandedAt,
         t.cancel_landed_at as knownCancelLandedAt, c.line_id as cancelLineId, c.batch_id as cancelBatchId
       from staging.adjustment s join main.adjustment a on a.id = s.known_id
       join main.adjustment_state t on t.adjustment_id = s.known_id
       left join main.adjustment_event c on c.sequence = (select max(sequence) from main.adjustment_event e
         where e.adjustment_id = s.known_id and e.event = 'cancelled')
       where s.verdict = ${verdictNumber.changed}
         or (s.verdict = ${verdictNumber.twin} and s.twin_decision in ('linked', 'same'))
       order by s.row`,
    )
    .all()
    .map((row) => ({ ...row, isTwin: row.isTwin === 1n }))
}

/** What the billing system changed of an adjustment: reason, transfer, who and when. */
export function setBillingState(ledger: Ledger, known: KnownAdjustment): void {
  const values: Value[] = [
    known.reasonCode,
    known.transferred,
    known.updatedBy,
    known.updatedDate,
    known.billingId,
  ]
  ledger
    .sql(
      `update adjustment_state set reason_code = ?, transferred = ?, updated_by = ?, updated_date = ?, billing_id = ?,
         number = ? where adjustment_id = ?`,
    )
    .run(...values, known.number, known.adjustmentId)
}

/** An imported cancel: it stands in the billing system since `landedAt`. */
export function setCancelImported(ledger: Ledger, adjustmentId: string, by: string, landedAt: string): void {
  ledger
    .sql(
      `update adjustment_state set status = 'Canceled', cancelled_at = coalesce(cancelled_at, ?1),
         cancelled_by = case cancelled_by when '' then ?2 else cancelled_by end, cancel_landed_at = ?1
       where adjustment_id = ?3`,
    )
    .run({ 1: landedAt, 2: by, 3: adjustmentId })
}

/** The batches of lines whose landing an import has told of. */
export function batchesLandedBy(ledger: Ledger, importId: string): string[] {
  return ledger
    .sql<{ id: string }>(
      `select distinct e.batch_id as id from staging.adjustment s
       join main.adjustment_event e on e.adjustment_id = s.known_id
       where e.import_id = ? and e.event = 'landed' and e.batch_id is not null order by 1`,
    )
    .all(importId)
    .map(({ id }) => id)
}
