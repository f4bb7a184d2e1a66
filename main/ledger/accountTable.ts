import type { AccountRow } from '@contract/invoice'
import type { Ledger } from './database'
import { idList } from './idList'
import { Conditions, contains, countRows, readKeyPage, type PageRequest, type SortedOrder } from './page'

const orders = {
  number: { name: 'number', columns: ['c.number', 'c.id'], from: 'account c' },
  name: { name: 'name', columns: ['c.name', 'c.id'], from: 'account c' },
} as const satisfies Record<string, SortedOrder>

interface AccountSqlRow {
  id: string
  number: string
  name: string
  currency: string
  status: string
  is_placeholder: bigint
  invoice_count: bigint
}

const columns = `c.id, c.number, c.name, c.currency, c.status, c.is_placeholder,
  (select count(*) from invoice i where i.account_id = c.id) as invoice_count`

export interface AccountRequest extends PageRequest {
  readonly text: string
  readonly sort: keyof typeof orders
}

/** One page of accounts; undefined when `after` is no key of this order. */
export function readAccountPage(
  ledger: Ledger,
  request: AccountRequest,
): { rows: AccountRow[]; next: string; total: number } | undefined {
  const conditions = accountConditions(request.text.trim())
  const page = readKeyPage(ledger, orders[request.sort], conditions, request, () =>
    countRows(ledger, 'account c', conditions),
  )
  if (page === undefined) return undefined
  const rows = ledger
    .sql<AccountSqlRow>(
      `select ${columns} from json_each(?) k cross join account c on c.id = k.value order by k.key`,
    )
    .all(idList(page.ids))
  return { rows: rows.map(accountOf), next: page.next, total: page.total }
}

function accountConditions(text: string): Conditions {
  const conditions = new Conditions()
  if (text === '') return conditions
  const pattern = contains(text)
  return conditions.add(
    `(c.number like ? escape '\\' or c.name like ? escape '\\' or c.id like ? escape '\\')`,
    pattern,
    pattern,
    pattern,
  )
}

export function findAccount(ledger: Ledger, accountId: string): AccountRow | undefined {
  const row = ledger.sql<AccountSqlRow>(`select ${columns} from account c where c.id = ?`).get(accountId)
  return row === undefined ? undefined : accountOf(row)
}

function accountOf(row: AccountSqlRow): AccountRow {
  return {
    accountId: row.id,
    number: row.number,
    name: row.name,
    currency: row.currency,
    status: row.status,
    isPlaceholder: row.is_placeholder === 1n,
    invoiceCount: Number(row.invoice_count),
  }
}
