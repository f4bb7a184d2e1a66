import type { AdjustmentFilter } from '@contract/adjustment'
import { accepted, type Outcome } from '@contract/outcome'
import { readAdjustmentKeys } from './adjustmentList'
import { readAdjustmentRows } from './adjustmentRow'
import type { Ledger } from './database'
import { idList } from './idList'

// Every field of adjustments as text, for a list that leaves the app.

interface ExtractRow {
  id: string
  billing_id: string
  accounting_code: string
  deferred_revenue_account: string
  recognized_revenue_account: string
  exclude_from_revenue: string
  integration_id: string
  integration_status: string
  sync_date: string
  custom_fields: string
  service_start: string
  service_end: string
  created_by: string
  created_date: string
  updated_by: string
  updated_date: string
  cancelled_by: string
  cancelled_at: string
}

const selectExtract = `
  select a.id, s.billing_id, a.accounting_code, a.deferred_revenue_account, a.recognized_revenue_account,
    case a.exclude_from_revenue when 1 then 'true' else 'false' end as exclude_from_revenue, a.integration_id,
    a.integration_status, a.sync_date, case a.custom_fields when '{}' then '' else a.custom_fields end as custom_fields,
    coalesce(m.service_start, '') as service_start, coalesce(m.service_end, '') as service_end,
    case a.created_by when '' then coalesce((select e.person_name from adjustment_event e
      where e.adjustment_id = a.id and e.event in ('posted', 'imported') order by e.sequence limit 1), a.recorded_by)
      else a.created_by end as created_by,
    case a.created_date when '' then a.recorded_at else a.created_date end as created_date,
    s.updated_by, s.updated_date, s.cancelled_by, coalesce(s.cancelled_at, '') as cancelled_at
  from json_each(?) k
  cross join adjustment a on a.id = k.value
  cross join adjustment_state s on s.adjustment_id = a.id
  left join tax_line t on a.source_type = 'Tax' and t.id = a.source_id
  left join item m on m.id = case a.source_type when 'Tax' then t.item_id else a.source_id end`

const columns = [
  ['number', 'Adjustment number'],
  ['kind', 'Kind'],
  ['origin', 'Origin'],
  ['status', 'Status'],
  ['landing', 'Landing'],
  ['accountNumber', 'Account number'],
  ['accountName', 'Account'],
  ['accountId', 'Account ID'],
  ['invoiceNumber', 'Invoice'],
  ['invoiceId', 'Invoice ID'],
  ['sourceType', 'Source type'],
  ['sourceId', 'Source ID'],
  ['sourceName', 'Item'],
  ['serviceStart', 'Service start date'],
  ['serviceEnd', 'Service end date'],
  ['date', 'Adjustment date'],
  ['periodName', 'Period'],
  ['type', 'Type'],
  ['currency', 'Currency'],
  ['amount', 'Amount'],
  ['impact', 'Impact amount'],
  ['remainder', 'Remainder'],
  ['reasonCode', 'Reason code'],
  ['referenceId', 'Reference ID'],
  ['comment', 'Comment'],
  ['accountingCode', 'Accounting code'],
  ['deferredRevenueAccount', 'Deferred revenue account'],
  ['recognizedRevenueAccount', 'Recognized revenue account'],
  ['excludeFromRevenue', 'Exclude from revenue accounting'],
  ['transferred', 'Transferred to accounting'],
  ['reversesNumber', 'Reverses'],
  ['batchName', 'Batch'],
  ['recordedAt', 'Recorded at'],
  ['createdBy', 'Created by'],
  ['createdDate', 'Created date'],
  ['updatedBy', 'Updated by'],
  ['updatedDate', 'Updated date'],
  ['cancelledBy', 'Cancelled by'],
  ['cancelledAt', 'Cancelled at'],
  ['integrationId', 'Integration ID'],
  ['integrationStatus', 'Integration status'],
  ['syncDate', 'Sync date'],
  ['customFields', 'Custom fields'],
  ['adjustmentId', 'Contra ID'],
  ['billingId', 'ID'],
] as const

export type ListedField = (typeof columns)[number][0]
export type ListedAdjustment = Readonly<Record<ListedField, string>>

const figures: ReadonlySet<string> = new Set(['amount', 'impact', 'remainder'])

/** The columns of the list; figures are exact decimals of ours, with a minus where negative. */
export const listColumns: readonly { field: ListedField; label: string; isFigure: boolean }[] = columns.map(
  ([field, label]) => ({ field, label, isFigure: figures.has(field) }),
)

/** A page of the filter's rows in the order of recording, every field of each. */
export function readListedPage(
  ledger: Ledger,
  filter: AdjustmentFilter,
  request: { readonly after: string; readonly limit: number },
): Outcome<{ rows: ListedAdjustment[]; next: string; total: number }> {
  const keys = readAdjustmentKeys(ledger, filter, { ...request, sort: 'recorded', descending: false })
  if (!keys.ok) return keys
  const { ids, next, total } = keys.value
  const extracts = new Map(
    ledger
      .sql<ExtractRow>(selectExtract)
      .all(idList(ids))
      .map((row) => [row.id, row]),
  )
  const rows = readAdjustmentRows(ledger, ids).map((row) => {
    const extract = extracts.get(row.adjustmentId)
    if (extract === undefined) throw new Error(`Adjustment ${row.adjustmentId} has gone while it was read`)
    return {
      ...row,
      transferred: row.transferred === '' ? 'No' : row.transferred,
      billingId: extract.billing_id,
      accountingCode: extract.accounting_code,
      deferredRevenueAccount: extract.deferred_revenue_account,
      recognizedRevenueAccount: extract.recognized_revenue_account,
      excludeFromRevenue: extract.exclude_from_revenue,
      integrationId: extract.integration_id,
      integrationStatus: extract.integration_status,
      syncDate: extract.sync_date,
      customFields: extract.custom_fields,
      serviceStart: extract.service_start,
      serviceEnd: extract.service_end,
      createdBy: extract.created_by,
      createdDate: extract.created_date,
      updatedBy: extract.updated_by,
      updatedDate: extract.updated_date,
      cancelledBy: extract.cancelled_by,
      cancelledAt: extract.cancelled_at,
    }
  })
  return accepted({ rows, next, total })
}
