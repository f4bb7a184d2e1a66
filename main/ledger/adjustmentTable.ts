import type { AdjustmentKind, AdjustmentType, LineContent, SourceType } from '@contract/line'
import type { Ledger } from './database'
import { idList } from './idList'

/** An adjustment as it is posted here. Its id is that of the line that made it, so that it travels with the batch. */
export interface PostedAdjustment {
  readonly id: string
  readonly kind: AdjustmentKind
  /** The provisional number. */
  readonly number: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly sourceType: SourceType | ''
  readonly sourceId: string
  readonly type: AdjustmentType
  readonly currency: string
  readonly amountMinor: bigint
  readonly impactMinor: bigint
  readonly date: string
  readonly periodId: string
  readonly reasonCode: string
  readonly referenceId: string
  readonly comment: string
  readonly accountingCode: string
  readonly deferredRevenueAccount: string
  readonly recognizedRevenueAccount: string
  readonly excludeFromRevenue: boolean
  readonly integrationId: string
  readonly integrationStatus: string
  readonly syncDate: string
  readonly customFields: LineContent['customFields']
  readonly reversesId: string
  readonly replacesId: string
  readonly batchId: string
  readonly recordedAt: string
  readonly recordedBy: string
}

const insertAdjustment = `
  insert or fail into adjustment (id, origin, kind, number, invoice_id, invoice_number, source_type, source_id, type,
    currency, amount_minor, impact_minor, adjustment_date, period_id, reason_code, reference_id, comment,
    accounting_code, deferred_revenue_account, recognized_revenue_account, exclude_from_revenue, integration_id,
    integration_status, sync_date, custom_fields, reverses_id, batch_id, line_id, import_id, recorded_at,
    recorded_by, created_by, created_date, replaces_id)
  values (?, 'local', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, '', '', ?)`
const insertState = `
  insert into adjustment_state (adjustment_id, number, billing_id, status, reason_code, transferred, reverses_id)
  values (?, ?, '', 'Processed', ?, '', ?)`

/** Appends posted adjustments with their first state. Triggers refuse closed periods and reversals beyond the remainder. */
export function insertPostedAdjustments(ledger: Ledger, adjustments: readonly PostedAdjustment[]): void {
  const adjustmentStatement = ledger.sql(insertAdjustment)
  const stateStatement = ledger.sql(insertState)
  for (const posted of adjustments) {
    const reversesId = posted.reversesId === '' ? null : posted.reversesId
    adjustmentStatement.run(
      posted.id,
      posted.kind,
      posted.number,
      posted.invoiceId,
      posted.invoiceNumber,
      posted.sourceType,
      posted.sourceId,
      posted.type,
      posted.currency,
      posted.amountMinor,
      posted.impactMinor,
      posted.date,
      posted.periodId,
      posted.reasonCode,
      posted.referenceId,
      posted.comment,
      posted.accountingCode,
      posted.deferredRevenueAccount,
      posted.recognizedRevenueAccount,
      posted.excludeFromRevenue ? 1n : 0n,
      posted.integrationId,
      posted.integrationStatus,
      posted.syncDate,
      JSON.stringify(posted.customFields),
      reversesId,
      posted.batchId,
      posted.id,
      posted.recordedAt,
      posted.recordedBy,
      posted.replacesId === '' ? null : posted.replacesId,
    )
    stateStatement.run(posted.id, posted.number, posted.reasonCode, reversesId)
  }
}

/** Those of the ids that adjustments have here. */
export function findAdjustmentIds(ledger: Ledger, ids: Iterable<string>): ReadonlySet<string> {
  const rows = ledger
    .sql<{ id: string }>('select id from adjustment where id in (select value from json_each(?))')
    .all(idList(ids))
  return new Set(rows.map(({ id }) => id))
}

/** Those of the ids that adjustments have here which a batch has not made. */
export function findAdjustmentsOfOthers(ledger: Ledger, batchId: string, ids: Iterable<string>): string[] {
  return ledger
    .sql<{ id: string }>(
      `select id from adjustment where id in (select value from json_each(?)) and coalesce(batch_id, '') <> ? order by id`,
    )
    .all(idList(ids), batchId)
    .map(({ id }) => id)
}
