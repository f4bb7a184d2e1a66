import type { InvoiceFact, InvoiceStatus } from '../engine/fact'
import type { Ledger } from './database'
import { readFactVersion } from './ledgerTable'
import { idList } from './idList'

interface InvoiceFactRow {
  id: string
  number: string
  status: string
  currency: string
  invoice_date: string
  current_balance_minor: bigint
  amount_minor: bigint
  history_as_of: string | null
  account_name: string
}

const selectInvoices = `
  select i.id, i.number, i.status, i.currency, i.invoice_date, i.current_balance_minor, i.amount_minor,
    i.history_as_of, a.name as account_name
  from invoice i join account a on a.id = i.account_id`

export interface LoadedInvoices {
  readonly invoices: Map<string, InvoiceFact>
  readonly accountNames: Map<string, string>
}

/** Invoices by id or number, keyed by id, and the name of each one's account. */
export function loadInvoiceFacts(
  ledger: Ledger,
  wanted: { readonly ids: Iterable<string>; readonly numbers: Iterable<string> },
): LoadedInvoices {
  const rows = [
    ...ledger
      .sql<InvoiceFactRow>(`${selectInvoices} where i.id in (select value from json_each(?))`)
      .all(idList(wanted.ids)),
    ...ledger
      .sql<InvoiceFactRow>(`${selectInvoices} where i.number in (select value from json_each(?))`)
      .all(idList(wanted.numbers)),
  ]
  const disagreeing = findDisagreeing(
    ledger,
    rows.map(({ id }) => id),
  )
  return {
    invoices: new Map(rows.map((row) => [row.id, factOf(row, disagreeing)])),
    accountNames: new Map(rows.map((row) => [row.id, row.account_name])),
  }
}

/** The name of each invoice's account, where nothing else of it is wanted. */
export function loadAccountNames(ledger: Ledger, invoiceIds: Iterable<string>): ReadonlyMap<string, string> {
  const rows = ledger
    .sql<{ id: string; name: string }>(
      `select i.id, a.name from invoice i join account a on a.id = i.account_id
       where i.id in (select value from json_each(?))`,
    )
    .all(idList(invoiceIds))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function factOf(row: InvoiceFactRow, disagreeing: ReadonlyMap<string, boolean>): InvoiceFact {
  return {
    id: row.id,
    number: row.number,
    status: statusOf(row.status),
    currency: row.currency,
    invoiceDate: row.invoice_date,
    balanceMinor: row.current_balance_minor,
    amountMinor: row.amount_minor,
    historyVerified: row.history_as_of !== null,
    factsDisagree: disagreeing.get(row.id) === true,
  }
}

const knownStatuses: ReadonlySet<string> = new Set(['Posted', 'Draft', 'Canceled', 'Split'])

function statusOf(text: string): InvoiceStatus {
  return knownStatuses.has(text) ? (text as InvoiceStatus) : 'Other'
}

// Adding up an invoice of thousands of items for every cell typed would make typing slow, so the answer
// is kept until a fact of the ledger changes.
const known = new WeakMap<Ledger, { version: bigint; disagrees: Map<string, boolean> }>()

function findDisagreeing(ledger: Ledger, invoiceIds: readonly string[]): ReadonlyMap<string, boolean> {
  const version = readFactVersion(ledger)
  let kept = known.get(ledger)
  if (kept?.version !== version) {
    kept = { version, disagrees: new Map() }
    known.set(ledger, kept)
  }
  const { disagrees } = kept
  const missing = invoiceIds.filter((id) => !disagrees.has(id))
  if (missing.length > 0) {
    for (const { id, disagree } of ledger
      .sql<{ id: string; disagree: bigint }>(selectDisagree)
      .all(idList(missing))) {
      disagrees.set(id, disagree === 1n)
    }
  }
  return disagrees
}

/**
 * The facts of an invoice disagree when its items and tax do not add up to its amount. Without tax lines
 * the header's tax counts; an invoice without any item proves nothing.
 */
const selectDisagree = `
  with found as (
    select i.id, i.amount_minor, i.tax_minor,
      (select sum(amount_minor) from item where invoice_id = i.id) as items,
      (select sum(amount_minor) from tax_line where invoice_id = i.id) as taxes
    from invoice i where i.id in (select value from json_each(?)))
  select id, items is not null and items + coalesce(taxes, tax_minor) <> amount_minor as disagree from found`
