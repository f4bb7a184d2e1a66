import type { AdjustmentEvent, AdjustmentView, JournalView } from '@contract/adjustment'
import { formatMinor } from '../engine/money/amount'
import { readAdjustmentRows } from './adjustmentRow'
import type { Ledger } from './database'
import { readLinkView } from './linkView'

interface DetailRow {
  id: string
  provisional_number: string
  billing_id: string
  accounting_code: string
  deferred_revenue_account: string
  recognized_revenue_account: string
  exclude_from_revenue: bigint
  integration_id: string
  integration_status: string
  sync_date: string
  custom_fields: string
  service_start: string | null
  service_end: string | null
  created_by: string
  created_date: string
  updated_by: string
  updated_date: string
  cancelled_by: string
  cancelled_at: string | null
  batch_id: string | null
  line_id: string | null
  reverses_id: string | null
  replaces_id: string | null
}

const selectDetail = `
  select a.id, case a.origin when 'local' then a.number else '' end as provisional_number, s.billing_id,
    a.accounting_code, a.deferred_revenue_account, a.recognized_revenue_account, a.exclude_from_revenue,
    a.integration_id, a.integration_status, a.sync_date, a.custom_fields, m.service_start, m.service_end,
    case a.created_by when '' then coalesce((select e.person_name from adjustment_event e
      where e.adjustment_id = a.id and e.event in ('posted', 'imported') order by e.sequence limit 1), a.recorded_by)
      else a.created_by end as created_by,
    case a.created_date when '' then a.recorded_at else a.created_date end as created_date,
    s.updated_by, s.updated_date, s.cancelled_by, s.cancelled_at, a.batch_id, a.line_id, s.reverses_id,
    a.replaces_id
  from adjustment a
  join adjustment_state s on s.adjustment_id = a.id
  left join tax_line t on a.source_type = 'Tax' and t.id = a.source_id
  left join item m on m.id = case a.source_type when 'Tax' then t.item_id else a.source_id end
  where a.id = ? and s.is_deleted = 0`

/** All of one adjustment but what the rules say of it; undefined if it is unknown or deleted. */
export type AdjustmentDetail = Omit<AdjustmentView, 'cancelRejections' | 'deleteRejections'>

export function findAdjustmentDetail(ledger: Ledger, adjustmentId: string): AdjustmentDetail | undefined {
  const detail = ledger.sql<DetailRow>(selectDetail).get(adjustmentId)
  const row = readAdjustmentRows(ledger, [adjustmentId]).at(0)
  if (detail === undefined || row === undefined) return undefined
  return {
    ...row,
    billingId: detail.billing_id,
    provisionalNumber: detail.provisional_number,
    accountingCode: detail.accounting_code,
    deferredRevenueAccount: detail.deferred_revenue_account,
    recognizedRevenueAccount: detail.recognized_revenue_account,
    excludeFromRevenue: detail.exclude_from_revenue === 1n,
    integrationId: detail.integration_id,
    integrationStatus: detail.integration_status,
    syncDate: detail.sync_date,
    customFields: JSON.parse(detail.custom_fields) as AdjustmentView['customFields'],
    serviceStart: detail.service_start ?? '',
    serviceEnd: detail.service_end ?? '',
    createdBy: detail.created_by,
    createdDate: detail.created_date,
    updatedBy: detail.updated_by,
    updatedDate: detail.updated_date,
    cancelledBy: detail.cancelled_by,
    cancelledAt: detail.cancelled_at ?? '',
    batchId: detail.batch_id ?? '',
    lineId: detail.line_id ?? '',
    journals: readJournals(ledger, adjustmentId),
    events: readEvents(ledger, adjustmentId),
    reverses: detail.reverses_id === null ? [] : readAdjustmentRows(ledger, [detail.reverses_id]),
    replaces: detail.replaces_id === null ? [] : readAdjustmentRows(ledger, [detail.replaces_id]),
    replacedBy: readAdjustmentRows(ledger, replacementsOf(ledger, adjustmentId)),
    reversedBy: readAdjustmentRows(ledger, reversalsOf(ledger, adjustmentId)),
    ...readLinkView(ledger, adjustmentId),
  }
}

/** Reversals of it that have not been deleted, oldest first; refused ones are shown as such. */
function reversalsOf(ledger: Ledger, adjustmentId: string): string[] {
  return ledger
    .sql<{ id: string }>(
      `select a.id from adjustment a join adjustment_state s on s.adjustment_id = a.id
       where s.reverses_id = ? and s.is_deleted = 0 order by a.id`,
    )
    .all(adjustmentId)
    .map(({ id }) => id)
}

/** What was posted in its stead, oldest first. */
function replacementsOf(ledger: Ledger, adjustmentId: string): string[] {
  return ledger
    .sql<{ id: string }>(
      `select a.id from adjustment a join adjustment_state s on s.adjustment_id = a.id
       where a.replaces_id = ? and s.is_deleted = 0 order by a.id`,
    )
    .all(adjustmentId)
    .map(({ id }) => id)
}

interface EntryRow {
  id: string
  effect: JournalView['effect']
  currency: string
  journal_date: string
  period_name: string
  account: string
  debit_minor: bigint
  credit_minor: bigint
}

function readJournals(ledger: Ledger, adjustmentId: string): JournalView[] {
  const rows = ledger
    .sql<EntryRow>(
      `select j.id, j.effect, j.currency, j.journal_date, p.name as period_name, e.account, e.debit_minor,
         e.credit_minor
       from journal j join period p on p.id = j.period_id join journal_entry e on e.journal_id = j.id
       where j.adjustment_id = ? order by j.id, e.position`,
    )
    .all(adjustmentId)
  const journals = new Map<string, JournalView>()
  for (const row of rows) {
    const journal = journals.get(row.id) ?? {
      journalId: row.id,
      effect: row.effect,
      currency: row.currency,
      date: row.journal_date,
      periodName: row.period_name,
      entries: [],
    }
    journal.entries.push({
      account: row.account,
      debit: formatMinor(row.debit_minor, row.currency),
      credit: formatMinor(row.credit_minor, row.currency),
    })
    journals.set(row.id, journal)
  }
  return [...journals.values()]
}

function readEvents(ledger: Ledger, adjustmentId: string): AdjustmentEvent[] {
  return ledger
    .sql<{ event: string; at: string; person_name: string; detail: string }>(
      // An event of a link without an original takes the link away.
      `select case when event = 'linked' and original_id is null then 'unlinked' else event end as event, at,
         person_name, detail
       from adjustment_event where adjustment_id = ? order by sequence`,
    )
    .all(adjustmentId)
    .map(({ event, at, person_name, detail }) => ({
      event,
      at,
      personName: person_name,
      detail: textsOf(JSON.parse(detail)),
    }))
}

/** The page shows texts; anything deeper is shown as its JSON. */
function textsOf(detail: unknown): Record<string, string> {
  if (typeof detail !== 'object' || detail === null) return {}
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )
}
