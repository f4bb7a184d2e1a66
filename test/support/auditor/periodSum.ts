import type { Ledger } from '../../../main/ledger/database'
import { decimalText } from './amount'
import { stands, type Posting } from './posting'

interface PeriodRow {
  id: string
  start_date: string
  end_date: string
}

function periodOf(ledger: Ledger): (date: string) => string {
  const periods = ledger.sql<PeriodRow>('select id, start_date, end_date from period').all()
  return (date) =>
    periods.find(({ start_date, end_date }) => start_date <= date && date <= end_date)?.id ?? ''
}

/** Per period and currency: how many stand, how many were cancelled, credits and charges as decimal text. */
export function periodSums(ledger: Ledger, postings: readonly Posting[]): string[] {
  const inPeriod = periodOf(ledger)
  const groups = new Map<string, Posting[]>()
  for (const posting of postings.filter(({ isDeleted }) => !isDeleted)) {
    const key = `${inPeriod(posting.date)} ${posting.currency}`
    groups.set(key, [...(groups.get(key) ?? []), posting])
  }
  return [...groups]
    .map(([key, group]) => {
      const canceled = group.filter(({ isCanceled }) => isCanceled).length
      const sum = (type: Posting['type']) =>
        group
          .filter((posting) => stands(posting) && posting.type === type)
          .reduce((total, { amount }) => total + amount, 0n)
      const [credits, charges] = [sum('Credit'), sum('Charge')]
      const money = [credits, charges, charges - credits].map((minor) => decimalText(minor, key.slice(-3)))
      return [key, group.filter(stands).length, canceled, ...money].join(' ')
    })
    .sort()
}

/** Debit less credit per period, currency and account, as posting has to have booked it; nothing is ever taken out. */
export function expectedBooks(ledger: Ledger, postings: readonly Posting[]): string[] {
  const inPeriod = periodOf(ledger)
  const accounts = readAccounts(ledger)
  const books = new Map<string, bigint>()
  const book = (key: string, minor: bigint) => books.set(key, (books.get(key) ?? 0n) + minor)
  for (const posting of postings) {
    if (posting.origin !== 'local') continue
    const period = `${inPeriod(posting.date)} ${posting.currency}`
    const counter = accounts.get(posting.sourceId) ?? posting.accountingCode
    const effects = posting.wasCanceledHere ? [posting.impact, -posting.impact] : [posting.impact]
    for (const impact of effects) {
      book(`${period} Accounts Receivable`, impact)
      book(`${period} ${counter}`, -impact)
    }
  }
  return [...books].map(([key, minor]) => `${key} ${String(minor)}`).sort()
}

/** The other side of an item or tax line: deferred revenue before revenue, the tax that is payable. */
function readAccounts(ledger: Ledger): Map<string, string> {
  const rows = ledger
    .sql<{ id: string; account: string }>(
      `select id, coalesce(nullif(deferred_revenue_account, ''), accounting_code) as account from item
       union all select id, accounting_code from tax_line`,
    )
    .all()
  return new Map(rows.map(({ id, account }) => [id, account]))
}

/** The same from the journals. */
export function readBooks(ledger: Ledger): string[] {
  return ledger
    .sql<{ line: string }>(
      `select j.period_id || ' ' || j.currency || ' ' || e.account || ' ' || sum(e.debit_minor - e.credit_minor) as line
       from journal j join journal_entry e on e.journal_id = j.id group by j.period_id, j.currency, e.account`,
    )
    .all()
    .map(({ line }) => line)
    .sort()
}
