import type { Line } from '@contract/line'
import { formatMinor, parseAmount } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import type { FileJournal } from './batchFileContent'

/**
 * The place of the first journal that cannot be one of this batch: not in order, not of its line, not balanced;
 * undefined if all can.
 */
export function journalProblem(
  journals: readonly FileJournal[],
  lineOf: (lineId: string) => Line | undefined,
): string | undefined {
  let before = ''
  for (const [index, journal] of journals.entries()) {
    const line = lineOf(journal.lineId)
    const isInOrder = journal.lineId > before
    if (!isInOrder || line === undefined || line.action !== journal.effect) return `${index + 1}/lineId`
    if (line.action === 'create' && line.date !== journal.date) return `${index + 1}/date`
    const totalMinor = balancedTotalMinor(journal)
    if (totalMinor === undefined) return `${index + 1}/entries`
    if (line.action === 'create' && minorOf(line.amount, journal.currency) !== totalMinor)
      return `${index + 1}/entries`
    before = journal.lineId
  }
  return undefined
}

/** What its debits come to, in minor units; undefined where credits do not, or an entry is not of one side. */
function balancedTotalMinor({ currency, entries }: FileJournal): bigint | undefined {
  let debitMinor = 0n
  let creditMinor = 0n
  for (const { debit, credit } of entries) {
    const debitedMinor = minorOf(debit, currency)
    const creditedMinor = minorOf(credit, currency)
    if (debitedMinor === undefined || creditedMinor === undefined) return undefined
    if (formatMinor(debitedMinor, currency) !== debit || formatMinor(creditedMinor, currency) !== credit)
      return undefined
    if (debitedMinor > 0n === creditedMinor > 0n) return undefined
    debitMinor += debitedMinor
    creditMinor += creditedMinor
  }
  return debitMinor > 0n && debitMinor === creditMinor ? debitMinor : undefined
}

function minorOf(amount: string, currency: string): bigint | undefined {
  if (currencyDigits(currency) === undefined) return undefined
  const read = parseAmount(amount, currency)
  return 'minor' in read ? read.minor : undefined
}
