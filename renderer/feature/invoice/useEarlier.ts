import type { AdjustmentFilter, AdjustmentRow } from '@contract/adjustment'
import { ask } from '../../composable/useCommand'
import { usePage } from '../../composable/usePage'

const anyAdjustment: AdjustmentFilter = {
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

/** Adjustments that stand already, of an invoice or of one of its lines, newest first. */
export function useEarlier(narrow: () => Pick<AdjustmentFilter, 'invoiceId'> & Partial<AdjustmentFilter>) {
  return usePage<AdjustmentRow>({
    load: (after, limit) =>
      ask('listAdjustments', {
        filter: { ...anyAdjustment, ...narrow() },
        sort: 'date',
        descending: true,
        after,
        limit,
      }),
  })
}
