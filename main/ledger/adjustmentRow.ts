import type { AdjustmentRow } from '@contract/adjustment'
import { periodOf } from '../engine/calendar/period'
import { formatMinor } from '../engine/money/amount'
import { landingSql } from './adjustmentFilter'
import type { Ledger } from './database'
import { idList } from './idList'
import { readPeriodFacts } from './periodTable'
import { readRemainders } from './remainder'

interface ListedRow {
  id: string
  number: string
  origin: AdjustmentRow['origin']
  kind: AdjustmentRow['kind']
  invoice_id: string
  invoice_number: string
  account_id: string
  account_name: string
  account_number: string
  source_type: string
  source_id: string
  source_name: string
  type: AdjustmentRow['type']
  currency: string
  amount_minor: bigint
  impact_minor: bigint
  adjustment_date: string
  reason_code: string
  reference_id: string
  comment: string
  status: AdjustmentRow['status']
  transferred: string
  landing: AdjustmentRow['landing']
  reverses_number: string
  batch_name: string
  recorded_at: string
}

const selectListed = `
  select a.id, s.number, a.origin, a.kind, a.invoice_id, i.number as invoice_number, i.account_id,
    c.name as account_name, c.number as account_number, a.source_type, a.source_id,
    coalesce(m.name, t.name, '') as source_name, a.type, a.currency, a.amount_minor, a.impact_minor,
    a.adjustment_date, s.reason_code, a.reference_id, a.comment, s.status, s.transferred,
    ${landingSql} as landing, coalesce(r.number, '') as reverses_number,
    coalesce(b.name, '') as batch_name, a.recorded_at
  from json_each(?) k
  cross join adjustment a on a.id = k.value
  cross join adjustment_state s on s.adjustment_id = a.id
  cross join invoice i on i.id = a.invoice_id
  cross join account c on c.id = i.account_id
  left join item m on a.source_type = 'InvoiceDetail' and m.id = a.source_id
  left join tax_line t on a.source_type = 'Tax' and t.id = a.source_id
  left join adjustment_state r on r.adjustment_id = s.reverses_id
  left join batch b on b.id = a.batch_id
  order by k.key`

/**
 * Adjustments as lists show them, in the order of the ids; an id that is not known is left out. Remainders are
 * worked out unless they are known already, in minor units by id.
 */
export function readAdjustmentRows(
  ledger: Ledger,
  ids: readonly string[],
  remainders: ReadonlyMap<string, bigint> = readRemainders(ledger, ids),
): AdjustmentRow[] {
  const rows = ledger.sql<ListedRow>(selectListed).all(idList(ids))
  const periods = readPeriodFacts(ledger)
  return rows.map((row) => ({
    adjustmentId: row.id,
    number: row.number,
    origin: row.origin,
    kind: row.kind,
    invoiceId: row.invoice_id,
    invoiceNumber: row.invoice_number,
    accountId: row.account_id,
    accountName: row.account_name,
    accountNumber: row.account_number,
    sourceType: row.source_type,
    sourceId: row.source_id,
    sourceName: row.source_name,
    type: row.type,
    currency: row.currency,
    amount: formatMinor(row.amount_minor, row.currency),
    impact: formatMinor(row.impact_minor, row.currency),
    date: row.adjustment_date,
    periodName: periodOf(row.adjustment_date, periods)?.name ?? '',
    reasonCode: row.reason_code,
    referenceId: row.reference_id,
    comment: row.comment,
    status: row.status,
    transferred: row.transferred,
    landing: row.landing,
    reversesNumber: row.reverses_number,
    remainder: formatMinor(remainders.get(row.id) ?? 0n, row.currency),
    batchName: row.batch_name,
    recordedAt: row.recorded_at,
  }))
}
