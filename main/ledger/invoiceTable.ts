import type { InvoiceFilter, InvoiceRow } from '@contract/invoice'
import type { z } from 'zod'
import type { InvoiceSort } from '@contract/invoice'
import { formatMinor } from '../engine/money/amount'
import type { Ledger } from './database'
import { idList } from './idList'
import { Conditions, contains, countRows, readKeyPage, type PageRequest, type SortedOrder } from './page'

type Sort = z.infer<typeof InvoiceSort>

const orders: Record<Sort, SortedOrder> = {
  number: { name: 'number', columns: ['i.number', 'i.id'], from: 'invoice i' },
  // Accounts of one name stay apart, so that two indexes after each other give the order.
  accountName: {
    name: 'accountName',
    columns: ['c.name', 'c.id', 'i.id'],
    from: 'account c cross join invoice i on i.account_id = c.id',
  },
  invoiceDate: { name: 'invoiceDate', columns: ['i.invoice_date', 'i.id'], from: 'invoice i' },
  dueDate: { name: 'dueDate', columns: ['i.due_date', 'i.id'], from: 'invoice i' },
  amount: { name: 'amount', columns: ['i.amount_minor', 'i.id'], from: 'invoice i' },
  balance: { name: 'balance', columns: ['i.current_balance_minor', 'i.id'], from: 'invoice i' },
}

export interface InvoiceSqlRow {
  id: string
  number: string
  account_id: string
  account_number: string
  account_name: string
  status: string
  currency: string
  invoice_date: string
  due_date: string
  amount_minor: bigint
  adjustment_impact_minor: bigint
  current_balance_minor: bigint
  item_count: bigint
  adjustment_count: bigint
}

export const invoiceColumns = `i.id, i.number, i.account_id, c.number as account_number,
  c.name as account_name, i.status, i.currency, i.invoice_date, i.due_date, i.amount_minor,
  i.adjustment_impact_minor, i.current_balance_minor, i.adjustment_count,
  (select count(*) from item m where m.invoice_id = i.id) as item_count`

export interface InvoiceRequest extends PageRequest {
  readonly filter: InvoiceFilter
  readonly sort: Sort
}

/** One page of invoices; undefined when `after` is no key of this order. */
export function readInvoicePage(
  ledger: Ledger,
  request: InvoiceRequest,
): { rows: InvoiceRow[]; next: string; total: number } | undefined {
  const conditions = invoiceConditions(request.filter)
  const page = readKeyPage(ledger, orders[request.sort], conditions, request, () =>
    countRows(ledger, 'invoice i', conditions),
  )
  if (page === undefined) return undefined
  const rows = ledger
    .sql<InvoiceSqlRow>(
      `select ${invoiceColumns} from json_each(?) k cross join invoice i on i.id = k.value
       cross join account c on c.id = i.account_id order by k.key`,
    )
    .all(idList(page.ids))
  return { rows: rows.map(invoiceRowOf), next: page.next, total: page.total }
}

const balanceConditions = {
  any: '',
  positive: '+i.current_balance_minor > 0',
  zero: '+i.current_balance_minor = 0',
  negative: '+i.current_balance_minor < 0',
} as const

/** Unary plus: a condition that many rows meet must not drive, else every page sorts all of them. */
function invoiceConditions(filter: InvoiceFilter): Conditions {
  const conditions = new Conditions()
  if (filter.accountId !== '') conditions.add('i.account_id = ?', filter.accountId)
  if (filter.status !== '') conditions.add('i.status = ?', filter.status)
  if (filter.currency !== '') conditions.add('i.currency = ?', filter.currency)
  if (filter.dateFrom !== '') conditions.add('+i.invoice_date >= ?', filter.dateFrom)
  if (filter.dateTo !== '') conditions.add('+i.invoice_date <= ?', filter.dateTo)
  const balance = balanceConditions[filter.balance]
  if (balance !== '') conditions.add(balance)
  const text = filter.text.trim()
  if (text === '') return conditions
  const pattern = contains(text)
  return conditions.add(
    `(i.number like ? escape '\\' or i.id like ? escape '\\' or i.account_id in (select id from account
       where name like ? escape '\\' or number like ? escape '\\' or id like ? escape '\\'))`,
    ...Array.from({ length: 5 }, () => pattern),
  )
}

export function invoiceRowOf(row: InvoiceSqlRow): InvoiceRow {
  return {
    invoiceId: row.id,
    number: row.number,
    accountId: row.account_id,
    accountNumber: row.account_number,
    accountName: row.account_name,
    status: row.status,
    currency: row.currency,
    invoiceDate: row.invoice_date,
    dueDate: row.due_date,
    amount: formatMinor(row.amount_minor, row.currency),
    adjusted: formatMinor(row.adjustment_impact_minor, row.currency),
    balance: formatMinor(row.current_balance_minor, row.currency),
    itemCount: Number(row.item_count),
    adjustmentCount: Number(row.adjustment_count),
  }
}
