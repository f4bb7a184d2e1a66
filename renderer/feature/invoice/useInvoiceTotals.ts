import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { InvoiceView } from '@contract/invoice'
import type { GridTotal } from '../../component/grid/gridTypes'
import { useFormat } from '../../composable/useFormat'
import { useQuery } from '../../composable/useQuery'
import { useDraft } from '../../store/draftStore'
import type { useSourceList } from './useSourceList'

interface TotalsOf {
  invoice: () => InvoiceView
  list: ReturnType<typeof useSourceList>
}

/** The footer of the grid: sums of all items and tax lines, as the ledger has them and with the draft. */
export function useInvoiceTotals({ invoice, list }: TotalsOf): ComputedRef<GridTotal[]> {
  const { t } = useI18n()
  const format = useFormat()
  const draft = useDraft()
  const sums = useQuery(
    'sumSources',
    () => ({ invoiceId: invoice().invoiceId, batchId: draft.batch?.batchId ?? '' }),
    { areas: ['batch', 'adjustment', 'exchange'] },
  )

  return computed(() => {
    const value = sums.value.value
    if (!value || list.total.value === 0) return []
    const { amount, adjusted, open, credits, charges, newOpen, changedCount } = value
    const lines = t('invoice.linesCounted', { count: format.count(list.total.value) }, list.total.value)
    const changed = t('invoice.changedCounted', { count: format.count(changedCount) }, changedCount)
    return [
      {
        key: 'sum',
        label: lines,
        cells: {
          service: changedCount > 0 ? changed : '',
          amount,
          adjusted,
          open,
          credit: credits,
          charge: charges,
          newOpen,
        },
        currency: invoice().currency,
      },
    ]
  })
}
