import { useI18n } from 'vue-i18n'
import type { CurrencyTotal, LineView } from '@contract/batch'
import { useFormat } from '../../composable/useFormat'
import { submitLabel, type SubmitWords } from '../draft/submitLabel'

/** `14 credits, 2,130.30 EUR, and 2 other lines`: what a step is about, in counts and amounts. */
export function countsAndAmounts(
  totals: readonly CurrencyTotal[],
  lineCount: number,
  words: SubmitWords,
): string {
  return submitLabel(totals, lineCount, {
    ...words,
    t: (key, named, count) =>
      key === 'draft.submit.label' ? String(named['what']) : words.t(key, named, count),
  })
}

/** Words about lines that the screens of a batch share. */
export function useLineWords() {
  const { t } = useI18n()
  const format = useFormat()

  function whatOf(totals: readonly CurrencyTotal[], lineCount: number): string {
    return countsAndAmounts(totals, lineCount, {
      t: (key, named, count) => t(key, named, count ?? 1),
      amounts: (list) => format.amounts(list, t('draft.submit.and')),
      count: format.count,
    })
  }

  function lineCount(count: number): string {
    return t('batch.lines', { count: format.count(count) }, count)
  }

  /** Credit, charge, or what a line does to an adjustment that stands already. */
  function actionOf({ line }: LineView): string {
    if (line.action !== 'create') return t(`batch.what.${line.action}`)
    if (line.type === '') return t('batch.what.unknown')
    const type = t(`batch.what.${line.type}`)
    return line.reversesId === '' ? type : t('batch.what.reverses', { type })
  }

  function sourceOf({ line, sourceName }: LineView): string {
    return sourceName || (line.kind === 'IA' ? t('batch.header') : line.sourceId)
  }

  function placeOf(view: LineView): string {
    return `${view.invoiceNumber || view.line.invoiceNumber} · ${sourceOf(view)}`
  }

  /** The adjustment that a line cancels, deletes or reverses. */
  function originalOf({ line, adjustmentNumber, originalNumber }: LineView): string {
    return line.action === 'create' ? originalNumber : adjustmentNumber
  }

  return { originalOf, whatOf, lineCount, actionOf, sourceOf, placeOf }
}
