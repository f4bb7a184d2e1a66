import { connect, type Ledger } from '../database'
import { migrate, versionOf } from '../migration/migrate'
import type { Watch } from './fault'

/**
 * The file itself: every page and index is sound, no row refers to one that is not there, and tables,
 * indexes and triggers are exactly those that this app makes for the version of the file. A trigger more
 * or less would change what is append-only.
 */
export function verifyFile(ledger: Ledger, watch: Watch): void {
  watch.step('file', 0, 3)
  verifySchema(ledger, watch)
  watch.step('file', 1, 3)
  for (const found of integrityProblems(ledger)) watch.fault('file_page', 'file', 'ok', found)
  watch.step('file', 2, 3)
  for (const { table, rowid, parent } of looseReferences(ledger)) {
    watch.fault('file_reference', `${table} row ${rowid ?? ''}`, `a row of ${parent}`, 'none')
  }
  watch.step('file', 3, 3)
}

function integrityProblems({ database }: Ledger): string[] {
  const rows = database.pragma('integrity_check(20)') as { integrity_check: string }[]
  return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok')
}

interface LooseReference {
  table: string
  rowid: number | null
  parent: string
}

function looseReferences({ database }: Ledger): LooseReference[] {
  return (database.pragma('foreign_key_check') as LooseReference[]).slice(0, 20)
}

function verifySchema(ledger: Ledger, watch: Watch): void {
  const expected = freshSchema(versionOf(ledger.database))
  const found = schemaOf(ledger)
  for (const [name, sql] of expected) watch.same('file_schema', name, sql, found.get(name) ?? '')
  for (const [name, sql] of found) if (!expected.has(name)) watch.fault('file_schema', name, '', sql)
}

function schemaOf(ledger: Ledger): Map<string, string> {
  const rows = ledger
    .sql<{ name: string; sql: string }>(
      // What ANALYZE keeps says nothing about the content.
      `select type || ' ' || name as name, coalesce(sql, '') as sql from sqlite_schema
       where name not glob 'sqlite_stat[0-9]' order by 1`,
    )
    .all()
  return new Map(rows.map(({ name, sql }) => [name, sql]))
}

function freshSchema(version: number): Map<string, string> {
  const fresh = connect(':memory:', 'write')
  try {
    migrate(fresh.database, () => undefined, version)
    return schemaOf(fresh)
  } finally {
    fresh.close()
  }
}
