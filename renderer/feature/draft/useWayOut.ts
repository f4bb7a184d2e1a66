import { useI18n } from 'vue-i18n'
import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { useFormat } from '../../composable/useFormat'
import { useDraft } from '../../store/draftStore'
import { useReversalStart } from '../reversal/useReversalStart'
import { wayOutOf, type WayOut } from './wayOut'

/** The way out of a refused line as a labelled action: "Use 62.00", "Take it out". */
export function useWayOut() {
  const { t } = useI18n()
  const format = useFormat()
  const draft = useDraft()
  const reversal = useReversalStart()

  function labelOf({ kind, value }: WayOut): string {
    if (kind === 'remove') return t('draft.takeOut')
    if (kind === 'reverse') return t('draft.reverseInstead')
    if (kind === 'type') return t(`draft.make${value}`)
    const shown = kind === 'amount' ? format.amount(value) : kind === 'date' ? format.date(value) : value
    return t('draft.use', { amount: shown })
  }

  function actionFor(rejection: Rejection, view: LineView): { label: string; run: () => void } | undefined {
    const way = wayOutOf(rejection, view)
    if (!way) return undefined
    const label = labelOf(way)
    const place = { invoice: view.invoiceNumber, source: view.sourceName || t('draft.header'), action: label }
    return { label, run: () => void take(way, t('draft.wayOutLabel', place).slice(0, 120)) }
  }

  /** A cancel is taken out first: it holds what the wizard is to reverse. */
  async function take({ kind, value, change }: WayOut, label: string): Promise<void> {
    const outcome = await draft.edit(label, [change])
    if (outcome.ok && kind === 'reverse') await reversal.start({ of: 'adjustments', adjustmentIds: [value] })
  }

  return { actionFor }
}
