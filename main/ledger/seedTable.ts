import type { Ledger } from './database'

// Bulk inserts of the invented company. Imports write facts by comparing; a seed is the first to write.

export interface Origin {
  readonly asOf: string
  readonly importId: string
}

export interface SeedAccount {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly currency: string
}

export interface SeedTaxLine {
  readonly id: string
  readonly name: string
  readonly amountMinor: bigint
  readonly rate: string
  readonly taxCode: string
  readonly jurisdiction: string
  readonly accountingCode: string
}

export interface SeedItem {
  readonly id: string
  readonly name: string
  readonly processingType: 'Charge' | 'Discount'
  readonly appliedToItemId: string
  readonly serviceStart: string
  readonly serviceEnd: string
  readonly amountMinor: bigint
  readonly quantity: string
  readonly unitPrice: string
  readonly unit: string
  readonly sku: string
  readonly subscriptionId: string
  readonly accountingCode: string
  readonly deferredRevenueAccount: string
  readonly recognizedRevenueAccount: string
  readonly taxLines: readonly SeedTaxLine[]
}

export interface SeedAdjustment {
  readonly id: string
  readonly kind: 'IA' | 'IIA'
  readonly number: string
  readonly billingId: string
  readonly sourceType: '' | 'InvoiceDetail' | 'Tax'
  readonly sourceId: string
  readonly type: 'Credit' | 'Charge'
  readonly amountMinor: bigint
  readonly date: string
  readonly reasonCode: string
  readonly referenceId: string
  readonly comment: string
  readonly accountingCode: string
  readonly deferredRevenueAccount: string
  readonly recognizedRevenueAccount: string
  readonly transferred: '' | 'Processing' | 'Yes' | 'Error' | 'Ignore'
  readonly createdBy: string
  /** Moment, UTC. */
  readonly createdDate: string
  /** Moment of the cancel; empty while it is Processed. */
  readonly cancelledDate: string
}

export interface SeedInvoice {
  readonly id: string
  readonly number: string
  readonly accountId: string
  readonly status: 'Posted' | 'Draft' | 'Canceled'
  readonly currency: string
  readonly invoiceDate: string
  readonly dueDate: string
  /** With tax; the sum of items and tax lines. */
  readonly amountMinor: bigint
  readonly taxMinor: bigint
  readonly balanceMinor: bigint
  readonly paidMinor: bigint
  readonly refundedMinor: bigint
  /** Sum of the impacts of its Processed adjustments; contained in the balance. */
  readonly adjustedMinor: bigint
  readonly items: readonly SeedItem[]
  readonly adjustments: readonly SeedAdjustment[]
}

export interface SeedPeriod {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly end: string
  readonly fiscalYear: string
  readonly fiscalQuarter: string
  readonly state: 'Open' | 'Closed'
  readonly hardLocked: boolean
}

export function insertSeedImport(ledger: Ledger, origin: Origin, personId: string, counts: string): void {
  ledger
    .sql('insert into import (id, as_of, committed_at, person_id, files, counts) values (?, ?, ?, ?, ?, ?)')
    .run(origin.importId, origin.asOf, origin.asOf, personId, '[]', counts)
}

export function insertSeedPeriod(ledger: Ledger, period: SeedPeriod): void {
  ledger
    .sql(
      `insert into period (id, name, start_date, end_date, fiscal_year, fiscal_quarter, state, hard_locked)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      period.id,
      period.name,
      period.start,
      period.end,
      period.fiscalYear,
      period.fiscalQuarter,
      period.state,
      period.hardLocked ? 1n : 0n,
    )
}

export function insertSeedAccountingCode(
  ledger: Ledger,
  code: { readonly name: string; readonly type: string; readonly active: boolean },
  origin: Origin,
): void {
  ledger
    .sql('insert into accounting_code (name, type, active, as_of, import_id) values (?, ?, ?, ?, ?)')
    .run(code.name, code.type, code.active ? 1n : 0n, origin.asOf, origin.importId)
}

export function insertSeedAccount(ledger: Ledger, account: SeedAccount, origin: Origin): void {
  ledger
    .sql(
      `insert into account (id, number, name, currency, status, is_placeholder, as_of, import_id)
       values (?, ?, ?, ?, 'Active', 0, ?, ?)`,
    )
    .run(account.id, account.number, account.name, account.currency, origin.asOf, origin.importId)
}

/** One invoice with its items, tax lines and adjustments. Its derived columns are refreshed afterwards. */
export function insertSeedInvoice(ledger: Ledger, invoice: SeedInvoice, origin: Origin): void {
  ledger
    .sql(
      `insert into invoice (id, number, account_id, status, currency, invoice_date, due_date, amount_minor,
         tax_minor, balance_minor, paid_minor, refunded_minor, adjusted_minor, history_as_of, as_of, import_id,
         current_balance_minor)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      invoice.id,
      invoice.number,
      invoice.accountId,
      invoice.status,
      invoice.currency,
      invoice.invoiceDate,
      invoice.dueDate,
      invoice.amountMinor,
      invoice.taxMinor,
      invoice.balanceMinor,
      invoice.paidMinor,
      invoice.refundedMinor,
      invoice.adjustedMinor,
      origin.asOf,
      origin.asOf,
      origin.importId,
      invoice.balanceMinor,
    )
  for (const item of invoice.items) {
    insertItem(ledger, invoice, item, origin)
    for (const line of item.taxLines) insertTaxLine(ledger, invoice, item, line, origin)
  }
  for (const adjustment of invoice.adjustments) insertAdjustment(ledger, invoice, adjustment, origin)
}

