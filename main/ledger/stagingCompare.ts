import type { Staging } from './stagingFile'
import { hasRows } from './stagingLookup'
import { verdictNumber, type StagedTable } from './stagingColumn'

// The comparison of staged facts with the ledger's, a table at a time: what is new, changed, the same.

/** A staged row that the comparison refuses; the use case says why in the words of the contract. */
export interface StagedConflict {
  readonly row: bigint
  readonly file: bigint
  readonly line: bigint
  readonly key: string
  readonly expected: string
  readonly found: string
}

/** Rows whose key stands on an earlier row of this import, which keeps it. `expected` is that row's line. */
export function findDuplicates(staging: Staging, { table, key }: StagedTable): StagedConflict[] {
  return staging
    .sql<StagedConflict>(
      `with twice as (select ${key} as key, min(row) as first from main.${table}
         where ${key} <> '' group by ${key} having count(*) > 1)
       select s.row, s.file, s.line, twice.key, cast(f.line as text) as expected, s.${key} as found
       from twice join main.${table} s on s.${key} = twice.key and s.row <> twice.first
       join main.${table} f on f.row = twice.first order by s.row`,
    )
    .all()
}

/** Rows whose `column` must be unique but belongs to another fact, here or in the ledger. */
export function findTaken(staging: Staging, { table, key }: StagedTable, column: string): StagedConflict[] {
  return staging
    .sql<StagedConflict>(
      `select s.row, s.file, s.line, s.${key} as key, o.${key} as expected, s.${column} as found
       from main.${table} s join ledger.${table} o on o.${column} = s.${column} and o.${key} <> s.${key}
       union all
       select s.row, s.file, s.line, s.${key}, min(o.${key}), s.${column}
       from main.${table} s join main.${table} o
         on o.${column} = s.${column} and o.row < s.row and o.${key} <> s.${key}
       group by s.row`,
    )
    .all()
}

/** Rows in which a column that never changes differs from the ledger's. */
export function findDiffering(
  staging: Staging,
  { table, key }: StagedTable,
  column: string,
): StagedConflict[] {
  return staging
    .sql<StagedConflict>(
      `select s.row, s.file, s.line, s.${key} as key, l.${column} as expected, s.${column} as found
       from main.${table} s join ledger.${table} l on l.${key} = s.${key} where l.${column} <> s.${column}`,
    )
    .all()
}

/** Columns that a file does not have keep what the ledger knows: a short export takes nothing away. */
export function keepUnmapped(
  staging: Staging,
  { table, key, columns }: StagedTable,
  file: number,
  given: readonly string[],
): void {
  if (!hasRows(staging, `ledger.${table}`)) return
  const kept = Object.keys(columns).filter((column) => !given.includes(column) && columns[column] !== 'json')
  const merged = Object.keys(columns).filter((column) => columns[column] === 'json')
  const sets = [
    ...kept.map((column) => `${column} = l.${column}`),
    ...merged.map((column) => `${column} = json_patch(l.${column}, ${table}.${column})`),
  ]
  if (sets.length === 0) return
  staging
    .sql(
      `update ${table} set ${sets.join(', ')} from ledger.${table} l where l.${key} = ${table}.${key} and file = ?`,
    )
    .run(BigInt(file))
}

/** Marks staged rows that the ledger has: changed, or the same in every column. */
export function markKnown(staging: Staging, { table, key, columns }: StagedTable): void {
  const equal = Object.keys(columns)
    .filter((column) => column !== key)
    .map((column) => `l.${column} is ${table}.${column}`)
    .join(' and ')
  staging
    .sql(
      `update ${table} set verdict = case when ${equal} then ${verdictNumber.same} else ${verdictNumber.changed} end
       from ledger.${table} l where l.${key} = ${table}.${key}`,
    )
    .run()
}

/** Changed rows of which the ledger has a newer state: `expected` is its as-of. */
export function findOlder(staging: Staging, { table, key }: StagedTable, asOf: string): StagedConflict[] {
  return staging
    .sql<StagedConflict>(
      `select s.row, s.file, s.line, s.${key} as key, l.as_of as expected, ? as found
       from main.${table} s join ledger.${table} l on l.${key} = s.${key}
       where s.verdict = ${verdictNumber.changed} and l.as_of > ?`,
    )
    .all(asOf, asOf)
}

export function dropStaged(staging: Staging, table: string, row: bigint): void {
  staging.sql(`delete from ${table} where row = ?`).run(row)
}

export interface PostedBasis extends StagedConflict {
  readonly table: 'invoice' | 'item' | 'tax_line'
  readonly currency: string
}

/** Changed amounts on which adjustments posted here rest: an invoice's balance, an item's or tax line's amount. In minor units. */
export function findPostedBasis(staging: Staging): PostedBasis[] {
  if (staging.sql(`select 1 from ledger.adjustment where origin = 'local' limit 1`).get() === undefined)
    return []
  const changed = (table: string, column: string, invoice: string, rests: string) => `
    select '${table}' as "table", s.row, s.file, s.line, s.id as key, i.currency,
      cast(l.${column} as text) as expected, cast(s.${column} as text) as found
    from main.${table} s join ledger.${table} l on l.id = s.id join ledger.invoice i on i.id = ${invoice}
    where s.verdict = ${verdictNumber.changed} and l.${column} <> s.${column}
      and exists (select 1 from ledger.adjustment a where a.origin = 'local' and a.${rests} = s.id)`
  return staging
    .sql<PostedBasis>(
      [
        changed('invoice', 'balance_minor', 's.id', 'invoice_id'),
        changed('item', 'amount_minor', 'l.invoice_id', 'source_id'),
        changed('tax_line', 'amount_minor', 'l.invoice_id', 'source_id'),
      ].join(' union all '),
    )
    .all()
}

export interface StagedCount {
  readonly file: number
  readonly verdict: string
  readonly rows: number
}

const names = ['new', 'changed', 'same', 'twin']

/** Rows by file and verdict; placeholder accounts are not rows of a file. */
export function countStaged(staging: Staging, table: string): StagedCount[] {
  const rows = table === 'account' ? 'account where is_placeholder = 0' : table
  return staging
    .sql<{ file: bigint; verdict: bigint; rows: bigint }>(
      `select file, verdict, count(*) as rows from ${rows} group by file, verdict`,
    )
    .all()
    .map(({ file, verdict, rows }) => ({
      file: Number(file),
      verdict: names[Number(verdict)] ?? '',
      rows: Number(rows),
    }))
}

export function countRefused(staging: Staging): StagedCount[] {
  return staging
    .sql<{ file: bigint; rows: bigint }>('select file, count(*) as rows from refused group by file')
    .all()
    .map(({ file, rows }) => ({ file: Number(file), verdict: 'refused', rows: Number(rows) }))
}
