import { addDays, daysBetween } from '../../engine/calendar/day'
import type { SeedAdjustment, SeedItem } from '../../ledger/seedTable'
import type { InvoicePlan } from './invoicePlan'
import { billingId, ulidAt, type Random } from './random'

/** Counts the numbers that the billing system gave. */
export interface Numbering {
  item: number
  header: number
}

interface Grounds extends InvoicePlan {
  readonly items: readonly SeedItem[]
  readonly amountMinor: bigint
}

const reasons = [
  'Standard Adjustment',
  'Customer Satisfaction',
  'Incorrect Charge',
  'Write-off',
  'Other',
] as const
const comments = [
  '',
  '',
  'Agreed by phone',
  'Outage in the second week',
  'Price list of last year used',
  'Goodwill',
] as const
const authors = ['8a80000000000000000000000000a001', '8a80000000000000000000000000a002'] as const

/**
 * What was adjusted before the facts were exported: credits on items and their tax lines, some canceled,
 * some taken back later by a charge, a header adjustment now and then. Only towards zero, never across.
 */
export function historyOf(grounds: Grounds, random: Random, numbering: Numbering): SeedAdjustment[] {
  if (daysBetween(grounds.invoiceDate, grounds.asOfDate) < 3) return []
  if (grounds.extraCount !== undefined) return extraOf(grounds, grounds.extraCount, random, numbering)
  if (grounds.amountMinor > 0n && random.percent(38)) {
    return withinBalance(creditsOf(grounds, random, numbering), grounds.amountMinor)
  }
  if (grounds.amountMinor < 0n && random.percent(50)) {
    return [adjustmentOf(grounds, random.pick(grounds.items), 'Charge', 20n, random, numbering)]
  }
  return []
}

/** What was adjusted at one time, together. */
type Correction = readonly SeedAdjustment[]

function creditsOf(grounds: Grounds, random: Random, numbering: Numbering): Correction[] {
  const charges = grounds.items.filter((item) => item.amountMinor > 0n)
  const item = random.pick(charges)
  const corrections: Correction[] = [creditOf(grounds, item, random, numbering)]
  const other = random.pick(charges)
  if (other !== item && random.percent(40)) corrections.push(creditOf(grounds, other, random, numbering))
  if (random.percent(12)) corrections.push([headerCreditOf(grounds, random, numbering)])
  return corrections
}

/** Leaves out what would take the invoice below zero. */
function withinBalance(corrections: readonly Correction[], amountMinor: bigint): SeedAdjustment[] {
  let leftMinor = amountMinor
  return corrections.flatMap((correction) => {
    const credited = correction
      .filter(({ type, cancelledDate }) => type === 'Credit' && cancelledDate === '')
      .reduce((total, adjustment) => total + adjustment.amountMinor, 0n)
    if (credited > leftMinor) return []
    leftMinor -= credited
    return correction
  })
}

/** A credit on the item, in step with it on its tax lines, and perhaps its end: a cancel or a reversal. */
function creditOf(grounds: Grounds, item: SeedItem, random: Random, numbering: Numbering): SeedAdjustment[] {
  const percent = random.pick([10n, 20n, 25n, 50n, 100n])
  const credit = adjustmentOf(grounds, item, 'Credit', percent, random, numbering)
  if (credit.amountMinor === 0n) return []
  if (random.percent(18)) return [cancelled(credit, grounds)]
  const tax = item.taxLines.map((line) => taxCreditOf(credit, grounds, line, percent, random, numbering))
  const known = [credit, ...tax.filter((adjustment) => adjustment.amountMinor > 0n)]
  return random.percent(10) ? [...known, reversalOf(credit, grounds, random, numbering)] : known
}

function adjustmentOf(
  grounds: Grounds,
  item: SeedItem,
  type: 'Credit' | 'Charge',
  percent: bigint,
  random: Random,
  numbering: Numbering,
): SeedAdjustment {
  const date = dayOfHistory(grounds, random)
  const reasonCode = random.pick(reasons)
  return {
    ...numbered(date, random, numbering),
    sourceType: 'InvoiceDetail',
    sourceId: item.id,
    type,
    amountMinor: shareOf(item.amountMinor, percent, grounds.market.stepMinor),
    reasonCode,
    referenceId: random.percent(30) ? `CASE-${10_000 + random.below(90_000)}` : '',
    comment: random.pick(comments),
    accountingCode: item.accountingCode,
    deferredRevenueAccount: item.deferredRevenueAccount,
    recognizedRevenueAccount: item.recognizedRevenueAccount,
    transferred: random.percent(45) ? 'Yes' : '',
    createdBy: random.pick(authors),
    cancelledDate: '',
  }
}

