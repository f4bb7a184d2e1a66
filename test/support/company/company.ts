// A small company with sound facts, in the contract's canonical field names: every sum agrees. The files
// of test/fixture/company are this company in four namings.

export type Values = Readonly<Record<string, string>>
export type CompanyKind =
  | 'account'
  | 'accountingCode'
  | 'reasonCode'
  | 'period'
  | 'invoice'
  | 'item'
  | 'taxLine'
  | 'invoiceAdjustment'
  | 'invoiceItemAdjustment'

export type Company = Readonly<Record<CompanyKind, readonly Values[]>>

/** The moment at which these facts were true in the billing system. */
export const companyAsOf = '2026-11-15T06:00:00.000Z'

const digits: Readonly<Record<string, number>> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 }

/** Minor units as text: `123450` of USD is `1234.50`. */
export function amountText(minor: bigint, currency: string): string {
  const places = digits[currency] ?? 2
  const unsigned = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0')
  const text = places === 0 ? unsigned : `${unsigned.slice(0, -places)}.${unsigned.slice(-places)}`
  return minor < 0n ? `-${text}` : text
}

export function amountMinor(text: string): bigint {
  return BigInt(text.replace('.', ''))
}

const accounts: readonly Values[] = [
  account(1, 'Maple & Finch, Inc.', 'USD'),
  account(2, 'Käserei Sonnblick', 'EUR'),
  account(3, '常盤文庫', 'JPY'),
  account(4, 'Gulf Lantern Trading', 'KWD'),
]

function account(number: number, name: string, currency: string): Values {
  return {
    id: hexId('a', number),
    accountNumber: `A-2026-000${number}`,
    name,
    currency,
    status: 'Active',
    createdDate: '2024-03-01T08:00:00.000Z',
    updatedDate: '2026-10-01T08:00:00.000Z',
  }
}

/** 32 hexadecimal digits that say what they belong to. */
function hexId(kind: string, number: number, part = 0): string {
  return `8ad0${kind.padStart(2, '0')}${'0'.repeat(14)}${String(number).padStart(6, '0')}${String(part).padStart(6, '0')}`
}

interface Tax {
  readonly name: string
  readonly rate: string
  readonly perMille: bigint
  readonly code: string
}

const taxes: Readonly<Record<string, readonly Tax[]>> = {
  USD: [
    { name: 'State sales tax', rate: '0.06', perMille: 60n, code: 'SALES' },
    { name: 'County sales tax', rate: '0.015', perMille: 15n, code: 'SALES' },
  ],
  EUR: [{ name: 'VAT', rate: '0.19', perMille: 190n, code: 'VAT-STD' }],
  JPY: [{ name: 'Consumption tax', rate: '0.1', perMille: 100n, code: 'CT-10' }],
  KWD: [],
}

interface InvoiceGiven {
  readonly account: number
  readonly status: string
  readonly date: string
  readonly due: string
  /** Name, then minor units; a negative amount is a discount on the item before it. */
  readonly items: readonly (readonly [string, number])[]
  readonly paid: number
}

const given: readonly InvoiceGiven[] = [
  invoice(1, 'Posted', '2026-10-01', [['Platform, monthly', 120000], ['Named seats', 84000], ['Loyalty discount', -8400], ['Archive storage', 31550], ['Support, gold', 59900]]), // prettier-ignore
  invoice(
    1,
    'Posted',
    '2026-09-01',
    [
      ['Platform, monthly', 120000],
      ['Named seats', 79200],
      ['Set-up', 75000],
    ],
    'all',
  ),
  invoice(1, 'Posted', '2026-10-20', [
    ['Platform, taken back', -60000],
    ['Named seats, taken back', -12000],
  ]),
  invoice(2, 'Posted', '2026-10-05', [['Plattform, monatlich', 99900], ['Lizenzen', 45000], ['Treuerabatt', -4500], ['Speicher „Archiv“', 12345], ['Schulungstag', 110000], ['Schnittstelle; je 1.000', 7777]]), // prettier-ignore
  invoice(
    2,
    'Posted',
    '2026-11-02',
    [
      ['Plattform, monatlich', 99900],
      ['Lizenzen', 47500],
      ['Speicher „Archiv“', 10010],
    ],
    50000,
  ),
  invoice(3, 'Posted', '2026-10-10', [
    ['利用料（月額）', 98000],
    ['座席', 36000],
    ['保管容量', 12345],
    ['研修', 150000],
  ]),
  invoice(4, 'Posted', '2026-10-15', [
    ['Platform, monthly', 152750],
    ['Named seats', 41125],
    ['Archive storage', 9995],
  ]),
  invoice(4, 'Draft', '2026-11-10', [
    ['Platform, monthly', 152750],
    ['Named seats', 41125],
  ]),
]

