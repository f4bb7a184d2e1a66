import { journalText, type LineJournal } from '../engine/journal/journalText'
import type { JournalEntry } from '../engine/journal/journalOf'
import type { Ledger } from './database'

interface PostedEntryRow {
  line_id: string
  effect: 'create' | 'cancel'
  currency: string
  journal_date: string
  period: string
  account: string
  debit_minor: bigint
  credit_minor: bigint
}

// A cancel that was refused and made again by another batch has its journal from the first one.
const selectPosted = `
  with made as (
    select a.id as line_id, j.* from adjustment a join journal j on j.adjustment_id = a.id and j.effect = 'create'
      where a.batch_id = ?
    union all
    select e.line_id, j.* from adjustment_event e join journal j
      on j.adjustment_id = e.adjustment_id and j.effect = 'cancel' and j.recorded_at = e.at
      where e.batch_id = ? and e.event = 'cancelled')
  select m.line_id, m.effect, m.currency, m.journal_date, p.name as period, x.account, x.debit_minor, x.credit_minor
  from made m join period p on p.id = m.period_id join journal_entry x on x.journal_id = m.id
  order by m.line_id, x.position`

/** The journals that a batch has posted, as its approval froze them: the same text, to the byte. */
export function postedJournalText(ledger: Ledger, batchId: string): string {
  const journals = new Map<string, LineJournal & { entries: JournalEntry[] }>()
  for (const row of ledger.sql<PostedEntryRow>(selectPosted).iterate(batchId, batchId)) {
    const entry = { account: row.account, debitMinor: row.debit_minor, creditMinor: row.credit_minor }
    const known = journals.get(row.line_id)
    if (known !== undefined) known.entries.push(entry)
    else {
      journals.set(row.line_id, {
        lineId: row.line_id,
        effect: row.effect,
        currency: row.currency,
        date: row.journal_date,
        period: row.period,
        entries: [entry],
      })
    }
  }
  return journalText([...journals.values()])
}