function taxCreditOf(
  credit: SeedAdjustment,
  grounds: Grounds,
  line: SeedItem['taxLines'][number],
  percent: bigint,
  random: Random,
  numbering: Numbering,
): SeedAdjustment {
  return {
    ...credit,
    ...numbered(credit.date, random, numbering),
    sourceType: 'Tax',
    sourceId: line.id,
    amountMinor: shareOf(line.amountMinor, percent, grounds.market.stepMinor),
    accountingCode: line.accountingCode,
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
  }
}

function cancelled(adjustment: SeedAdjustment, grounds: Grounds): SeedAdjustment {
  const day = earlier(addDays(adjustment.date, 2), addDays(grounds.asOfDate, -1))
  return { ...adjustment, transferred: '', cancelledDate: `${day}T15:30:00.000Z` }
}

function reversalOf(
  credit: SeedAdjustment,
  grounds: Grounds,
  random: Random,
  numbering: Numbering,
): SeedAdjustment {
  const date = earlier(addDays(credit.date, 20), addDays(grounds.asOfDate, -1))
  return {
    ...credit,
    ...numbered(date, random, numbering),
    type: 'Charge',
    comment: `Takes back ${credit.number}`,
    transferred: '',
  }
}

function headerCreditOf(grounds: Grounds, random: Random, numbering: Numbering): SeedAdjustment {
  numbering.header += 1
  const date = dayOfHistory(grounds, random)
  const createdDate = `${date}T10:15:00.000Z`
  return {
    id: ulidAt(createdDate, random),
    kind: 'IA',
    number: `IA-${String(numbering.header).padStart(8, '0')}`,
    billingId: billingId(random),
    sourceType: '',
    sourceId: '',
    type: 'Credit',
    amountMinor: shareOf(grounds.amountMinor, 2n, grounds.market.stepMinor) + grounds.market.stepMinor,
    date,
    reasonCode: 'Write-off',
    referenceId: '',
    comment: 'Remainder written off',
    accountingCode: 'Sales Adjustments',
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
    transferred: '',
    createdBy: random.pick(authors),
    createdDate,
    cancelledDate: '',
  }
}

/** For large ledgers, instead of a history: credits of one unit each, so that many of them leave something open. */
function extraOf(grounds: Grounds, count: number, random: Random, numbering: Numbering): SeedAdjustment[] {
  if (grounds.amountMinor <= 0n) return []
  const largest = grounds.items.reduce((best, item) => (item.amountMinor > best.amountMinor ? item : best))
  const amountMinor = grounds.market.stepMinor
  return Array.from({ length: count }, () => ({
    ...adjustmentOf(grounds, largest, 'Credit', 0n, random, numbering),
    amountMinor,
  }))
}

function numbered(date: string, random: Random, numbering: Numbering) {
  numbering.item += 1
  const createdDate = `${date}T09:30:00.000Z`
  return {
    id: ulidAt(createdDate, random),
    kind: 'IIA' as const,
    number: `IIA-${String(numbering.item).padStart(8, '0')}`,
    billingId: billingId(random),
    date,
    createdDate,
  }
}

/** Between the invoice and the day before the export, within forty days of the invoice. */
function dayOfHistory(grounds: Grounds, random: Random): string {
  const days = daysBetween(grounds.invoiceDate, grounds.asOfDate) - 1
  return addDays(grounds.invoiceDate, random.below(days < 40 ? days : 40) + (days > 40 ? 1 : 0))
}

function shareOf(amountMinor: bigint, percent: bigint, stepMinor: bigint): bigint {
  const unsigned = amountMinor < 0n ? -amountMinor : amountMinor
  const share = (unsigned * percent) / 100n
  return share - (share % stepMinor)
}

function earlier(left: string, right: string): string {
  return left < right ? left : right
}
