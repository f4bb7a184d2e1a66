import { useI18n } from 'vue-i18n'
import type { PeriodView } from '@contract/invoice'
import type { Rejection } from '@contract/rejection'
import type { PeriodStep } from '@contract/period'
import { rejectionText } from '../../text/rejectionText'

/** How periods and what can be done with them are named on their screen. */
export function usePeriodWords() {
  const { t } = useI18n()
  const statusOf = ({ state, hardLocked }: PeriodView) => (hardLocked ? 'hard_locked' : state)
  const stepLabel = (step: PeriodStep['step'], name: string) => t(`period.step.${step}`, { name })
  /** On a button beside the period's name; its full name is the accessible one. */
  const shortLabel = (step: PeriodStep['step']) => t(`period.short.${step}`)
  /** Why a step cannot be taken: the first reason, as the ledger gives it. */
  const heldBack = (rejections: readonly Rejection[]): string | undefined => {
    const [first] = rejections
    return first === undefined ? undefined : rejectionText(first)
  }
  return { statusOf, stepLabel, shortLabel, heldBack }
}
