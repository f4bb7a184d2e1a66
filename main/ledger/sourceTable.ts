import type { SourceRow } from '@contract/invoice'
import { formatMinor } from '../engine/money/amount'
import type { Ledger } from './database'
import { idList } from './idList'
import { placesFrom, type SourcePlace } from './sourcePlace'

interface SourceSqlRow {
  id: string
  item_id: string
  name: string
  service_start: string
  service_end: string
  processing_type: string
  sku: string
  accounting_code: string
  amount_minor: bigint
  amount_exact: string
  as_of: string
}

const selectItems = `
  select id, id as item_id, name, service_start, service_end, processing_type, sku, accounting_code,
    amount_minor, amount_exact, as_of
  from item where invoice_id = ? and id between ? and ?`

const selectTaxLines = `
  select t.id, t.item_id, t.name, m.service_start, m.service_end, '' as processing_type, m.sku,
    t.accounting_code, t.amount_minor, t.amount_exact, t.as_of
  from tax_line t join item m on m.id = t.item_id
  where t.invoice_id = ? and t.item_id between ? and ?`

interface ImpactRow {
  source_type: string
  source_id: string
  impact_minor: bigint
  adjustment_count: bigint
}

// Processed ones count towards the open amount; cancelled ones are shown beside it.
const selectImpacts = `
  select a.source_type, a.source_id,
    sum(case when s.status = 'Processed' and s.is_refused = 0 then a.impact_minor else 0 end) as impact_minor,
    count(*) as adjustment_count
  from json_each(?) k
  cross join adjustment a on a.source_id = k.value
  cross join adjustment_state s on s.adjustment_id = a.id
  where a.invoice_id = ? and a.kind = 'IIA' and s.is_deleted = 0
  group by a.source_type, a.source_id`

export interface SourceSlice {
  readonly invoiceId: string
  /** Position of the first row, from 0. */
  readonly from: number
  readonly limit: number
}

/**
 * A slice of an invoice's items and tax lines in their order, each with what is open of it. Undefined
 * for an invoice that is not known.
 */
export function readSources(
  ledger: Ledger,
  { invoiceId, from, limit }: SourceSlice,
): { rows: SourceRow[]; total: number } | undefined {
  const currency = currencyOf(ledger, invoiceId)
  if (currency === undefined) return undefined
  const { places, itemsBefore, total } = placesFrom(ledger, invoiceId, from, limit)
  const [first, last] = [places.at(0), places.at(-1)]
  if (first === undefined || last === undefined) return { rows: [], total }
  const bounds = [invoiceId, first.item_id, last.item_id]
  const items = byId(ledger.sql<SourceSqlRow>(selectItems).all(...bounds))
  const taxLines = byId(ledger.sql<SourceSqlRow>(selectTaxLines).all(...bounds))
  const impacts = readImpacts(ledger, invoiceId, places)
  let itemNumber = itemsBefore
  const rows = places.map((place) => {
    const isTax = place.is_tax === 1n
    if (!isTax) itemNumber += 1
    const id = isTax ? place.tax_id : place.item_id
    const row = (isTax ? taxLines : items).get(id)
    if (row === undefined) throw new Error(`Source ${id} has gone while it was read`)
    const sourceType = isTax ? 'Tax' : 'InvoiceDetail'
    return sourceRowOf(row, { sourceType, itemNumber, currency, impact: impacts.get(`${sourceType}:${id}`) })
  })
  return { rows, total }
}

function currencyOf(ledger: Ledger, invoiceId: string): string | undefined {
  return ledger.sql<{ currency: string }>('select currency from invoice where id = ?').get(invoiceId)
    ?.currency
}

function byId(rows: readonly SourceSqlRow[]): Map<string, SourceSqlRow> {
  return new Map(rows.map((row) => [row.id, row]))
}

function readImpacts(
  ledger: Ledger,
  invoiceId: string,
  places: readonly SourcePlace[],
): Map<string, ImpactRow> {
  const ids = new Set(places.map((place) => (place.is_tax === 1n ? place.tax_id : place.item_id)))
  const rows = ledger.sql<ImpactRow>(selectImpacts).all(idList(ids), invoiceId)
  return new Map(rows.map((row) => [`${row.source_type}:${row.source_id}`, row]))
}

function sourceRowOf(
  row: SourceSqlRow,
  beside: {
    sourceType: SourceRow['sourceType']
    itemNumber: number
    currency: string
    impact: ImpactRow | undefined
  },
): SourceRow {
  const adjustedMinor = beside.impact?.impact_minor ?? 0n
  return {
    sourceType: beside.sourceType,
    sourceId: row.id,
    itemId: row.item_id,
    itemNumber: beside.itemNumber,
    name: row.name,
    serviceStart: row.service_start,
    serviceEnd: row.service_end,
    processingType: row.processing_type,
    sku: row.sku,
    accountingCode: row.accounting_code,
    amount: formatMinor(row.amount_minor, beside.currency),
    exactAmount: row.amount_exact,
    adjusted: formatMinor(adjustedMinor, beside.currency),
    open: formatMinor(row.amount_minor + adjustedMinor, beside.currency),
    adjustmentCount: Number(beside.impact?.adjustment_count ?? 0n),
    asOf: row.as_of,
  }
}
