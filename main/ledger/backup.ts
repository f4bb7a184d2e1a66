import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { connect, type Ledger } from './database'
import { LedgerRefused } from './ledgerRefused'
import { migrate } from './migration/migrate'
import { openLedger } from './open'

/** Writes a copy of the ledger as it is now and verifies the copy before it answers. */
export function backUpLedger(ledger: Ledger, path: string): void {
  rmSync(path, { force: true })
  ledger.database.prepare('vacuum into ?').run(path)
  verifyLedgerFile(path).close()
}

/**
 * Opens a file that claims to be a ledger, after looking at it as at a stranger's: every page is sound,
 * and tables, indexes and triggers are exactly our own (a trigger more or less would change what is
 * append-only). Refused: `ledger_not_a_ledger`, `ledger_newer`, `ledger_damaged`.
 */
export function verifyLedgerFile(path: string): Ledger {
  migrateCopy(path)
  const ledger = openLedger(path, 'read')
  try {
    refuseDamage(ledger)
    refuseForeignSchema(ledger)
    return ledger
  } catch (error) {
    ledger.close()
    throw error
  }
}

/** An older backup is brought up to date first; the file is a copy of ours by now. */
function migrateCopy(path: string): void {
  openLedger(path, 'write').close()
}

function refuseDamage({ database }: Ledger): void {
  const found = database.pragma('integrity_check(1)', { simple: true })
  if (found !== 'ok') throw new LedgerRefused('ledger_damaged', { found: String(found).slice(0, 200) })
  const orphans = database.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0) throw new LedgerRefused('ledger_damaged', { found: `${orphans.length} loose references` })
}

function refuseForeignSchema({ database }: Ledger): void {
  const found = schemaOf(database)
  const expected = freshSchema()
  for (const [name, sql] of found) {
    if (expected.get(name) !== sql) throw new LedgerRefused('ledger_damaged', { found: name })
    expected.delete(name)
  }
  for (const name of expected.keys()) throw new LedgerRefused('ledger_damaged', { expected: name })
}

function schemaOf(database: Database.Database): Map<string, string> {
  const rows = database
    .prepare<[], { name: string; sql: string }>(
      `select type || ' ' || name as name, coalesce(sql, '') as sql from sqlite_schema
       where name not like 'sqlite_stat%' order by 1`,
    )
    .all()
  return new Map(rows.map(({ name, sql }) => [name, sql]))
}

function freshSchema(): Map<string, string> {
  const fresh = connect(':memory:', 'write')
  try {
    migrate(fresh.database, () => undefined)
    return schemaOf(fresh.database)
  } finally {
    fresh.close()
  }
}