function insertItem(ledger: Ledger, invoice: SeedInvoice, item: SeedItem, origin: Origin) {
  let taxMinor = 0n
  for (const line of item.taxLines) taxMinor += line.amountMinor
  ledger
    .sql(
      `insert into item (id, invoice_id, name, processing_type, applied_to_item_id, charge_date, service_start,
         service_end, amount_minor, amount_exact, tax_minor, quantity, unit_price, uom, sku, subscription_id,
         accounting_code, deferred_revenue_account, recognized_revenue_account, receivables_code, as_of, import_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)`,
    )
    .run(
      item.id,
      invoice.id,
      item.name,
      item.processingType,
      item.appliedToItemId,
      invoice.invoiceDate,
      item.serviceStart,
      item.serviceEnd,
      item.amountMinor,
      taxMinor,
      item.quantity,
      item.unitPrice,
      item.unit,
      item.sku,
      item.subscriptionId,
      item.accountingCode,
      item.deferredRevenueAccount,
      item.recognizedRevenueAccount,
      origin.asOf,
      origin.importId,
    )
}

function insertTaxLine(
  ledger: Ledger,
  invoice: SeedInvoice,
  item: SeedItem,
  line: SeedTaxLine,
  origin: Origin,
) {
  ledger
    .sql(
      `insert into tax_line (id, item_id, invoice_id, name, amount_minor, amount_exact, rate, tax_code,
         jurisdiction, accounting_code, receivables_code, as_of, import_id)
       values (?, ?, ?, ?, ?, '', ?, ?, ?, ?, '', ?, ?)`,
    )
    .run(
      line.id,
      item.id,
      invoice.id,
      line.name,
      line.amountMinor,
      line.rate,
      line.taxCode,
      line.jurisdiction,
      line.accountingCode,
      origin.asOf,
      origin.importId,
    )
}

function insertAdjustment(ledger: Ledger, invoice: SeedInvoice, adjustment: SeedAdjustment, origin: Origin) {
  ledger
    .sql(
      `insert or fail into adjustment (id, origin, kind, number, invoice_id, invoice_number, source_type, source_id, type,
         currency, amount_minor, impact_minor, adjustment_date, period_id, reason_code, reference_id, comment,
         accounting_code, deferred_revenue_account, recognized_revenue_account, exclude_from_revenue,
         integration_id, integration_status, sync_date, custom_fields, import_id, recorded_at, recorded_by,
         created_by, created_date)
       values (?, 'imported', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, 0, '', '', '', '{}', ?, ?, ?, ?, ?)`,
    )
    .run(
      adjustment.id,
      adjustment.kind,
      adjustment.number,
      invoice.id,
      invoice.number,
      adjustment.sourceType,
      adjustment.sourceId,
      adjustment.type,
      invoice.currency,
      adjustment.amountMinor,
      adjustment.type === 'Charge' ? adjustment.amountMinor : -adjustment.amountMinor,
      adjustment.date,
      adjustment.reasonCode,
      adjustment.referenceId,
      adjustment.comment,
      adjustment.accountingCode,
      adjustment.deferredRevenueAccount,
      adjustment.recognizedRevenueAccount,
      origin.importId,
      origin.asOf,
      '',
      adjustment.createdBy,
      adjustment.createdDate,
    )
  insertEvent(ledger, adjustment, 'imported', 'create', adjustment.createdDate, origin)
  const isCancelled = adjustment.cancelledDate !== ''
  if (isCancelled) insertEvent(ledger, adjustment, 'cancelled', 'cancel', adjustment.cancelledDate, origin)
  ledger
    .sql(
      `insert into adjustment_state (adjustment_id, number, billing_id, status, reason_code, transferred,
         cancelled_at, cancelled_by, create_landed_at, cancel_landed_at, updated_by, updated_date)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      adjustment.id,
      adjustment.number,
      adjustment.billingId,
      isCancelled ? 'Canceled' : 'Processed',
      adjustment.reasonCode,
      adjustment.transferred,
      isCancelled ? adjustment.cancelledDate : null,
      isCancelled ? adjustment.createdBy : '',
      adjustment.createdDate,
      isCancelled ? adjustment.cancelledDate : null,
      adjustment.createdBy,
      isCancelled ? adjustment.cancelledDate : adjustment.createdDate,
    )
}

function insertEvent(
  ledger: Ledger,
  adjustment: SeedAdjustment,
  event: 'imported' | 'cancelled',
  effect: 'create' | 'cancel',
  at: string,
  origin: Origin,
) {
  ledger
    .sql(
      `insert or fail into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, import_id, detail)
       values (?, ?, ?, ?, '', '', ?, '{}')`,
    )
    .run(adjustment.id, event, effect, at, origin.importId)
}

/** Room for the indexes of a large seed: their ids come in no order. Until the connection is closed. */
export function widenCache(ledger: Ledger): void {
  ledger.database.pragma('cache_size = -400000')
}
