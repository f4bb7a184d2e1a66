import { sourceKey, type AdjustmentFact, type SourceFact } from '../engine/fact'
import { impactOf } from '../engine/money/amount'
import type { Ledger } from './database'
import { idList } from './idList'

interface SourceFactRow {
  id: string
  invoice_id: string
  name: string
  amount_minor: bigint
  adjusted_minor: bigint
  accounting_code: string
  deferred_revenue_account: string
  recognized_revenue_account: string
  receivables_code: string
}

/** Impacts of the Processed adjustments of a source, each counted once; what was refused takes no part. */
function adjustedMinor(table: 'item' | 'tax_line', sourceType: SourceFact['type']): string {
  return `coalesce((select sum(a.impact_minor) from adjustment a
      join adjustment_state s on s.adjustment_id = a.id
      where a.source_id = ${table}.id and a.source_type = '${sourceType}' and s.status = 'Processed'
        and s.is_refused = 0 and s.is_deleted = 0), 0) as adjusted_minor`
}

const selectItems = (adjusted: string) => `select id, invoice_id, name, amount_minor, accounting_code,
    deferred_revenue_account, recognized_revenue_account, receivables_code, ${adjusted} from item`
const selectTaxLines = (adjusted: string) => `select id, invoice_id, name, amount_minor, accounting_code,
    '' as deferred_revenue_account, '' as recognized_revenue_account, receivables_code, ${adjusted} from tax_line`

const byId = '0 as adjusted_minor'
const selectItemsById = `${selectItems(byId)} where id in (select value from json_each(?))`
const selectTaxLinesById = `${selectTaxLines(byId)} where id in (select value from json_each(?))`
const selectItemsOfInvoice = `${selectItems(adjustedMinor('item', 'InvoiceDetail'))} where invoice_id = ? order by id`
const selectTaxLinesOfInvoice = `${selectTaxLines(adjustedMinor('tax_line', 'Tax'))} where invoice_id = ? order by item_id, id`

/**
 * Items and tax lines by `TYPE:ID`, with what is open on each. One seek per source: `adjustments` hold all that
 * stand on these sources.
 */
export function loadSourceFacts(
  ledger: Ledger,
  wanted: { readonly itemIds: Iterable<string>; readonly taxLineIds: Iterable<string> },
  adjustments: Iterable<AdjustmentFact>,
): Map<string, SourceFact> {
  const facts = new Map<string, SourceFact>()
  const adjusted = impactsBySource(adjustments)
  const items = ledger.sql<SourceFactRow>(selectItemsById).all(idList(wanted.itemIds))
  const taxLines = ledger.sql<SourceFactRow>(selectTaxLinesById).all(idList(wanted.taxLineIds))
  collect(facts, 'InvoiceDetail', items, adjusted)
  collect(facts, 'Tax', taxLines, adjusted)
  return facts
}

/** What Processed adjustments do to each source, in minor units by `TYPE:ID`. */
function impactsBySource(adjustments: Iterable<AdjustmentFact>): ReadonlyMap<string, bigint> {
  const impacts = new Map<string, bigint>()
  for (const { status, sourceType, sourceId, type, amountMinor } of adjustments) {
    if (status !== 'Processed' || sourceType === '') continue
    const key = sourceKey(sourceType, sourceId)
    impacts.set(key, (impacts.get(key) ?? 0n) + impactOf(type, amountMinor))
  }
  return impacts
}

/** All sources of one invoice in the order of the grid: each item, then its tax lines. */
export function loadSourcesOfInvoice(ledger: Ledger, invoiceId: string): SourceFact[] {
  const items = new Map<string, SourceFact>()
  const taxLines = new Map<string, SourceFact>()
  collect(items, 'InvoiceDetail', ledger.sql<SourceFactRow>(selectItemsOfInvoice).all(invoiceId))
  collect(taxLines, 'Tax', ledger.sql<SourceFactRow>(selectTaxLinesOfInvoice).all(invoiceId))
  const itemOf = ledger
    .sql<{ id: string; item_id: string }>(
      'select id, item_id from tax_line where invoice_id = ? order by item_id, id',
    )
    .all(invoiceId)
  const ordered: SourceFact[] = []
  let next = 0
  for (const item of items.values()) {
    ordered.push(item)
    for (; itemOf[next]?.item_id === item.id; next += 1) {
      const taxLine = taxLines.get(sourceKey('Tax', itemOf[next]?.id ?? ''))
      if (taxLine !== undefined) ordered.push(taxLine)
    }
  }
  return ordered
}

function collect(
  facts: Map<string, SourceFact>,
  type: SourceFact['type'],
  rows: readonly SourceFactRow[],
  adjusted: ReadonlyMap<string, bigint> = new Map(),
) {
  for (const row of rows) {
    const key = sourceKey(type, row.id)
    facts.set(key, {
      id: row.id,
      type,
      invoiceId: row.invoice_id,
      name: row.name,
      amountMinor: row.amount_minor,
      openMinor: row.amount_minor + (adjusted.get(key) ?? row.adjusted_minor),
      accountingCode: row.accounting_code,
      deferredRevenueAccount: row.deferred_revenue_account,
      recognizedRevenueAccount: row.recognized_revenue_account,
      receivablesCode: row.receivables_code,
    })
  }
}

export interface FoundSource {
  readonly type: SourceFact['type']
  readonly id: string
  readonly invoiceId: string
  readonly name: string
}

/** Items and tax lines of these invoices by their id or, ignoring case, by an item's name. */
export function findSources(
  ledger: Ledger,
  invoiceIds: Iterable<string>,
  idsOrNames: Iterable<string>,
): readonly FoundSource[] {
  const wanted = [...idsOrNames]
  return ledger
    .sql<FoundSource>(
      `select 'InvoiceDetail' as type, id, invoice_id as invoiceId, name from item
       where invoice_id in (select value from json_each(@invoiceIds))
         and (id in (select value from json_each(@ids)) or lower(name) in (select value from json_each(@names)))
       union all
       select 'Tax', id, invoice_id, name from tax_line
       where invoice_id in (select value from json_each(@invoiceIds)) and id in (select value from json_each(@ids))`,
    )
    .all({
      invoiceIds: idList(invoiceIds),
      ids: idList(wanted),
      names: idList(wanted.map((name) => name.toLowerCase())),
    })
}
