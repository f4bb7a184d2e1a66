import { writeCacheKibibytes, type Ledger } from './database'
import { verdictNumber, type StagedTable } from './stagingColumn'

// The commit of staged facts: whole tables at a time, in the ledger's transaction. The staging file
// stands beside the ledger as `staging` and is only read.

export interface FactCommit {
  readonly importId: string
  readonly asOf: string
  readonly at: string
}

/** A transaction cannot take in another file: before it starts. The cache makes a large commit some 30 % faster. */
export function attachStaging(ledger: Ledger, path: string): void {
  ledger.database.prepare('attach database ? as staging').run(path)
  ledger.database.pragma(`main.cache_size = ${commitCacheKibibytes}`)
}

export function detachStaging(ledger: Ledger): void {
  ledger.database.exec('detach database staging')
  ledger.database.pragma(`main.cache_size = ${writeCacheKibibytes}`)
}

const commitCacheKibibytes = -131_072

/** Inserts new facts, replaces changed ones, and moves on the as-of of those that are the same. */
export function commitFacts(ledger: Ledger, staged: StagedTable, { importId, asOf, at }: FactCommit): void {
  const { table, kind, key, columns } = staged
  if (ledger.sql(`select 1 from staging.${table} limit 1`).get() === undefined) return
  const names = Object.keys(columns)
  const known = ledger.sql(`select 1 from staging.${table} where verdict > 0 limit 1`).get() !== undefined
  if (known) {
    keepHistory(ledger, staged, { importId, asOf, at }, kind)
    ledger
      .sql(
        `update main.${table} set ${names.map((name) => `${name} = s.${name}`).join(', ')}, as_of = ?, import_id = ?
         from staging.${table} s where s.${key} = main.${table}.${key} and s.verdict = ${verdictNumber.changed}`,
      )
      .run(asOf, importId)
    ledger
      .sql(
        `update main.${table} set as_of = ? where as_of < ? and ${key} in
         (select ${key} from staging.${table} where verdict = ${verdictNumber.same})`,
      )
      .run(asOf, asOf)
  }
  const derived = table === 'invoice' ? ['current_balance_minor'] : []
  ledger
    .sql(
      `insert into main.${table} (${[...names, 'as_of', 'import_id', ...derived].join(', ')})
       select ${names.join(', ')}, ?, ?${derived.map(() => ', balance_minor').join('')}
       from staging.${table} where verdict = ${verdictNumber.new}`,
    )
    .run(asOf, importId)
}

function keepHistory(
  ledger: Ledger,
  { table, key, columns }: StagedTable,
  commit: FactCommit,
  kind: string,
): void {
  const pairs = Object.keys(columns).map((name) => `'${name}', l.${name}`)
  ledger
    .sql(
      `insert into fact_history (kind, fact_id, as_of, import_id, replaced_at, replaced_by_import_id, content)
       select ?, l.${key}, l.as_of, l.import_id, ?, ?, json_object(${pairs.join(', ')})
       from staging.${table} s join main.${table} l on l.${key} = s.${key}
       where s.verdict = ${verdictNumber.changed} order by s.row`,
    )
    .run(kind, commit.at, commit.importId)
}

/** Whether the staging file holds periods that the ledger does not know. */
export function bringsPeriods(ledger: Ledger): boolean {
  const row = ledger.sql(`select 1 from staging.period where verdict = ${verdictNumber.new} limit 1`).get()
  return row !== undefined
}

/**
 * New periods only: what is known of a period is not changed by an import. They are put beside those that are
 * there one by one, away from them in both directions: a trigger lets in none that leaves a gap.
 */
export function commitPeriods(ledger: Ledger): void {
  const first = ledger.sql<{ start: string | null }>('select min(start_date) as start from main.period').get()
  const insert = (where: string) =>
    ledger
      .sql(
        `insert into main.period (id, name, start_date, end_date, fiscal_year, fiscal_quarter, state, hard_locked)
         select id, name, start_date, end_date, fiscal_year, fiscal_quarter, state, 0
         from staging.period where verdict = ${verdictNumber.new} and ${where}`,
      )
      .run(first?.start ?? '')
  insert('start_date >= ? order by start_date')
  insert('start_date < ? order by start_date desc')
}

/** A new default reason takes the place of the one before. */
export function keepOneDefaultReason(ledger: Ledger): void {
  const imported = ledger
    .sql<{ name: string }>(
      `select name from staging.reason_code where is_default = 1 and verdict <> ${verdictNumber.same} order by row desc`,
    )
    .get()
  if (imported === undefined) return
  ledger.sql('update reason_code set is_default = 0 where is_default = 1 and name <> ?').run(imported.name)
}

/** The adjustments of these invoices are known now, as far as this import goes. */
export function markHistoryVerified(ledger: Ledger, asOf: string): void {
  ledger
    .sql(
      `update main.invoice set history_as_of = ?1 where (history_as_of is null or history_as_of < ?1) and id in (
         select id from staging.invoice union select invoice_id from staging.adjustment)`,
    )
    .run({ 1: asOf })
}

/** Invoices whose derived columns this commit may have made wrong. */
export function invoicesToRefresh(ledger: Ledger): string[] {
  return ledger
    .sql<{ id: string }>(
      `select id from staging.invoice where verdict > 0
       union select invoice_id from staging.adjustment where verdict <> ${verdictNumber.same}`,
    )
    .all()
    .map(({ id }) => id)
}

export interface ImportRecord {
  readonly importId: string
  readonly asOf: string
  readonly at: string
  readonly personId: string
  readonly files: unknown
  readonly counts: unknown
}

export function insertImport(ledger: Ledger, record: ImportRecord): void {
  ledger
    .sql('insert into import (id, as_of, committed_at, person_id, files, counts) values (?, ?, ?, ?, ?, ?)')
    .run(
      record.importId,
      record.asOf,
      record.at,
      record.personId,
      JSON.stringify(record.files),
      JSON.stringify(record.counts),
    )
}

/** True if a file of these bytes has been imported before. */
export function wasImported(ledger: Ledger, hash: string): boolean {
  return (
    ledger
      .sql(
        `select 1 from import, json_each(import.files) f where json_extract(f.value, '$.hash') = ? limit 1`,
      )
      .get(hash) !== undefined
  )
}

export function findImport(ledger: Ledger, importId: string): { asOf: string; counts: unknown } | undefined {
  const row = ledger
    .sql<{ as_of: string; counts: string }>('select as_of, counts from import where id = ?')
    .get(importId)
  return row === undefined ? undefined : { asOf: row.as_of, counts: JSON.parse(row.counts) as unknown }
}

/** Whatever file brings the account itself is newer than its placeholder. */
export function leavePlaceholdersOpen(ledger: Ledger, importId: string): void {
  ledger
    .sql(`update account set as_of = '0001-01-01T00:00:00.000Z' where is_placeholder = 1 and import_id = ?`)
    .run(importId)
}
