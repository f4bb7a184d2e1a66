import { useI18n } from 'vue-i18n'
import type { BasisFact } from '@contract/review'
import { useFormat } from '../../composable/useFormat'

const periodStates: Readonly<Record<string, string>> = {
  Open: 'open',
  PendingClose: 'pending_close',
  Closed: 'closed',
}

/** What a line rests on, in words and figures. */
export function useFactWords() {
  const { t } = useI18n()
  const format = useFormat()

  function sentenceOf({ kind, currency, values }: BasisFact): string {
    const text = (name: string) => String(values[name] ?? '')
    const amount = (name: string) => format.amountWithCurrency(text(name), currency)
    const date = (name: string) => format.date(text(name))
    switch (kind) {
      case 'invoice':
        return t('review.basis.invoice', {
          ...{ balance: amount('balance'), amount: amount('amount') },
          ...{ status: text('status').toLowerCase(), invoiceDate: date('invoiceDate') },
        })
      case 'source':
        return t('review.basis.source', { open: amount('open'), amount: amount('amount') })
      case 'adjustment':
        return t('review.basis.adjustment', {
          ...{ type: text('type'), amount: amount('amount'), date: date('date') },
          ...{ status: text('status').toLowerCase(), remainder: amount('remainder') },
        })
      case 'period': {
        const state = t(`status.${periodStates[text('state')] ?? 'open'}`).toLowerCase()
        const key = values['hardLocked'] === true ? 'hardLocked' : 'period'
        return t(`review.basis.${key}`, { start: date('start'), end: date('end'), state })
      }
      default:
        return t(`review.basis.${kind}${values['active'] === false ? 'Inactive' : ''}`)
    }
  }

  function asOfText({ asOf }: BasisFact): string {
    return asOf === '' ? t('review.basis.here') : t('review.basis.asOf', { moment: format.moment(asOf) })
  }

  return { sentenceOf, asOfText }
}
