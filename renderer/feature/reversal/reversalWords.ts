import type { MovedLine, PeriodStanding, ReversalCandidate, ReversalRow } from '@contract/reversal'
import { scaleOf, useFormat } from '../../composable/useFormat'
import { t } from '../../text'

/** What a plan started from, in words. */
export function startText({
  of,
  label,
  candidateCount,
}: Pick<ReversalRow, 'of' | 'label' | 'candidateCount'>): string {
  return t(`reversal.from.${of}`, { label, count: useFormat().count(candidateCount) }, candidateCount)
}

/** `INV-00003981 · Seats`. */
export function placeOf({ row }: ReversalCandidate): string {
  const source = row.kind === 'IA' ? t('adjustment.header') : row.sourceName || row.sourceId
  return `${row.invoiceNumber} · ${source}`
}

/** `September 2025 closed`. */
export function periodWords(name: string, standing: PeriodStanding): string {
  return standing === 'none' ? t('reversal.noPeriod') : `${name} ${t(`reversal.standingShort.${standing}`)}`
}

/** Why a line is dated as it is: the rule in words, not its code. */
export function dateReasonText({ dateReason, row, proposedDate }: ReversalCandidate): string {
  if (dateReason === '') return ''
  const format = useFormat()
  if (dateReason === 'person') {
    const proposed = proposedDate === '' ? '' : format.date(proposedDate)
    return proposed === ''
      ? t('reversal.because.personAlone')
      : t('reversal.because.person', { date: proposed })
  }
  return t(`reversal.because.${dateReason}`, { period: row.periodName || format.date(row.date) })
}

/** The same where the period stands beside it: the rule alone. */
export function shortReasonText(one: ReversalCandidate): string {
  if (one.dateReason === '' || one.dateReason === 'person') return dateReasonText(one)
  return t(`reversal.becauseShort.${one.dateReason}`)
}

/** What it was posted for: reason, reference, comment, batch. */
export function originText({ row }: ReversalCandidate): string {
  return [row.reasonCode, row.referenceId, row.comment, row.batchName]
    .filter((text) => text !== '')
    .join(' · ')
}

export function movedText({ what, was, is, currency }: MovedLine): { was: string; is: string } {
  const format = useFormat()
  const say = (value: string) => {
    if (what === 'date') return value === '' ? t('reversal.noDay') : format.date(value)
    if (what === 'amount') return currency === '' ? value : format.amountWithCurrency(value, currency)
    return t(`reversal.standing.${value}`)
  }
  return { was: say(was), is: say(is) }
}

/** A typed amount with all decimals of its currency, as the others in its column: `200` → `200.00`. */
export function fullAmount(amount: string, currency: string): string {
  const scale = scaleOf(currency)
  const [whole = '', fraction = ''] = amount.split('.')
  if (scale === 0 || !/^-?\d+(\.\d*)?$/.test(amount)) return amount
  return `${whole}.${fraction.padEnd(scale, '0')}`
}

const nothing = /^-?0*(\.0*)?$/

export function isZero(amount: string): boolean {
  return nothing.test(amount)
}
