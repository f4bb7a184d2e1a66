import type { Ledger } from '../../main/ledger/database'
import { formatMinor } from '../../main/engine/money/amount'
import { controller, preparer, reviewer } from './tempLedger'

// A small company, written straight into the tables of facts. Amounts are given in minor units.

const asOf = '2026-11-15T00:00:00.000Z'
const importId = 'IMPORT0'

export interface ItemGiven {
  readonly id: string
  readonly amount: number
  readonly name?: string
  readonly tax?: readonly { readonly id: string; readonly amount: number }[]
  readonly accountingCode?: string
  readonly deferred?: string
}

export interface InvoiceGiven {
  readonly id: string
  readonly number?: string
  readonly accountId?: string
  readonly currency?: string
  readonly status?: string
  readonly date?: string
  /** The amount less this is the balance. */
  readonly paid?: number
  readonly items: readonly ItemGiven[]
  readonly asOf?: string
}

/** The three people of tempLedger.ts, accounting codes, reason codes, periods of 2026 (October and before closed, August hard-locked), one account. */
export function aCompany(ledger: Ledger): void {
  const code = ledger.sql('insert into accounting_code values (?, ?, ?, ?, ?)')
  for (const [name, type, active] of codes) code.run(name, type, BigInt(active), asOf, importId)
  const reason = ledger.sql('insert into reason_code values (?, ?, ?, ?, ?, ?, ?)')
  for (const [name, active, isDefault] of reasons) {
    reason.run(name, BigInt(active), BigInt(isDefault), 'original_or_first_open', '', asOf, importId)
  }
  for (const person of [preparer, reviewer, controller]) {
    ledger
      .sql('insert into person values (?, ?, ?)')
      .run(person.id, person.name, JSON.stringify(person.rights))
  }
  for (let month = 1; month <= 12; month += 1) insertPeriod(ledger, month)
  anAccount(ledger, 'A1', 'ACC-1', 'Acme')
}

const codes = [
  ['Accounts Receivable', 'AccountsReceivable', 1],
  ['Adjustments', 'SalesRevenue', 1],
  ['Revenue', 'SalesRevenue', 1],
  ['Deferred', 'DeferredRevenue', 1],
  ['Tax Payable', 'SalesTaxPayable', 1],
  ['Old Code', 'SalesRevenue', 0],
] as const

const reasons = [
  ['Standard Adjustment', 1, 1],
  ['Incorrect Charge', 1, 0],
  ['Write-off', 1, 0],
  ['Retired Reason', 0, 0],
] as const

function insertPeriod(ledger: Ledger, month: number) {
  const text = String(month).padStart(2, '0')
  const lastDay = new Date(Date.UTC(2026, month, 0)).getUTCDate()
  ledger
    .sql('insert into period values (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      `P2026-${text}`,
      `2026-${text}`,
      `2026-${text}-01`,
      `2026-${text}-${lastDay}`,
      '2026',
      `Q${Math.ceil(month / 3)}`,
      month <= 10 ? 'Closed' : 'Open',
      month <= 8 ? 1n : 0n,
    )
}

export function anAccount(ledger: Ledger, id: string, number: string, name: string): void {
  ledger
    .sql(
      `insert into account (id, number, name, currency, status, is_placeholder, as_of, import_id)
       values (?, ?, ?, 'USD', 'Active', 0, ?, ?)`,
    )
    .run(id, number, name, asOf, importId)
}

export function anInvoice(ledger: Ledger, given: InvoiceGiven): void {
  const tax = given.items.flatMap((item) => item.tax ?? []).reduce((sum, line) => sum + line.amount, 0)
  const amount = given.items.reduce((sum, item) => sum + item.amount, tax)
  const balance = BigInt(amount - (given.paid ?? 0))
  ledger
    .sql(
      `insert into invoice (id, number, account_id, status, currency, invoice_date, due_date, amount_minor,
         tax_minor, balance_minor, paid_minor, refunded_minor, adjusted_minor, history_as_of, as_of, import_id,
         current_balance_minor)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?)`,
    )
    .run(
      given.id,
      given.number ?? `INV-${given.id}`,
      given.accountId ?? 'A1',
      given.status ?? 'Posted',
      given.currency ?? 'USD',
      given.date ?? '2026-11-01',
      given.date ?? '2026-11-01',
      BigInt(amount),
      BigInt(tax),
      balance,
      BigInt(given.paid ?? 0),
      given.asOf ?? asOf,
      given.asOf ?? asOf,
      importId,
      balance,
    )
  for (const item of given.items) insertItem(ledger, given, item)
}

function insertItem(ledger: Ledger, invoice: InvoiceGiven, item: ItemGiven) {
  const tax = item.tax ?? []
  ledger
    .sql(
      `insert into item (id, invoice_id, name, processing_type, applied_to_item_id, charge_date, service_start,
         service_end, amount_minor, amount_exact, tax_minor, quantity, unit_price, uom, sku, subscription_id,
         accounting_code, deferred_revenue_account, recognized_revenue_account, receivables_code, as_of, import_id)
       values (?, ?, ?, 'Charge', '', ?, '2026-11-01', '2026-11-30', ?, '', ?, '1', ?, '', '', '', ?, ?, '', '', ?, ?)`,
    )
    .run(
      item.id,
      invoice.id,
      item.name ?? `Item ${item.id}`,
      invoice.date ?? '2026-11-01',
      BigInt(item.amount),
      BigInt(tax.reduce((sum, line) => sum + line.amount, 0)),
      formatMinor(BigInt(item.amount), invoice.currency ?? 'USD'),
      item.accountingCode ?? 'Revenue',
      item.deferred ?? '',
      invoice.asOf ?? asOf,
      importId,
    )
  for (const line of tax) {
    ledger
      .sql(
        `insert into tax_line (id, item_id, invoice_id, name, amount_minor, amount_exact, rate, tax_code,
           jurisdiction, accounting_code, receivables_code, as_of, import_id)
         values (?, ?, ?, 'Tax', ?, '', '', '', '', 'Tax Payable', '', ?, ?)`,
      )
      .run(line.id, item.id, invoice.id, BigInt(line.amount), invoice.asOf ?? asOf, importId)
  }
}
