import { currencyDigits } from '../../engine/money/currency'
import { parseAmount } from '../../engine/money/amount'
import type { LineJournal } from '../../engine/journal/journalText'

interface JournalOfFile {
  readonly currency: string
  readonly date: string
  readonly effect: 'create' | 'cancel'
  readonly entries: readonly { readonly account: string; readonly credit: string; readonly debit: string }[]
  readonly lineId: string
  readonly period: string
}

/**
 * Journals as an approval froze them (`journalText`), as figures. The form of the text was checked when its file was
 * read; an amount that is none in its currency comes as zero, which is the figure of no journal.
 */
export function readJournalText(text: string): LineJournal[] {
  return (JSON.parse(text) as JournalOfFile[]).map(({ currency, entries, ...journal }) => ({
    ...journal,
    currency,
    entries: entries.map(({ account, credit, debit }) => ({
      account,
      creditMinor: minorOf(credit, currency),
      debitMinor: minorOf(debit, currency),
    })),
  }))
}

function minorOf(amount: string, currency: string): bigint {
  if (currencyDigits(currency) === undefined) return 0n
  const read = parseAmount(amount, currency)
  return 'minor' in read ? read.minor : 0n
}
