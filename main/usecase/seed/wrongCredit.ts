import { addDays } from '../../engine/calendar/day'
import type { SeedAdjustment, SeedInvoice, SeedItem } from '../../ledger/seedTable'
import type { Numbering } from './history'
import { billingId, randomFrom, ulidAt } from './random'

// The case that the guide takes back: last year's credits of one customer, given to the wrong one. They lie in
// a period that has been closed since, on an invoice of the month twelve months ago, so always in the last year.

/** The place of the invoice among those of the sandbox. */
export const wronglyCreditedIndex = 44

const reference = 'CASE-48213'
const comment = 'Renewal discount, meant for another customer'
const itemCount = 4
const percent = 10n

/** The invoice with a tenth off its first items and their tax lines instead of a history, and not paid yet. */
export function withWrongCredits(invoice: SeedInvoice, numbering: Numbering, stepMinor: bigint): SeedInvoice {
  const items = invoice.items.filter(({ amountMinor }) => amountMinor > 0n).slice(0, itemCount)
  const adjustments = items.flatMap((item) => creditsOn(invoice, item, numbering, stepMinor))
  const creditedMinor = adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  return {
    ...invoice,
    adjustments,
    adjustedMinor: -creditedMinor,
    balanceMinor: invoice.amountMinor - creditedMinor,
    paidMinor: 0n,
    refundedMinor: 0n,
  }
}

function creditsOn(
  invoice: SeedInvoice,
  item: SeedItem,
  numbering: Numbering,
  stepMinor: bigint,
): SeedAdjustment[] {
  const own = { ...item, sourceType: 'InvoiceDetail' as const }
  const tax = item.taxLines.map((line) => ({
    ...{ ...line, sourceType: 'Tax' as const },
    ...{ deferredRevenueAccount: '', recognizedRevenueAccount: '' },
  }))
  return [own, ...tax].flatMap((source) => {
    const tenth = (source.amountMinor * percent) / 100n
    const amountMinor = tenth - (tenth % stepMinor)
    return amountMinor === 0n ? [] : [creditOn(invoice, { ...source, amountMinor }, numbering)]
  })
}

type Credited = Pick<
  SeedAdjustment,
  'sourceType' | 'amountMinor' | 'accountingCode' | 'deferredRevenueAccount' | 'recognizedRevenueAccount'
> & { readonly id: string }

function creditOn({ invoiceDate }: SeedInvoice, source: Credited, numbering: Numbering): SeedAdjustment {
  numbering.item += 1
  // Of its own, so that everything else of the sandbox stays as it was.
  const random = randomFrom(numbering.item)
  const date = addDays(invoiceDate, 2)
  // One after the other, so that they are listed in the order of the invoice.
  const createdDate = `${date}T09:30:${String(numbering.item % 60).padStart(2, '0')}.000Z`
  const { sourceType, amountMinor, accountingCode, deferredRevenueAccount, recognizedRevenueAccount } = source
  return {
    id: ulidAt(createdDate, random),
    kind: 'IIA',
    number: `IIA-${String(numbering.item).padStart(8, '0')}`,
    billingId: billingId(random),
    sourceType,
    sourceId: source.id,
    type: 'Credit',
    amountMinor,
    date,
    reasonCode: 'Incorrect Charge',
    referenceId: reference,
    comment,
    accountingCode,
    deferredRevenueAccount,
    recognizedRevenueAccount,
    transferred: 'Yes',
    createdBy: '8a80000000000000000000000000a001',
    createdDate,
    cancelledDate: '',
  }
}
