import { amountMinor, amountText, type Company, type Values } from './company'

/** An adjustment that was posted here and then created in the billing system. Amounts as canonical text. */
export interface LandedAdjustment {
  readonly kind: 'IA' | 'IIA'
  readonly invoiceId: string
  readonly sourceType: string
  readonly sourceId: string
  readonly type: 'Credit' | 'Charge'
  readonly amount: string
  readonly date: string
  readonly reasonCode: string
  /** As submit left it: it carries the provisional number where the comment does not. */
  readonly referenceId: string
  readonly comment: string
  readonly status?: 'Processed' | 'Canceled'
}

export interface LaterExport {
  readonly facts: Company
  /** What the billing system gave to each of the landed ones, in their order. */
  readonly given: readonly { readonly id: string; readonly number: string }[]
}

/**
 * The company as the billing system exports it after these adjustments have been created there at
 * `landedAt` (UTC): they stand with their real ids and numbers, and the balances contain them. The as-of
 * of such an export is later than `landedAt`.
 */
export function laterExport(
  facts: Company,
  landed: readonly LandedAdjustment[],
  landedAt: string,
): LaterExport {
  const rows = landed.map((adjustment, index) => rowOf(facts, adjustment, index, landedAt))
  return {
    facts: {
      ...facts,
      invoice: facts.invoice.map((invoice) => withImpacts(invoice, landed, landedAt)),
      invoiceAdjustment: [
        ...facts.invoiceAdjustment,
        ...rows.filter((_, index) => landed[index]?.kind === 'IA'),
      ],
      invoiceItemAdjustment: [
        ...facts.invoiceItemAdjustment,
        ...rows.filter((_, index) => landed[index]?.kind === 'IIA'),
      ],
    },
    given: rows.map((row) => ({ id: row['id'] ?? '', number: row['adjustmentNumber'] ?? '' })),
  }
}

function withImpacts(invoice: Values, landed: readonly LandedAdjustment[], landedAt: string): Values {
  const own = landed.filter(({ invoiceId, status }) => invoiceId === invoice['id'] && status !== 'Canceled')
  if (own.length === 0) return invoice
  const currency = invoice['currency'] ?? ''
  const impact = own.reduce((total, { type, amount }) => {
    const minor = amountMinor(amount)
    return type === 'Charge' ? total + minor : total - minor
  }, 0n)
  return {
    ...invoice,
    balance: amountText(amountMinor(invoice['balance'] ?? '0') + impact, currency),
    adjustmentAmount: amountText(amountMinor(invoice['adjustmentAmount'] ?? '0') + impact, currency),
    updatedDate: landedAt,
  }
}

function rowOf(facts: Company, adjustment: LandedAdjustment, index: number, landedAt: string): Values {
  const invoice = facts.invoice.find(({ id }) => id === adjustment.invoiceId)
  if (invoice === undefined) throw new Error(`No invoice ${adjustment.invoiceId} in the company`)
  const customer = facts.account.find(({ id }) => id === invoice['accountId'])
  const isCanceled = adjustment.status === 'Canceled'
  const isHeader = adjustment.kind === 'IA'
  const item = itemOf(facts, adjustment)
  const place = String(601 + index).padStart(8, '0')
  const common: Values = {
    id: `8ad0ff${isHeader ? '1a' : '11'}${String(index + 1).padStart(24, '0')}`,
    adjustmentNumber: `${adjustment.kind}-${place}`,
    accountId: invoice['accountId'] ?? '',
    customerName: customer?.['name'] ?? '',
    customerNumber: customer?.['accountNumber'] ?? '',
    invoiceId: adjustment.invoiceId,
    invoiceNumber: invoice['invoiceNumber'] ?? '',
    type: adjustment.type,
    amount: adjustment.amount,
    adjustmentDate: adjustment.date,
    reasonCode: adjustment.reasonCode,
    referenceId: adjustment.referenceId,
    comment: adjustment.comment,
    accountingCode: isHeader ? 'Sales Adjustments' : (item?.['accountingCode'] ?? ''),
    status: adjustment.status ?? 'Processed',
    cancelledById: isCanceled ? '8ad00e00000000000000000001000000' : '',
    cancelledOn: isCanceled ? landedAt : '',
    createdById: '8ad00e00000000000000000001000000',
    createdDate: landedAt,
    updatedById: '8ad00e00000000000000000001000000',
    updatedDate: landedAt,
    transferredToAccounting: '',
  }
  if (isHeader) {
    return { ...common, impactAmount: `${adjustment.type === 'Credit' ? '-' : ''}${adjustment.amount}` }
  }
  return {
    ...common,
    sourceType: adjustment.sourceType,
    sourceId: adjustment.sourceId,
    invoiceItemName: item?.['chargeName'] ?? '',
    serviceStartDate: item?.['serviceStartDate'] ?? '',
    serviceEndDate: item?.['serviceEndDate'] ?? '',
  }
}

function itemOf(facts: Company, { sourceType, sourceId }: LandedAdjustment): Values | undefined {
  const taxLine = sourceType === 'Tax' ? facts.taxLine.find(({ id }) => id === sourceId) : undefined
  const itemId = taxLine === undefined ? sourceId : taxLine['itemId']
  return facts.item.find(({ id }) => id === itemId)
}
