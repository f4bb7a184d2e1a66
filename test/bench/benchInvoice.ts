import { createHash } from 'node:crypto'
import { refreshBalances } from '../../main/ledger/balanceTable'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { insertSeedInvoice, type SeedInvoice, type SeedItem } from '../../main/ledger/seedTable'

// Invoices of which every item is open, so that any of them can be credited.

const asOf = '2026-11-01T00:00:00.000Z'
const origin = { asOf, importId: 'BENCH' }
const itemAmountMinor = 10_000n

export interface BenchInvoice {
  readonly id: string
  readonly itemIds: readonly string[]
}

/** Posted invoices in USD with so many items of 100.00 each, on the first account of the ledger. */
export function insertInvoices(ledger: Ledger, count: number, itemsEach: number): BenchInvoice[] {
  const account = ledger
    .sql<{ id: string }>("select id from account where currency = 'USD' order by number limit 1")
    .get()
  if (account === undefined) throw new Error('The ledger has no account in USD')
  const invoices = Array.from({ length: count }, (_, index) => invoiceOf(account.id, itemsEach, index))
  inTransaction(ledger, () => {
    for (const invoice of invoices) insertSeedInvoice(ledger, invoice, origin)
    refreshBalances(ledger, new Set(invoices.map(({ id }) => id)))
  })
  return invoices.map(({ id, items }) => ({ id, itemIds: items.map((item) => item.id) }))
}

function invoiceOf(accountId: string, itemCount: number, index: number): SeedInvoice {
  const number = `BENCH${itemCount}-${String(index).padStart(6, '0')}`
  const amountMinor = itemAmountMinor * BigInt(itemCount)
  return {
    id: idOf(number),
    number,
    accountId,
    status: 'Posted',
    currency: 'USD',
    invoiceDate: '2026-10-15',
    dueDate: '2026-11-15',
    amountMinor,
    taxMinor: 0n,
    balanceMinor: amountMinor,
    paidMinor: 0n,
    refundedMinor: 0n,
    adjustedMinor: 0n,
    items: Array.from({ length: itemCount }, (_, place) => itemOf(`${number}/${place}`)),
    adjustments: [],
  }
}

function itemOf(key: string): SeedItem {
  return {
    id: idOf(key),
    name: 'Platform fee, monthly',
    processingType: 'Charge',
    appliedToItemId: '',
    serviceStart: '2026-10-01',
    serviceEnd: '2026-10-31',
    amountMinor: itemAmountMinor,
    quantity: '1',
    unitPrice: '100.00',
    unit: 'Each',
    sku: 'PLT-100',
    subscriptionId: 'A-S00000001',
    accountingCode: 'Subscription Revenue',
    deferredRevenueAccount: 'Deferred Revenue',
    recognizedRevenueAccount: '',
    taxLines: [],
  }
}

/** 32 hexadecimal characters, as the billing system's ids are. */
export function idOf(text: string): string {
  return createHash('md5').update(text).digest('hex')
}
