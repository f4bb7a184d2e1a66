import type { InvoiceView } from '@contract/invoice'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../engine/money/amount'
import type { Ledger } from './database'
import { invoiceColumns, invoiceRowOf, type InvoiceSqlRow } from './invoiceTable'

interface InvoiceFactRow extends InvoiceSqlRow {
  paid_minor: bigint
  refunded_minor: bigint
  adjusted_minor: bigint | null
  pending_minor: bigint
  balance_minor: bigint
  as_of: string
  history_as_of: string | null
  tax_minor: bigint
  items_minor: bigint | null
  taxes_minor: bigint | null
  tax_line_count: bigint
}

const selectInvoice = `
  select ${invoiceColumns}, i.paid_minor, i.refunded_minor, i.adjusted_minor, i.pending_minor,
    i.balance_minor, i.tax_minor, i.as_of, i.history_as_of,
    (select sum(m.amount_minor) from item m where m.invoice_id = i.id) as items_minor,
    (select sum(t.amount_minor) from tax_line t where t.invoice_id = i.id) as taxes_minor,
    (select count(*) from tax_line t where t.invoice_id = i.id) as tax_line_count
  from invoice i join account c on c.id = i.account_id
  where i.id = ?`

/** The invoice page's header facts, with what does not agree about them as warnings. */
export function findInvoiceView(ledger: Ledger, invoiceId: string): InvoiceView | undefined {
  const row = ledger.sql<InvoiceFactRow>(selectInvoice).get(invoiceId)
  if (row === undefined) return undefined
  const money = (minor: bigint) => formatMinor(minor, row.currency)
  return {
    ...invoiceRowOf(row),
    paid: money(row.paid_minor),
    refunded: money(row.refunded_minor),
    importedBalance: money(row.balance_minor),
    asOf: row.as_of,
    historyVerified: row.history_as_of !== null,
    taxLineCount: Number(row.tax_line_count),
    warnings: warningsOf(row),
  }
}

function warningsOf(row: InvoiceFactRow): Rejection[] {
  const at = `invoices/${row.id}`
  const warnings: Rejection[] = []
  const money = (minor: bigint) => formatMinor(minor, row.currency)
  const disagree = (field: string, expected: bigint, found: bigint) => {
    if (expected === found) return
    warnings.push(
      rejection('facts_disagree', `${at}/${field}`, {
        field,
        expected: money(expected),
        found: money(found),
        difference: money(found - expected),
        currency: row.currency,
      }),
    )
  }
  // Without tax lines the header's tax counts; an invoice without any item proves nothing.
  if (row.items_minor !== null) {
    disagree('amount', row.items_minor + (row.taxes_minor ?? row.tax_minor), row.amount_minor)
  }
  disagree('balance', expectedBalance(row), row.balance_minor)
  if (row.history_as_of === null) {
    warnings.push(rejection('history_unverified', at, { invoice: row.number }))
  }
  return warnings
}

/**
 * What the imported balance should be by its own facts. A file without a sum of adjustments leaves those
 * that are known here and that the balance contains already.
 */
function expectedBalance(row: InvoiceFactRow): bigint {
  const adjusted = row.adjusted_minor ?? row.adjustment_impact_minor - row.pending_minor
  return row.amount_minor - row.paid_minor + row.refunded_minor + adjusted
}
