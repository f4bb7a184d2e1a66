import type { Facts, ResolvedLine } from '../fact'
import { absolute } from '../money/amount'

/** One side of a journal: exactly one of the two amounts is above zero. Minor units of its currency. */
export interface JournalEntry {
  readonly account: string
  readonly debitMinor: bigint
  readonly creditMinor: bigint
}

/** What posting an adjustment, or cancelling one, writes. Its debits equal its credits. */
export interface Journal {
  readonly currency: string
  readonly periodId: string
  readonly date: string
  readonly entries: readonly JournalEntry[]
}

/**
 * The balanced journal of a line, in its currency, period and date (domain.md, "Posting writes").
 *
 * A credit credits receivables and debits the item's deferred revenue, else its accounting code; for a
 * tax line its tax payable code; for an invoice adjustment its accounting code. A charge the reverse.
 * A reversal or cancel of an adjustment posted here mirrors the accounts of `original`, that one's journal,
 * even inactive ones.
 *
 * Undefined where nothing is booked: for a delete, and for a cancel of an imported adjustment, which has
 * no journal here to be taken back. Throws RangeError (a defect) if an account or the original's journal
 * is missing; the rules refuse such lines before.
 */
export function journalOf(resolved: ResolvedLine, facts: Facts, original?: Journal): Journal | undefined {
  const { line, adjustment, currency, periodId, date, impactMinor } = resolved
  if (line.action === 'delete') return undefined
  if (line.action === 'cancel' && adjustment?.origin !== 'local') return undefined
  const mirrors = adjustment?.origin === 'local'
  if (mirrors && original === undefined) throw new RangeError(`No journal to mirror for line ${line.lineId}`)
  const amountMinor = absolute(impactMinor)
  const entries =
    original !== undefined && mirrors
      ? mirrored(original, amountMinor)
      : booked(resolved, facts.settings.receivablesCode, amountMinor)
  return { currency, periodId, date, entries }
}

function booked(
  resolved: ResolvedLine,
  defaultReceivables: string,
  amountMinor: bigint,
): readonly JournalEntry[] {
  const { source, line, impactMinor } = resolved
  const receivables = source?.receivablesCode || defaultReceivables
  const counter = resolved.deferredRevenueAccount || resolved.accountingCode
  if (receivables === '' || counter === '') throw new RangeError(`No account to book line ${line.lineId}`)
  return impactMinor < 0n
    ? [debit(counter, amountMinor), credit(receivables, amountMinor)]
    : [debit(receivables, amountMinor), credit(counter, amountMinor)]
}

/** The accounts of another journal with the sides exchanged, for the whole or a part of its amount. */
function mirrored(original: Journal, amountMinor: bigint): readonly JournalEntry[] {
  const debited = original.entries.find(({ debitMinor }) => debitMinor > 0n)
  const credited = original.entries.find(({ creditMinor }) => creditMinor > 0n)
  if (debited === undefined || credited === undefined || original.entries.length !== 2) {
    throw new RangeError('A journal to mirror has one debit and one credit')
  }
  return [debit(credited.account, amountMinor), credit(debited.account, amountMinor)]
}

function debit(account: string, debitMinor: bigint): JournalEntry {
  return { account, debitMinor, creditMinor: 0n }
}

function credit(account: string, creditMinor: bigint): JournalEntry {
  return { account, debitMinor: 0n, creditMinor }
}
