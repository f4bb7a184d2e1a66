import type { Company, CompanyKind, Values } from './company'

// The same facts under the column names of four sources, as each of them writes its values.

export const namings = ['api', 'export', 'label', 'warehouse'] as const
export type Naming = (typeof namings)[number]

export const fileNames: Readonly<Record<CompanyKind, string>> = {
  account: 'accounts.csv',
  accountingCode: 'accounting_codes.csv',
  reasonCode: 'reason_codes.csv',
  period: 'accounting_periods.csv',
  invoice: 'invoices.csv',
  item: 'invoice_items.csv',
  taxLine: 'taxation_items.csv',
  invoiceAdjustment: 'invoice_adjustments.csv',
  invoiceItemAdjustment: 'invoice_item_adjustments.csv',
}

const objects: Readonly<Record<CompanyKind, string>> = {
  account: 'Account',
  accountingCode: 'AccountingCode',
  reasonCode: 'ReasonCode',
  period: 'AccountingPeriod',
  invoice: 'Invoice',
  item: 'InvoiceItem',
  taxLine: 'TaxationItem',
  invoiceAdjustment: 'InvoiceAdjustment',
  invoiceItemAdjustment: 'InvoiceItemAdjustment',
}

type ValueType = 'text' | 'amount' | 'moment' | 'flag'

interface Column {
  readonly field: string
  readonly name: string
  readonly type: ValueType
  /** The object that a data-source export joins it from; its own object by default. */
  readonly joined?: string
  /** Where the warehouse calls it something else than the API. */
  readonly warehouse?: string
}

const text = (field: string, name: string, rest: Partial<Column> = {}): Column => ({
  field,
  name,
  type: 'text',
  ...rest,
})
const amount = (field: string, name: string): Column => ({ field, name, type: 'amount' })
const moment = (field: string, name: string): Column => ({ field, name, type: 'moment' })
const flag = (field: string, name: string): Column => ({ field, name, type: 'flag' })

const adjustmentColumns = (commentName: string, cancelledName: string): Column[] => [
  text('id', 'Id'),
  text('adjustmentNumber', 'AdjustmentNumber'),
  text('accountId', 'AccountId', { joined: 'Account' }),
  text('customerName', 'CustomerName'),
  text('customerNumber', 'CustomerNumber'),
  text('invoiceId', 'InvoiceId'),
  text('invoiceNumber', 'InvoiceNumber'),
  text('type', 'Type'),
  amount('amount', 'Amount'),
  text('adjustmentDate', 'AdjustmentDate'),
  text('reasonCode', 'ReasonCode'),
  text('referenceId', 'ReferenceId'),
  text('comment', commentName),
  text('accountingCode', 'AccountingCode'),
  text('status', 'Status'),
  text('transferredToAccounting', 'TransferredToAccounting'),
  text('cancelledById', 'CancelledById'),
  moment('cancelledOn', cancelledName),
  text('createdById', 'CreatedById'),
  moment('createdDate', 'CreatedDate'),
  text('updatedById', 'UpdatedById'),
  moment('updatedDate', 'UpdatedDate'),
]

