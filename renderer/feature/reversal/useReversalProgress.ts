import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { reversalSteps, type ReversalStep, type ReversalView } from '@contract/reversal'
import { useFormat } from '../../composable/useFormat'

const mostOnButton = 2

/** How far a plan has come, in words: under the steps, on the button that goes on, and what holds it back. */
export function useReversalProgress(view: Readonly<Ref<ReversalView | undefined>>) {
  const { t } = useI18n()
  const format = useFormat()
  const chosen = computed(() => view.value?.candidates.filter((one) => one.chosen) ?? [])

  function counted(key: string, count: number): string {
    return t(`reversal.${key}`, { count: format.count(count) }, count)
  }

  const linesText = computed(() => {
    const { reversalCount = 0, replacementCount = 0 } = view.value ?? {}
    const reversals = counted('reversalCount', reversalCount)
    if (replacementCount === 0) return reversals
    return t('reversal.lines', { reversals, replacements: counted('replacementCount', replacementCount) })
  })
  /** More currencies than fit on a button are counted; their sums stand on the screen. */
  const netText = computed(() => {
    const totals = view.value?.totals ?? []
    if (totals.length > mostOnButton) return t('reversal.inCurrencies', { count: totals.length })
    return totals.map(({ net, currency }) => format.amountWithCurrency(net, currency)).join(', ')
  })

  function detailOf(step: ReversalStep): string {
    if (view.value === undefined) return ''
    const { candidateCount, chosenCount, rejectedCount, replacementCount } = view.value
    if (step === 'what')
      return t('reversal.detail.what', {
        chosen: format.count(chosenCount),
        count: format.count(candidateCount),
      })
    if (step === 'when') {
      if (rejectedCount > 0) return counted('detail.refused', rejectedCount)
      const partial = chosen.value.filter(({ isFull }) => !isFull).length
      return partial === 0 ? t('reversal.detail.full') : counted('detail.partial', partial)
    }
    if (step !== 'instead') return ''
    return replacementCount === 0
      ? t('reversal.detail.none')
      : counted('detail.replacements', replacementCount)
  }

  const steps = computed(() =>
    reversalSteps.map((value) => ({ value, label: t(`reversal.step.${value}`), detail: detailOf(value) })),
  )
  const heldBack = computed(() => {
    const { moved = [], rejectedCount = 0, reversalCount = 0 } = view.value ?? {}
    if (moved.length > 0) return t('reversal.moved.held')
    if (rejectedCount > 0) return counted('held.refused', rejectedCount)
    return reversalCount === 0 ? t('reversal.held.none') : undefined
  })

  return { steps, linesText, netText, heldBack }
}
