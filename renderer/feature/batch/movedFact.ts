import { useI18n } from 'vue-i18n'
import type { Confirmed } from '../../store/draftStore'
import type { MovedFact } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { useFormat } from '../../composable/useFormat'
import { te } from '../../text'

/** What makes a moved fact the same one when it is asked again; a further move has another `is`. */
export function movedKey({
  what,
  subject,
  was,
  is,
}: Pick<MovedFact, 'what' | 'subject' | 'was' | 'is'>): string {
  return JSON.stringify([what, subject, was, is])
}

/**
 * The refusals of an approval that a reviewer has seen already, as confirmations. Any other refusal,
 * or a fact that has moved on since, is none, and the approval must be asked anew.
 */
export function seenMoves(
  rejections: readonly Rejection[],
  seen: ReadonlySet<string>,
): Confirmed[] | undefined {
  const confirmed: Confirmed[] = []
  for (const { code, at, params } of rejections) {
    const text = (name: string) => String(params[name] ?? '')
    const key = movedKey({ what: text('what'), subject: text('subject'), was: text('was'), is: text('is') })
    if (code !== 'facts_moved' || !seen.has(key)) return undefined
    confirmed.push({ code, at })
  }
  return confirmed.length > 0 ? confirmed : undefined
}

const amountWithCurrency = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/
const calendarDate = /^\d{4}-\d{2}-\d{2}$/

const periodStates: Readonly<Record<string, string>> = {
  Open: 'open',
  PendingClose: 'pending_close',
  Closed: 'closed',
}

/** A fact that moved, in words and figures as the person reads them. */
export function useMovedWords() {
  const { t } = useI18n()
  const format = useFormat()

  function valueOf(text: string): string {
    const amount = amountWithCurrency.exec(text)
    if (amount) return format.amountWithCurrency(amount[1] ?? '', amount[2] ?? '')
    if (calendarDate.test(text)) return format.date(text)
    const state = periodStates[text]
    if (state !== undefined) return t(`status.${state}`)
    if (text === 'true') return t('batch.moved.yes')
    return text === 'false' ? t('batch.moved.no') : text
  }

  function factOf({ what, subject }: MovedFact): string {
    const key = `batch.moved.what.${what}`
    return te(key) ? t(key, { subject }) : t('batch.moved.what.other', { what, subject })
  }

  function sentenceOf(moved: MovedFact): string {
    return t('batch.moved.onLine', { fact: factOf(moved), was: valueOf(moved.was), is: valueOf(moved.is) })
  }

  return { valueOf, factOf, sentenceOf }
}
