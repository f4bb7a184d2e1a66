import type { Journal } from '../engine/journal/journalOf'
import type { Ledger } from './database'
import { idList } from './idList'

export interface JournalRecord extends Journal {
  readonly id: string
  readonly adjustmentId: string
  readonly effect: 'create' | 'cancel'
  readonly recordedAt: string
}

/** Appends journals: the entries first, then the header that seals them. A trigger refuses what does not balance. */
export function insertJournals(ledger: Ledger, journals: readonly JournalRecord[]): void {
  const entryStatement = ledger.sql(
    'insert or fail into journal_entry (journal_id, position, account, debit_minor, credit_minor) values (?, ?, ?, ?, ?)',
  )
  const headerStatement = ledger.sql(
    `insert or fail into journal (id, adjustment_id, effect, currency, period_id, journal_date, entry_count, recorded_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const journal of journals) {
    journal.entries.forEach((entry, index) => {
      entryStatement.run(journal.id, BigInt(index + 1), entry.account, entry.debitMinor, entry.creditMinor)
    })
    headerStatement.run(
      journal.id,
      journal.adjustmentId,
      journal.effect,
      journal.currency,
      journal.periodId,
      journal.date,
      BigInt(journal.entries.length),
      journal.recordedAt,
    )
  }
}

interface JournalRow {
  id: string
  adjustment_id: string
  currency: string
  period_id: string
  journal_date: string
  account: string
  debit_minor: bigint
  credit_minor: bigint
}

/** The journals of creation of these adjustments, by adjustment id: what reversals and cancels mirror. */
export function loadCreateJournals(ledger: Ledger, adjustmentIds: Iterable<string>): Map<string, Journal> {
  const rows = ledger
    .sql<JournalRow>(
      `select j.id, j.adjustment_id, j.currency, j.period_id, j.journal_date, e.account, e.debit_minor, e.credit_minor
       from journal j join journal_entry e on e.journal_id = j.id
       where j.adjustment_id in (select value from json_each(?)) and j.effect = 'create'
       order by j.adjustment_id, e.position`,
    )
    .all(idList(adjustmentIds))
  const journals = new Map<string, Journal & { entries: Journal['entries'][number][] }>()
  for (const row of rows) {
    const entry = { account: row.account, debitMinor: row.debit_minor, creditMinor: row.credit_minor }
    const found = journals.get(row.adjustment_id)
    if (found !== undefined) found.entries.push(entry)
    else {
      journals.set(row.adjustment_id, {
        currency: row.currency,
        date: row.journal_date,
        periodId: row.period_id,
        entries: [entry],
      })
    }
  }
  return journals
}

/** Which of these adjustments have a journal of their cancel already (a cancel that was refused stays in the books). */
export function findCancelJournals(ledger: Ledger, adjustmentIds: Iterable<string>): ReadonlySet<string> {
  const rows = ledger
    .sql<{ id: string }>(
      `select adjustment_id as id from journal
       where adjustment_id in (select value from json_each(?)) and effect = 'cancel'`,
    )
    .all(idList(adjustmentIds))
  return new Set(rows.map(({ id }) => id))
}
