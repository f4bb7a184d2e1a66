import type { Staging } from './stagingFile'

// What rows rest on: facts of the same import first, then those of the ledger that stands beside.

export interface KnownInvoice {
  readonly id: string
  readonly number: string
  readonly currency: string
  readonly amountMinor: bigint
  readonly taxMinor: bigint
}

export interface KnownAccount {
  readonly id: string
  readonly number: string
  readonly currency: string
}

export interface KnownItem {
  readonly id: string
  readonly invoiceId: string
}

function first<Result>(staging: Staging, sql: readonly string[], value: string): Result | undefined {
  for (const text of sql) {
    const found = staging.sql<Result>(text).get(value)
    if (found !== undefined) return found
  }
  return undefined
}

const both = (table: string, columns: string, condition: string) => [
  `select ${columns} from main.${table} where ${condition} limit 1`,
  `select ${columns} from ledger.${table} where ${condition} limit 1`,
]

const invoiceColumns = 'id, number, currency, amount_minor as amountMinor, tax_minor as taxMinor'
const accountById = both('account', 'id, number, currency', 'id = ?')
const accountByNumber = both('account', 'id, number, currency', 'number = ?')
const invoiceById = both('invoice', invoiceColumns, 'id = ?')
const invoiceByNumber = both('invoice', invoiceColumns, 'number = ?')
const itemById = both('item', 'id, invoice_id as invoiceId', 'id = ?')
const taxLineById = both('tax_line', 'id, invoice_id as invoiceId', 'id = ?')

export const findAccount = (staging: Staging, id: string) => first<KnownAccount>(staging, accountById, id)
export const findAccountByNumber = (staging: Staging, number: string) =>
  first<KnownAccount>(staging, accountByNumber, number)
export const findInvoice = (staging: Staging, id: string) => first<KnownInvoice>(staging, invoiceById, id)
export const findInvoiceByNumber = (staging: Staging, number: string) =>
  first<KnownInvoice>(staging, invoiceByNumber, number)
export const findItem = (staging: Staging, id: string) => first<KnownItem>(staging, itemById, id)
/** Of the ledger alone: while items are being staged, those of the import cannot be looked up. */
export const findItemOfLedger = (staging: Staging, id: string) =>
  first<KnownItem>(staging, itemById.slice(1), id)
export const findTaxLine = (staging: Staging, id: string) => first<KnownItem>(staging, taxLineById, id)

/** True if a row with this key was read and refused: what rests on it says so, instead of "unknown". */
export function wasRefused(staging: Staging, kind: string, key: string): boolean {
  const found = staging.sql('select 1 from refused where kind = ? and key = ? limit 1').get(kind, key)
  return found !== undefined
}

/** Indexes that later rows and the comparison need; made when a kind is complete, which is faster. */
export function indexStaged(staging: Staging, table: string): void {
  const columns = indexed[table] ?? []
  for (const column of columns) {
    staging.database.exec(`create index if not exists ${table}_${column} on ${table} (${column})`)
  }
}

const indexed: Readonly<Record<string, readonly string[]>> = {
  account: ['id', 'number'],
  invoice: ['id', 'number'],
  item: ['id'],
  tax_line: ['id'],
  adjustment: ['billing_id', 'number'],
}

/** Planned for the number of rows that are really there. */
export function hasRows(staging: Staging, table: string): boolean {
  return staging.sql(`select 1 from ${table} limit 1`).get() !== undefined
}

/** What the ledger's facts are at while it stands beside: a commit is refused when they have moved on. */
export function stagedFactVersion(staging: Staging): bigint {
  return (
    staging.sql<{ version: bigint }>('select fact_version as version from ledger.ledger').get()?.version ?? 0n
  )
}
