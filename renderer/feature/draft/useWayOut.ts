import { useI18n } from 'vue-i18n'
import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { useFormat } from '../../composable/useFormat'
import { useDraft } from '../../store/draftStore'
import { wayOutOf, type WayOut } from './wayOut'

/** The way out of a refused line as a labelled action: "Use 62.00", "Take it out". */
export function useWayOut() {
  const { t } = useI18n()
  const format = useFormat()
  const draft = useDraft()

  function labelOf({ kind, value }: WayOut): string {
    if (kind === 'remove') return t('draft.takeOut')
    if (kind === 'type') return t(`draft.make${value}`)
    const shown = kind === 'amount' ? format.amount(value) : kind === 'date' ? format.date(value) : value
    return t('draft.use', { amount: shown })
  }

  function actionFor(rejection: Rejection, view: LineView): { label: string; run: () => void } | undefined {
    const way = wayOutOf(rejection, view)
    if (!way) return undefined
    const label = labelOf(way)
    const place = { invoice: view.invoiceNumber, source: view.sourceName || t('draft.header'), action: label }
    return { label, run: () => void draft.edit(t('draft.wayOutLabel', place).slice(0, 120), [way.change]) }
  }

  return { actionFor }
}