function invoice(
  accountNumber: number,
  status: string,
  date: string,
  items: InvoiceGiven['items'],
  paid: number | 'all' = 0,
): InvoiceGiven {
  const due = `${date.slice(0, 8)}28`
  return { account: accountNumber, status, date, due, items, paid: paid === 'all' ? -1 : paid }
}

interface AdjustmentGiven {
  readonly kind: 'IA' | 'IIA'
  readonly number: string
  /** Counted from 1, as the item of it and, for a tax, the tax line of that item. */
  readonly invoice: number
  readonly item?: number
  readonly tax?: number
  readonly amount: number
  readonly date: string
  readonly reason: string
  readonly comment: string
  readonly reference?: string
  readonly transferred?: string
  readonly cancelled?: string
}

const adjustmentsGiven: readonly AdjustmentGiven[] = [
  { kind: 'IIA', number: 'IIA-00000501', invoice: 5, item: 1, amount: 1000, date: '2026-11-04', reason: 'Customer Satisfaction', comment: 'Ausfall am 3.11., "kulant"' }, // prettier-ignore
  { kind: 'IIA', number: 'IIA-00000502', invoice: 5, item: 1, tax: 1, amount: 190, date: '2026-11-04', reason: 'Customer Satisfaction', comment: '' }, // prettier-ignore
  { kind: 'IIA', number: 'IIA-00000503', invoice: 5, item: 2, amount: 500, date: '2026-11-05', reason: 'Other', comment: 'Irrtum', cancelled: '2026-11-06T09:00:00.000Z' }, // prettier-ignore
  { kind: 'IIA', number: 'IIA-00000504', invoice: 1, item: 4, amount: 2000, date: '2026-10-12', reason: 'Incorrect Charge', comment: 'Counted twice, see case', reference: 'CASE-7781', transferred: 'Yes' }, // prettier-ignore
  { kind: 'IA', number: 'IA-00000101', invoice: 5, amount: 500, date: '2026-11-07', reason: 'Write-off', comment: 'Remainder of October' }, // prettier-ignore
]

const periods: readonly Values[] = [
  period('July 2026', '2026-07-01', '2026-07-31', '3', 'Closed'),
  period('August 2026', '2026-08-01', '2026-08-31', '3', 'Closed'),
  period('September 2026', '2026-09-01', '2026-09-30', '3', 'Closed'),
  period('October 2026', '2026-10-01', '2026-10-31', '4', 'Closed'),
  period('November 2026', '2026-11-01', '2026-11-30', '4', 'Open'),
  // The last period of a billing system has no end yet, so today is always in an open one.
  period('December 2026 and later', '2026-12-01', '2099-12-31', '4', 'Open'),
]

function period(
  name: string,
  startDate: string,
  endDate: string,
  fiscalQuarter: string,
  status: string,
): Values {
  const id = hexId('9d', Number(startDate.slice(2, 4) + startDate.slice(5, 7)))
  return { id, name, startDate, endDate, fiscalYear: '2026', fiscalQuarter, status, notes: '' }
}

const accountingCodes: readonly Values[] = [
  ['Accounts Receivable', 'AccountsReceivable', '1200', 'true'],
  ['Subscription Revenue', 'SalesRevenue', '4000', 'true'],
  ['Deferred Revenue', 'DeferredRevenue', '2400', 'true'],
  ['Sales Discounts', 'SalesDiscounts', '4090', 'true'],
  ['Sales Tax Payable', 'SalesTaxPayable', '2200', 'true'],
  ['Sales Adjustments', 'OtherRevenue', '4900', 'true'],
  ['Hardware Revenue', 'SalesRevenue', '4500', 'false'],
].map(([name = '', type = '', number = '', active = ''], index) => ({
  id: hexId('c0', index + 1),
  name,
  type,
  active,
  glAccountName: name,
  glAccountNumber: number,
  notes: '',
}))

const reasonCodes: readonly Values[] = [
  ['Standard Adjustment', 'true', 'true'],
  ['Customer Satisfaction', 'true', 'false'],
  ['Incorrect Charge', 'true', 'false'],
  ['Write-off', 'true', 'false'],
  ['Other', 'true', 'false'],
  ['Promotion 2019', 'false', 'false'],
].map(([name = '', active = '', isDefault = ''], index) => ({
  id: hexId('50', index + 1),
  name,
  active,
  isDefault,
}))

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

