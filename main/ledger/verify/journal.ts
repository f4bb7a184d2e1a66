import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'

interface EntryRow {
  journal_id: string
  adjustment_id: string
  effect: 'create' | 'cancel'
  currency: string
  period_id: string
  entry_count: bigint
  position: bigint | null
  account: string
  debit_minor: bigint
  credit_minor: bigint
  amount_minor: bigint | null
  adjustment_currency: string
  adjustment_period_id: string
  origin: string
}

// By adjustment, so that a cancel stands beside the journal that it mirrors.
const selectEntries = `
  select j.id as journal_id, j.adjustment_id, j.effect, j.currency, j.period_id, j.entry_count, e.position,
    e.account, e.debit_minor, e.credit_minor, a.amount_minor, a.currency as adjustment_currency,
    a.period_id as adjustment_period_id, a.origin
  from journal j
  left join adjustment a on a.id = j.adjustment_id
  left join journal_entry e on e.journal_id = j.id
  order by j.adjustment_id, j.effect desc, e.position`

/** Each journal has its entries, balances, and is that of its adjustment; a cancel mirrors the creation. */
export function verifyJournals(ledger: Ledger, watch: Watch): number {
  const total = countOf(ledger, 'select count(*) as count from journal')
  let journals = 0
  let created: { adjustmentId: string; mirror: string } | undefined
  for (const rows of byJournal(ledger.sql<EntryRow>(selectEntries).iterate())) {
    const [head] = rows
    if (head === undefined) continue
    verifyJournal(head, rows, watch)
    if (head.effect === 'create') created = { adjustmentId: head.adjustment_id, mirror: sides(rows, true) }
    else if (created?.adjustmentId === head.adjustment_id) {
      watch.same('journal_mirror', placeOf(head), created.mirror, sides(rows, false))
    }
    journals += 1
    watch.step('journals', journals, total)
  }
  return journals
}

function* byJournal(rows: Iterable<EntryRow>): Generator<EntryRow[]> {
  let journal: EntryRow[] = []
  for (const row of rows) {
    if (journal.length > 0 && journal[0]?.journal_id !== row.journal_id) {
      yield journal
      journal = []
    }
    journal.push(row)
  }
  if (journal.length > 0) yield journal
}

function placeOf(row: EntryRow): string {
  return `journal ${row.journal_id} of adjustment ${row.adjustment_id}`
}

function verifyJournal(head: EntryRow, rows: readonly EntryRow[], watch: Watch): void {
  const place = placeOf(head)
  const entries = rows.filter(({ position }) => position !== null)
  watch.same('journal_entries', place, head.entry_count, BigInt(entries.length))
  const debit = entries.reduce((sum, { debit_minor }) => sum + debit_minor, 0n)
  const credit = entries.reduce((sum, { credit_minor }) => sum + credit_minor, 0n)
  watch.same('journal_balance', place, debit, credit)
  watch.same('journal_adjustment', `${place}, amount`, head.amount_minor, debit)
  watch.same('journal_adjustment', `${place}, currency`, head.adjustment_currency, head.currency)
  watch.same('journal_adjustment', `${place}, period`, head.adjustment_period_id, head.period_id)
  watch.same('journal_adjustment', `${place}, origin`, 'local', head.origin)
}

/** Accounts and sides as one text; mirrored with debit and credit exchanged. */
function sides(rows: readonly EntryRow[], isMirrored: boolean): string {
  return rows
    .map(({ account, debit_minor, credit_minor }) =>
      isMirrored ? `${account} ${credit_minor} ${debit_minor}` : `${account} ${debit_minor} ${credit_minor}`,
    )
    .sort()
    .join('; ')
}