const columns: Readonly<Record<CompanyKind, readonly Column[]>> = {
  account: [
    text('id', 'Id'),
    text('accountNumber', 'AccountNumber'),
    text('name', 'Name'),
    text('currency', 'Currency'),
    text('status', 'Status'),
    moment('createdDate', 'CreatedDate'),
    moment('updatedDate', 'UpdatedDate'),
  ],
  accountingCode: [
    text('id', 'Id'),
    text('name', 'Name'),
    text('type', 'Type'),
    flag('active', 'Active'),
    text('glAccountName', 'GLAccountName', { warehouse: 'gl_account_name' }),
    text('glAccountNumber', 'GLAccountNumber', { warehouse: 'gl_account_number' }),
    text('notes', 'Notes'),
  ],
  reasonCode: [
    text('id', 'Id'),
    text('name', 'ReasonCode'),
    flag('active', 'Active'),
    flag('isDefault', 'Default'),
  ],
  period: [
    text('id', 'Id'),
    text('name', 'Name'),
    text('startDate', 'StartDate'),
    text('endDate', 'EndDate'),
    text('fiscalYear', 'FiscalYear'),
    text('fiscalQuarter', 'FiscalQuarter'),
    text('status', 'Status'),
    text('notes', 'Notes'),
  ],
  invoice: [
    text('id', 'Id'),
    text('invoiceNumber', 'InvoiceNumber'),
    text('accountId', 'AccountId'),
    text('accountNumber', 'AccountNumber', { joined: 'Account' }),
    text('currency', 'Currency', { joined: 'Account', warehouse: 'transaction_currency' }),
    text('status', 'Status'),
    text('invoiceDate', 'InvoiceDate'),
    text('dueDate', 'DueDate'),
    text('targetDate', 'TargetDate'),
    moment('postedDate', 'PostedDate'),
    amount('amount', 'Amount'),
    amount('amountWithoutTax', 'AmountWithoutTax'),
    amount('taxAmount', 'TaxAmount'),
    amount('balance', 'Balance'),
    amount('paymentAmount', 'PaymentAmount'),
    amount('refundAmount', 'RefundAmount'),
    amount('adjustmentAmount', 'AdjustmentAmount'),
    text('comments', 'Comments'),
    text('transferredToAccounting', 'TransferredToAccounting'),
    moment('createdDate', 'CreatedDate'),
    moment('updatedDate', 'UpdatedDate'),
  ],
  item: [
    text('id', 'Id'),
    text('invoiceId', 'InvoiceId'),
    text('invoiceNumber', 'InvoiceNumber', { joined: 'Invoice' }),
    text('chargeName', 'ChargeName'),
    amount('chargeAmount', 'ChargeAmount'),
    amount('taxAmount', 'TaxAmount'),
    text('processingType', 'ProcessingType'),
    text('appliedToItemId', 'AppliedToInvoiceItemId'),
    text('accountingCode', 'AccountingCode'),
    text('deferredRevenueAccount', 'DeferredRevenueAccount'),
    text('recognizedRevenueAccount', 'RecognizedRevenueAccount'),
    text('chargeDate', 'ChargeDate'),
    text('serviceStartDate', 'ServiceStartDate'),
    text('serviceEndDate', 'ServiceEndDate'),
    text('quantity', 'Quantity'),
    amount('unitPrice', 'UnitPrice'),
    text('unitOfMeasure', 'UOM', { warehouse: 'uom' }),
    text('sku', 'SKU', { warehouse: 'sku' }),
    text('subscriptionId', 'SubscriptionId'),
    text('taxCode', 'TaxCode'),
    text('taxMode', 'TaxMode'),
    text('currency', 'Currency', { joined: 'Account', warehouse: 'transaction_currency' }),
    moment('createdDate', 'CreatedDate'),
    moment('updatedDate', 'UpdatedDate'),
  ],
  taxLine: [
    text('id', 'Id'),
    text('itemId', 'InvoiceItemId'),
    text('invoiceId', 'InvoiceId', { joined: 'Invoice' }),
    text('name', 'Name'),
    amount('taxAmount', 'TaxAmount'),
    text('taxRate', 'TaxRate'),
    text('taxRateType', 'TaxRateType'),
    text('taxCode', 'TaxCode'),
    text('taxDate', 'TaxDate'),
    text('taxMode', 'TaxMode'),
    text('jurisdiction', 'Jurisdiction'),
    text('accountingCode', 'AccountingCode'),
    text('currency', 'Currency', { joined: 'Account', warehouse: 'transaction_currency' }),
  ],
  invoiceAdjustment: [
    ...adjustmentColumns('Comments', 'CancelledOn'),
    amount('impactAmount', 'ImpactAmount'),
  ],
  invoiceItemAdjustment: [
    ...adjustmentColumns('Comment', 'CancelledDate'),
    text('sourceType', 'SourceType'),
    text('sourceId', 'SourceId'),
    text('invoiceItemName', 'InvoiceItemName'),
    text('serviceStartDate', 'ServiceStartDate'),
    text('serviceEndDate', 'ServiceEndDate'),
    text('deferredRevenueAccount', 'DeferredRevenueAccount'),
    text('recognizedRevenueAccount', 'RecognizedRevenueAccount'),
  ],
}

/** The company's files by name, in one naming. */
export function companyFiles(facts: Company, naming: Naming): Map<string, string> {
  const kinds = Object.keys(fileNames) as CompanyKind[]
  return new Map(kinds.map((kind) => [fileNames[kind], csvOf(kind, facts[kind], naming)]))
}

export function csvOf(kind: CompanyKind, rows: readonly Values[], naming: Naming): string {
  const wanted = columns[kind]
  const header = wanted.map((column) => headerOf(kind, column, naming))
  const cells = rows.map((row) =>
    wanted.map((column) => valueOf(row[column.field] ?? '', column.type, naming)),
  )
  if (naming === 'warehouse') {
    header.splice(1, 0, '_fivetran_deleted', '_fivetran_synced')
    for (const row of cells) row.splice(1, 0, 'FALSE', '2026-11-15 06:30:00.000000')
  }
  return [header, ...cells].map((row) => row.map(quoted).join(',')).join('\n') + '\n'
}

function headerOf(kind: CompanyKind, column: Column, naming: Naming): string {
  switch (naming) {
    case 'api':
      return column.name
    case 'export':
      return joinedName(kind, column)
    case 'label':
      return spaced(column.joined === undefined ? column.name : joinedName(kind, column).replace('.', ''))
    case 'warehouse':
      return column.warehouse ?? spaced(column.name).toLowerCase().replaceAll(' ', '_')
  }
}

/** `Account.AccountNumber`; an id of a joined object is its `Id`. */
function joinedName(kind: CompanyKind, { name, joined }: Column): string {
  if (joined === undefined) return `${objects[kind]}.${name}`
  return `${joined}.${name === `${joined}Id` ? 'Id' : name}`
}

/** `InvoiceNumber` → `Invoice Number`, `AccountAccountNumber` → `Account Number`. */
function spaced(name: string): string {
  return name
    .replace(/^(Account|Invoice)\1/, '$1')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
}

function valueOf(value: string, type: ValueType, naming: Naming): string {
  if (value === '') return ''
  switch (type) {
    case 'text':
      return value
    case 'amount':
      return naming === 'warehouse' && value.includes('.') ? value.replace(/\.?0+$/, '') : value
    case 'moment':
      return momentOf(value, naming)
    case 'flag':
      return flagOf(value === 'true', naming)
  }
}

/** From `2026-11-04T08:30:00.000Z`. */
function momentOf(value: string, naming: Naming): string {
  switch (naming) {
    case 'api':
      return value.replace('Z', '+00:00')
    case 'export':
      return value.replace('.000Z', '+0000')
    case 'label':
      return value.replace('T', ' ').replace('.000Z', '')
    case 'warehouse':
      return value.replace('T', ' ').replace('.000Z', '.000000')
  }
}

function flagOf(value: boolean, naming: Naming): string {
  if (naming === 'label') return value ? 'Yes' : 'No'
  return naming === 'warehouse' ? String(value).toUpperCase() : String(value)
}

function quoted(cell: string): string {
  return /[",\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
