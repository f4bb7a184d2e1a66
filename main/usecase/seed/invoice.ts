import { addDays, addMonths, lastDayOfMonth } from '../../engine/calendar/day'
import { formatMinor } from '../../engine/money/amount'
import type { SeedInvoice, SeedItem, SeedTaxLine } from '../../ledger/seedTable'
import type { Market, Product, Tax } from './company'
import { products } from './company'
import { historyOf, type Numbering } from './history'
import type { InvoicePlan } from './invoicePlan'
import { billingId, type Random } from './random'

/** Items per invoice in turn: six on average, and some invoices longer than a screen. */
const itemCounts = [2, 5, 6, 7, 10] as const

/** One invoice whose sums agree: amount = items + tax lines, balance = amount − paid + refunded + adjusted. */
export function invoiceOf(plan: InvoicePlan, random: Random, numbering: Numbering): SeedInvoice {
  const isNegative = plan.index % 20 === 13
  const items = itemsOf(plan, isNegative, random)
  const netMinor = sum(items.map((item) => item.amountMinor))
  const taxMinor = sum(items.flatMap((item) => item.taxLines.map((line) => line.amountMinor)))
  const amountMinor = netMinor + taxMinor
  const status = plan.index % 50 === 27 ? 'Draft' : plan.index % 125 === 99 ? 'Canceled' : 'Posted'
  const adjustments = status === 'Posted' ? historyOf({ ...plan, items, amountMinor }, random, numbering) : []
  const adjustedMinor = sum(
    adjustments
      .filter((adjustment) => adjustment.cancelledDate === '')
      .map((adjustment) => (adjustment.type === 'Charge' ? adjustment.amountMinor : -adjustment.amountMinor)),
  )
  const dueMinor = amountMinor + adjustedMinor
  const { paidMinor, refundedMinor } = paymentOf(status === 'Posted' ? dueMinor : 0n, plan.market, random)
  return {
    id: billingId(random),
    number: `TRN${String(plan.index + 1).padStart(8, '0')}`,
    accountId: plan.account.id,
    status,
    currency: plan.market.currency,
    invoiceDate: plan.invoiceDate,
    dueDate: addDays(plan.invoiceDate, 30),
    amountMinor,
    taxMinor,
    balanceMinor: dueMinor - paidMinor + refundedMinor,
    paidMinor,
    refundedMinor,
    adjustedMinor,
    items,
    adjustments,
  }
}

/** Two of five are fully paid, some in part, a few were paid and got some of it back. */
function paymentOf(dueMinor: bigint, market: Market, random: Random) {
  const share = random.below(100)
  if (dueMinor <= 0n || share < 40) return { paidMinor: 0n, refundedMinor: 0n }
  if (share < 80) return { paidMinor: dueMinor, refundedMinor: 0n }
  const part = toStep(dueMinor / 3n, market.stepMinor)
  return share < 95 ? { paidMinor: part, refundedMinor: 0n } : { paidMinor: dueMinor, refundedMinor: part }
}

function itemsOf(plan: InvoicePlan, isNegative: boolean, random: Random): SeedItem[] {
  const count = itemCounts[plan.index % itemCounts.length] ?? 6
  const subscriptionId = billingId(random)
  const items: SeedItem[] = []
  while (items.length < count) {
    const item = itemOf(plan, random.pick(products), isNegative, subscriptionId, random)
    items.push(item)
    if (!isNegative && items.length < count && random.percent(18)) items.push(discountOf(plan, item, random))
  }
  return items
}

function itemOf(
  plan: InvoicePlan,
  product: Product,
  isNegative: boolean,
  subscriptionId: string,
  random: Random,
): SeedItem {
  const { market } = plan
  const quantity = BigInt(1 + random.below(product.mostUnits))
  const unitMinor = priceIn(market, product.priceCents)
  const unsigned = unitMinor * quantity
  const start = addMonths(
    `${plan.invoiceDate.slice(0, 7)}-01`,
    product.deferredRevenueAccount === '' ? -1 : 0,
  )
  return {
    id: billingId(random),
    name: isNegative ? `${product.name}, taken back` : product.name,
    processingType: 'Charge',
    appliedToItemId: '',
    serviceStart: start,
    serviceEnd: lastDayOfMonth(start),
    amountMinor: isNegative ? -unsigned : unsigned,
    quantity: String(isNegative ? -quantity : quantity),
    unitPrice: formatMinor(unitMinor, market.currency),
    unit: product.unit,
    sku: product.sku,
    subscriptionId,
    accountingCode: product.accountingCode,
    deferredRevenueAccount: product.deferredRevenueAccount,
    recognizedRevenueAccount: product.deferredRevenueAccount === '' ? '' : product.accountingCode,
    taxLines: random.percent(20) ? [] : taxLinesOf(isNegative ? -unsigned : unsigned, market, random),
  }
}

function discountOf(plan: InvoicePlan, item: SeedItem, random: Random): SeedItem {
  const amountMinor = -toStep(item.amountMinor / 10n, plan.market.stepMinor)
  return {
    ...item,
    id: billingId(random),
    name: 'Loyalty discount 10 %',
    processingType: 'Discount',
    appliedToItemId: item.id,
    amountMinor,
    quantity: '1',
    unitPrice: formatMinor(amountMinor, plan.market.currency),
    unit: 'Each',
    sku: 'DSC-900',
    accountingCode: 'Sales Discounts',
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
    taxLines: item.taxLines.length === 0 ? [] : taxLinesOf(amountMinor, plan.market, random),
  }
}

function taxLinesOf(amountMinor: bigint, market: Market, random: Random): SeedTaxLine[] {
  return market.taxes.map((tax) => ({
    id: billingId(random),
    name: tax.name,
    amountMinor: taxMinorOf(amountMinor, tax, market.stepMinor),
    rate: tax.rate,
    taxCode: tax.taxCode,
    jurisdiction: tax.jurisdiction,
    accountingCode: tax.accountingCode,
  }))
}

/** Half up, which is away from zero at the half, to the smallest coin. */
function taxMinorOf(amountMinor: bigint, tax: Tax, stepMinor: bigint): bigint {
  const unsigned = amountMinor < 0n ? -amountMinor : amountMinor
  const divisor = 10_000n * stepMinor
  const rounded = ((unsigned * tax.basisPoints * 2n + divisor) / (divisor * 2n)) * stepMinor
  return amountMinor < 0n ? -rounded : rounded
}

function priceIn(market: Market, cents: bigint): bigint {
  const price = toStep((cents * market.minorPerCent.times) / market.minorPerCent.over, market.stepMinor)
  return price === 0n ? market.stepMinor : price
}

function toStep(minor: bigint, stepMinor: bigint): bigint {
  return minor - (minor % stepMinor)
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
