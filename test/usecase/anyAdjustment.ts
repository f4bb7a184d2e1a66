import type { AdjustmentFilter } from '@contract/adjustment'

/** A filter that every adjustment meets. */
export const anyAdjustment: AdjustmentFilter = {
  text: '',
  origin: '',
  kind: '',
  type: '',
  status: '',
  landing: '',
  transferred: '',
  currency: '',
  reasonCode: '',
  accountingCode: '',
  referenceId: '',
  comment: '',
  accountId: '',
  invoiceId: '',
  sourceId: '',
  batchId: '',
  periodId: '',
  dateFrom: '',
  dateTo: '',
  amountFrom: '',
  amountTo: '',
}
