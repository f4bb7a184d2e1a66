import type { ExportFormat, ExportRow } from '@contract/exchange'
import type { z } from 'zod'
import type { Line, LineAction, LineContent, SourceType } from '@contract/line'
import type { AdjustmentKind, AdjustmentType } from '@contract/line'
import { toNumber, type Ledger } from './database'

export interface ExportRecord {
  readonly id: string
  readonly batchId: string
  readonly format: ExportFormat
  readonly apiVersion: number
  readonly lineCount: number
  /** SHA-256 of the file. */
  readonly fileHash: string
  readonly personId: string
  readonly personName: string
  readonly at: string
}

export function insertExport(ledger: Ledger, record: ExportRecord): void {
  ledger
    .sql(
      `insert into export (id, batch_id, format, api_version, line_count, content_hash, person_id, person_name, at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.id,
      record.batchId,
      record.format,
      BigInt(record.apiVersion),
      BigInt(record.lineCount),
      record.fileHash,
      record.personId,
      record.personName,
      record.at,
    )
}

/** The exports of a batch, the newest first. */
export function listExportRows(ledger: Ledger, batchId: string): z.infer<typeof ExportRow>[] {
  return ledger
    .sql<{ id: string; format: ExportFormat; at: string; name: string; lines: bigint; hash: string }>(
      `select id, format, at, person_name as name, line_count as lines, content_hash as hash from export
       where batch_id = ? order by at desc, id desc`,
    )
    .all(batchId)
    .map((row) => ({
      exportId: row.id,
      format: row.format,
      at: row.at,
      personName: row.name,
      lineCount: toNumber(row.lines),
      contentHash: row.hash,
    }))
}

/** When requests of this batch left for the first time; undefined if none did. */
export function findFirstSendingAt(ledger: Ledger, batchId: string): string | undefined {
  const row = ledger
    .sql<{ at: string | null }>(
      "select min(at) as at from export where batch_id = ? and format in ('json', 'soap')",
    )
    .get(batchId)
  return row?.at ?? undefined
}

/** The person who approved the batch last, and when. */
export function findApproval(ledger: Ledger, batchId: string): { personId: string; at: string } | undefined {
  return ledger
    .sql<{ personId: string; at: string }>(
      `select person_id as personId, at from batch_event where batch_id = ? and event = 'posted'
       order by sequence desc limit 1`,
    )
    .get(batchId)
}

/** A line of a posted batch with the adjustment it made or acted on, and all that an export says of it. */
export interface PostedLine {
  readonly line: Line
  readonly adjustmentId: string
  readonly kind: AdjustmentKind
  readonly number: string
  readonly billingId: string
  readonly status: 'Processed' | 'Canceled'
  readonly transferred: string
  readonly isImported: boolean
  /** It has been exported, or it stands in the billing system for another reason. */
  readonly everExported: boolean
  readonly createLanded: boolean
  readonly cancelLanded: boolean
  readonly isRefused: boolean
  readonly reversesId: string
  readonly accountId: string
  readonly customerName: string
  readonly customerNumber: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly sourceType: SourceType | ''
  readonly sourceId: string
  readonly itemName: string
  readonly serviceStart: string
  readonly serviceEnd: string
  readonly type: AdjustmentType
  readonly currency: string
  readonly amountMinor: bigint
  readonly impactMinor: bigint
  readonly date: string
  readonly reasonCode: string
  readonly referenceId: string
  readonly comment: string
  readonly excludeFromRevenue: boolean
  readonly integrationId: string
  readonly integrationStatus: string
  readonly syncDate: string
  readonly customFields: LineContent['customFields']
}

type PostedLineRow = Record<string, string | bigint | null>

// What a create line made has the line's own id; a cancel or delete names what it acts on.
const selectPostedLines = `
  select l.id as line_id, l.position, l.provisional_number, l.content,
    a.id as adjustment_id, a.kind, a.origin, a.invoice_id, a.invoice_number, a.source_type, a.source_id, a.type,
    a.currency, a.amount_minor, a.impact_minor, a.adjustment_date, a.reference_id, a.comment,
    a.exclude_from_revenue, a.integration_id, a.integration_status, a.sync_date, a.custom_fields, s.reverses_id,
    s.number, s.billing_id, s.status, s.reason_code, s.transferred, s.is_refused,
    s.create_landed_at is not null as create_landed, s.cancel_landed_at is not null as cancel_landed,
    (s.is_exported or a.origin = 'imported' or s.create_landed_at is not null) as ever_exported,
    c.id as account_id, c.name as customer_name, c.number as customer_number,
    coalesce(t.name, i.name, '') as item_name, coalesce(i.service_start, '') as service_start,
    coalesce(i.service_end, '') as service_end
  from line l
  join adjustment a on a.id = case json_extract(l.content, '$.action') when 'create' then l.id else l.adjustment_id end
  join adjustment_state s on s.adjustment_id = a.id
  join invoice v on v.id = a.invoice_id
  join account c on c.id = v.account_id
  left join tax_line t on a.source_type = 'Tax' and t.id = a.source_id
  left join item i on i.id = case a.source_type when 'Tax' then t.item_id else a.source_id end
  where l.batch_id = ? order by l.position, l.id`

export function loadPostedLines(ledger: Ledger, batchId: string): PostedLine[] {
  return ledger.sql<PostedLineRow>(selectPostedLines).all(batchId).map(postedLineOf)
}

/** Batches that were posted after this one and touch an invoice of it. */
export function listLaterBatches(ledger: Ledger, batchId: string): string[] {
  return ledger
    .sql<{ id: string }>(
      `select distinct e.batch_id as id from batch_event e
       where e.event = 'posted' and e.batch_id <> @batchId
         and e.sequence > (select max(sequence) from batch_event where batch_id = @batchId and event = 'posted')
         and exists (select 1 from line l where l.batch_id = e.batch_id
           and l.invoice_id in (select invoice_id from line where batch_id = @batchId)) order by 1`,
    )
    .all({ batchId })
    .map(({ id }) => id)
}

function postedLineOf(row: PostedLineRow): PostedLine {
  const text = (name: string) => String(row[name] ?? '')
  const flag = (name: string) => row[name] === 1n
  const content = JSON.parse(text('content')) as LineContent
  return {
    line: {
      ...content,
      lineId: text('line_id'),
      position: toNumber(row['position']),
      provisionalNumber: text('provisional_number'),
    },
    adjustmentId: text('adjustment_id'),
    kind: text('kind') as AdjustmentKind,
    number: text('number'),
    billingId: text('billing_id'),
    status: text('status') as PostedLine['status'],
    transferred: text('transferred'),
    isImported: row['origin'] === 'imported',
    everExported: flag('ever_exported'),
    createLanded: flag('create_landed'),
    cancelLanded: flag('cancel_landed'),
    isRefused: flag('is_refused'),
    reversesId: text('reverses_id'),
    accountId: text('account_id'),
    customerName: text('customer_name'),
    customerNumber: text('customer_number'),
    invoiceId: text('invoice_id'),
    invoiceNumber: text('invoice_number'),
    sourceType: text('source_type') as PostedLine['sourceType'],
    sourceId: text('source_id'),
    itemName: text('item_name'),
    serviceStart: text('service_start'),
    serviceEnd: text('service_end'),
    type: text('type') as AdjustmentType,
    currency: text('currency'),
    amountMinor: minor(row['amount_minor']),
    impactMinor: minor(row['impact_minor']),
    date: text('adjustment_date'),
    reasonCode: text('reason_code'),
    referenceId: text('reference_id'),
    comment: text('comment'),
    excludeFromRevenue: flag('exclude_from_revenue'),
    integrationId: text('integration_id'),
    integrationStatus: text('integration_status'),
    syncDate: text('sync_date'),
    customFields: JSON.parse(text('custom_fields')) as LineContent['customFields'],
  }
}

function minor(value: string | bigint | null | undefined): bigint {
  if (typeof value !== 'bigint') throw new Error('An amount that is no integer')
  return value
}

/** An effect has left: until its landing is known, the adjustment cannot be cancelled. */
export function setExported(ledger: Ledger, adjustmentId: string, effect: LineAction): void {
  if (effect === 'delete') return
  const column = effect === 'create' ? 'is_exported' : 'is_cancel_exported'
  ledger.sql(`update adjustment_state set ${column} = 1 where adjustment_id = ?`).run(adjustmentId)
}