/** Half up, which is away from zero at the half. */
function taxOf(minor: bigint, perMille: bigint): bigint {
  const unsigned = ((minor < 0n ? -minor : minor) * perMille * 2n + 1000n) / 2000n
  return minor < 0n ? -unsigned : unsigned
}

export const company: Company = build()

function build(): Company {
  const items: Values[] = []
  const taxLines: Values[] = []
  const adjustments = adjustmentsGiven.map(adjustmentOf)
  const invoices = given.map((invoiceGiven, index) => {
    const number = index + 1
    const own = itemsOf(invoiceGiven, number)
    items.push(...own.items)
    taxLines.push(...own.taxLines)
    return invoiceOf(invoiceGiven, number, own)
  })
  return {
    account: accounts,
    accountingCode: accountingCodes,
    reasonCode: reasonCodes,
    period: periods,
    invoice: invoices,
    item: items,
    taxLine: taxLines,
    invoiceAdjustment: adjustments.filter(({ sourceId }) => sourceId === undefined),
    invoiceItemAdjustment: adjustments.filter(({ sourceId }) => sourceId !== undefined),
  }
}

function currencyOf(invoiceGiven: InvoiceGiven | undefined): string {
  return accounts[(invoiceGiven?.account ?? 1) - 1]?.['currency'] ?? 'USD'
}

function invoiceNumber(number: number): string {
  return `INV0007100${number}`
}

function itemsOf(invoiceGiven: InvoiceGiven, number: number) {
  const currency = currencyOf(invoiceGiven)
  const isNegative = invoiceGiven.items.every(([, amount]) => amount < 0)
  const taxLines: Values[] = []
  const items = invoiceGiven.items.map(([name, amount], index): Values => {
    const id = hexId('17', number, index + 1)
    const minor = BigInt(amount)
    const isDiscount = minor < 0n && !isNegative
    const own = (taxes[currency] ?? []).map((tax, place) =>
      taxLineOf(tax, minor, { itemId: id, invoice: number, currency, place: index * 10 + place + 1 }),
    )
    taxLines.push(...own)
    return {
      id,
      invoiceId: hexId('1', number),
      invoiceNumber: invoiceNumber(number),
      chargeName: name,
      chargeAmount: amountText(minor, currency),
      taxAmount: amountText(sum(own.map((line) => amountMinor(line['taxAmount'] ?? '0'))), currency),
      processingType: isDiscount ? 'Discount' : 'Charge',
      appliedToItemId: isDiscount ? hexId('17', number, index) : '',
      accountingCode: isDiscount ? 'Sales Discounts' : 'Subscription Revenue',
      deferredRevenueAccount: isDiscount ? '' : 'Deferred Revenue',
      recognizedRevenueAccount: isDiscount ? '' : 'Subscription Revenue',
      chargeDate: invoiceGiven.date,
      serviceStartDate: `${invoiceGiven.date.slice(0, 8)}01`,
      serviceEndDate: `${invoiceGiven.date.slice(0, 8)}28`,
      quantity: '1',
      unitPrice: amountText(minor, currency),
      unitOfMeasure: 'Each',
      sku: `SKU-0000000${index + 1}`,
      subscriptionId: hexId('5b', invoiceGiven.account),
      taxCode: own[0]?.['taxCode'] ?? '',
      taxMode: own.length === 0 ? '' : 'TaxExclusive',
      currency,
      createdDate: `${invoiceGiven.date}T05:00:00.000Z`,
      updatedDate: `${invoiceGiven.date}T05:00:00.000Z`,
    }
  })
  return { items, taxLines }
}

function taxLineOf(
  tax: Tax,
  minor: bigint,
  place: { itemId: string; invoice: number; currency: string; place: number },
): Values {
  return {
    id: hexId('7a', place.invoice, place.place),
    itemId: place.itemId,
    invoiceId: hexId('1', place.invoice),
    name: tax.name,
    taxAmount: amountText(taxOf(minor, tax.perMille), place.currency),
    taxRate: tax.rate,
    taxRateType: 'Percentage',
    taxCode: tax.code,
    taxDate: given[place.invoice - 1]?.date ?? '',
    taxMode: 'TaxExclusive',
    jurisdiction: 'National',
    accountingCode: 'Sales Tax Payable',
    currency: place.currency,
  }
}

