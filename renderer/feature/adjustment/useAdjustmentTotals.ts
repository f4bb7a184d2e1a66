import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { AdjustmentFilter } from '@contract/adjustment'
import type { GridTotal } from '../../component/grid/gridTypes'
import { useFormat } from '../../composable/useFormat'
import { useQuery } from '../../composable/useQuery'

/** The footer of the list: credits, charges and their count, one row per currency, summed by the ledger. */
export function useAdjustmentTotals(filter: () => AdjustmentFilter): ComputedRef<GridTotal[]> {
  const { t } = useI18n()
  const format = useFormat()
  const sums = useQuery('sumAdjustments', () => ({ filter: filter() }), { areas: ['adjustment', 'exchange'] })

  return computed(() =>
    (sums.value.value?.totals ?? []).map(({ currency, creditCount, chargeCount, credits, charges }) => {
      const count = creditCount + chargeCount
      return {
        key: currency,
        label: t('adjustment.counted', { count: format.count(count) }, count),
        cells: { credit: credits, charge: charges, currency },
        currency,
        opens: ['credit', 'charge'],
      }
    }),
  )
}
