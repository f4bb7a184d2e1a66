import type { LineFields } from '@contract/batch'
import type { AdjustmentType, LineContent } from '@contract/line'
import { formatMinor } from '../../engine/money/amount'
import type { AdjustmentFact } from '../../engine/fact'
import { amountAsTyped } from './typedAmount'
import type { DraftBasis } from './draftBasis'

/** Nothing filled in; unfilled texts are empty, never missing. */
export const emptyContent: LineContent = {
  action: 'create',
  kind: 'IIA',
  invoiceId: '',
  invoiceNumber: '',
  sourceType: '',
  sourceId: '',
  type: '',
  amount: '',
  date: '',
  reasonCode: '',
  referenceId: '',
  comment: '',
  accountingCode: '',
  deferredRevenueAccount: '',
  recognizedRevenueAccount: '',
  excludeFromRevenue: false,
  integrationId: '',
  integrationStatus: '',
  syncDate: '',
  customFields: {},
  adjustmentId: '',
  reversesId: '',
  replacesId: '',
}

/**
 * A new line: dated today, with the default reason. Codes are left empty, which takes the item's own, so
 * that a draft never carries a stale copy. A reversal starts from what it reverses, with all that remains.
 */
export function newContent(fields: LineFields, basis: DraftBasis): LineContent {
  const starting = { ...emptyContent, date: basis.today, reasonCode: basis.defaultReason }
  const original = basis.adjustments.get(fields.reversesId ?? '')
  const reversal =
    original === undefined ? {} : reversalOf(original, fields.reasonCode ?? basis.defaultReason, basis)
  return completed({ ...starting, ...reversal, ...fields }, basis)
}

/** A line with some fields given anew. */
export function changedContent(content: LineContent, fields: LineFields, basis: DraftBasis): LineContent {
  return completed({ ...content, ...fields, ...followedInvoice(content, fields) }, basis)
}

/** Naming another invoice by one of its two names takes the other name along. */
function followedInvoice(content: LineContent, fields: LineFields): LineFields {
  const { invoiceId, invoiceNumber } = fields
  if (invoiceNumber !== undefined && invoiceId === undefined && invoiceNumber !== content.invoiceNumber) {
    return { invoiceId: '' }
  }
  if (invoiceId !== undefined && invoiceNumber === undefined && invoiceId !== content.invoiceId) {
    return { invoiceNumber: '' }
  }
  return {}
}

/** Fills in what follows from the rest: both names of the invoice, and all of a cancel or delete. */
function completed(content: LineContent, basis: DraftBasis): LineContent {
  const actsOn = content.action === 'create' ? undefined : basis.adjustments.get(content.adjustmentId)
  const named =
    actsOn === undefined ? content : { ...content, ...placeOf(actsOn), ...takenFrom(actsOn, basis) }
  const invoice = basis.invoice(named)
  if (invoice === undefined) return { ...named, amount: amountAsTyped(named.amount, undefined, named.type) }
  return {
    ...named,
    invoiceId: invoice.id,
    invoiceNumber:
      named.invoiceNumber === '' || named.action !== 'create' ? invoice.number : named.invoiceNumber,
    amount: amountAsTyped(named.amount, invoice.currency, named.type),
  }
}

function placeOf(adjustment: AdjustmentFact) {
  const { kind, invoiceId, sourceType, sourceId } = adjustment
  return { kind, invoiceId, invoiceNumber: '', sourceType, sourceId }
}

/** A cancel takes its date, amount and type from what it cancels. */
function takenFrom(adjustment: AdjustmentFact, basis: DraftBasis) {
  const currency = basis.invoice(placeOf(adjustment))?.currency
  return {
    type: adjustment.type,
    amount: currency === undefined ? '' : formatMinor(adjustment.amountMinor, currency),
    date: adjustment.date,
    reversesId: '',
    replacesId: '',
  }
}

function reversalOf(original: AdjustmentFact, reasonCode: string, basis: DraftBasis): LineFields {
  const currency = basis.invoice(placeOf(original))?.currency
  const type: AdjustmentType = original.type === 'Credit' ? 'Charge' : 'Credit'
  const hasRemainder = currency !== undefined && original.remainderMinor > 0n
  return {
    ...placeOf(original),
    type,
    amount: hasRemainder ? formatMinor(original.remainderMinor, currency) : '',
    date: basis.reversalDate(original, reasonCode),
  }
}
