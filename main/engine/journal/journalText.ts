import { formatMinor } from '../money/amount'
import type { Journal } from './journalOf'

/** The journal of one line as it is frozen by an approval: without what another ledger gives it anew. */
export interface LineJournal extends Omit<Journal, 'periodId'> {
  readonly lineId: string
  readonly effect: 'create' | 'cancel'
  /** By name: ids of periods differ from ledger to ledger. */
  readonly period: string
}

/**
 * What an approval books, as canonical JSON (RFC 8785), ordered by line: its SHA-256 is signed with the approval, and
 * another ledger posts these journals and no others. Its fields are written in canonical order, so that thousands of
 * them need no sorting.
 */
export function journalText(journals: readonly LineJournal[]): string {
  const ordered = [...journals].sort((left, right) => (left.lineId < right.lineId ? -1 : 1))
  return JSON.stringify(
    ordered.map(({ currency, date, effect, entries, lineId, period }) => ({
      currency,
      date,
      effect,
      entries: entries.map(({ account, creditMinor, debitMinor }) => ({
        account,
        credit: formatMinor(creditMinor, currency),
        debit: formatMinor(debitMinor, currency),
      })),
      lineId,
      period,
    })),
  )
}