function invoiceOf(
  invoiceGiven: InvoiceGiven,
  number: number,
  own: { readonly items: readonly Values[]; readonly taxLines: readonly Values[] },
): Values {
  const currency = currencyOf(invoiceGiven)
  const net = sum(own.items.map((item) => amountMinor(item['chargeAmount'] ?? '0')))
  const tax = sum(own.taxLines.map((line) => amountMinor(line['taxAmount'] ?? '0')))
  const adjusted = -BigInt(
    adjustmentsGiven
      .filter((adjustment) => adjustment.invoice === number && adjustment.cancelled === undefined)
      .reduce((total, adjustment) => total + adjustment.amount, 0),
  )
  const paid = invoiceGiven.paid === -1 ? net + tax + adjusted : BigInt(invoiceGiven.paid)
  const text = (minor: bigint) => amountText(minor, currency)
  return {
    id: hexId('1', number),
    invoiceNumber: invoiceNumber(number),
    accountId: hexId('a', invoiceGiven.account),
    accountNumber: `A-2026-000${invoiceGiven.account}`,
    currency,
    status: invoiceGiven.status,
    invoiceDate: invoiceGiven.date,
    dueDate: invoiceGiven.due,
    targetDate: invoiceGiven.date,
    postedDate: invoiceGiven.status === 'Posted' ? `${invoiceGiven.date}T06:00:00.000Z` : '',
    amount: text(net + tax),
    amountWithoutTax: text(net),
    taxAmount: text(tax),
    balance: text(net + tax - paid + adjusted),
    paymentAmount: text(paid),
    refundAmount: text(0n),
    adjustmentAmount: text(adjusted),
    comments: number === 4 ? 'Zahlbar ohne Abzug; siehe "Anlage 2"' : '',
    transferredToAccounting: 'No',
    createdDate: `${invoiceGiven.date}T05:00:00.000Z`,
    updatedDate: `${invoiceGiven.date}T06:00:00.000Z`,
  }
}

function adjustmentOf(adjustment: AdjustmentGiven, index: number): Values {
  const invoiceGiven = given[adjustment.invoice - 1]
  const currency = currencyOf(invoiceGiven)
  const createdDate = `${adjustment.date}T08:30:00.000Z`
  const customer = accounts[(invoiceGiven?.account ?? 1) - 1]
  const common: Values = {
    id: hexId(adjustment.kind === 'IA' ? '1a' : '11', index + 1),
    adjustmentNumber: adjustment.number,
    accountId: customer?.['id'] ?? '',
    customerName: customer?.['name'] ?? '',
    customerNumber: customer?.['accountNumber'] ?? '',
    invoiceId: hexId('1', adjustment.invoice),
    invoiceNumber: invoiceNumber(adjustment.invoice),
    type: 'Credit',
    amount: amountText(BigInt(adjustment.amount), currency),
    adjustmentDate: adjustment.date,
    reasonCode: adjustment.reason,
    referenceId: adjustment.reference ?? '',
    comment: adjustment.comment,
    status: adjustment.cancelled === undefined ? 'Processed' : 'Canceled',
    cancelledById: adjustment.cancelled === undefined ? '' : hexId('e', 1),
    cancelledOn: adjustment.cancelled ?? '',
    createdById: hexId('e', 1),
    createdDate,
    updatedById: hexId('e', 1),
    updatedDate: adjustment.cancelled ?? createdDate,
    transferredToAccounting: adjustment.transferred ?? '',
  }
  if (adjustment.item === undefined) {
    const impactAmount = amountText(-BigInt(adjustment.amount), currency)
    return { ...common, accountingCode: 'Sales Adjustments', impactAmount }
  }
  return { ...common, ...sourceOf(adjustment, adjustment.item) }
}

function sourceOf(adjustment: AdjustmentGiven, item: number): Values {
  const invoiceGiven = given[adjustment.invoice - 1]
  const isTax = adjustment.tax !== undefined
  const month = invoiceGiven?.date.slice(0, 8) ?? ''
  return {
    sourceType: isTax ? 'Tax' : 'InvoiceDetail',
    sourceId: isTax
      ? hexId('7a', adjustment.invoice, (item - 1) * 10 + (adjustment.tax ?? 1))
      : hexId('17', adjustment.invoice, item),
    invoiceItemName: invoiceGiven?.items[item - 1]?.[0] ?? '',
    serviceStartDate: `${month}01`,
    serviceEndDate: `${month}28`,
    accountingCode: isTax ? 'Sales Tax Payable' : 'Subscription Revenue',
    deferredRevenueAccount: isTax ? '' : 'Deferred Revenue',
    recognizedRevenueAccount: isTax ? '' : 'Subscription Revenue',
  }
}
