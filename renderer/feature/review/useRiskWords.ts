import { useI18n } from 'vue-i18n'
import type { ReviewLine } from '@contract/review'
import { useFormat } from '../../composable/useFormat'

type Risk = ReviewLine['risks'][number]

/** Why a line is worth a look: in a word or two for the list, and in a sentence with its figures. */
export function useRiskWords(preparer: () => string) {
  const { t } = useI18n()
  const format = useFormat()

  function wordsOf({ risks, view, hasMovedFacts }: ReviewLine): string {
    return [
      ...(view.rejections.length > 0 ? [t('review.risk.refused')] : []),
      ...(hasMovedFacts ? [t('review.risk.moved')] : []),
      ...risks.map(({ reason }) => t(`review.risk.${reason}`)),
    ].join(', ')
  }

  function sentenceOf({ reason, params }: Risk): string {
    const text = (name: string) => params[name] ?? ''
    const amount = (name: string) => format.amountWithCurrency(text(name), text('currency'))
    switch (reason) {
      case 'credit_then_charge': {
        const opposite = t(`review.opposite.${text('opposite')}`)
        return t(`review.why.credit_then_charge.${text('where')}`, {
          opposite,
          date: format.date(text('date')),
        })
      }
      case 'item_adjusted_before': {
        const count = parseInt(text('count'), 10)
        return t(
          'review.why.item_adjusted_before',
          { count: text('count'), date: format.date(text('date')) },
          count,
        )
      }
      case 'just_under_threshold':
        return t('review.why.just_under_threshold', { limit: amount('limit') })
      case 'close_to_cap':
        return t('review.why.close_to_cap', { percent: text('percent'), cap: amount('cap') })
      default:
        return t(`review.why.${reason}`, { ...params, preparer: preparer() })
    }
  }

  return { wordsOf, sentenceOf }
}
