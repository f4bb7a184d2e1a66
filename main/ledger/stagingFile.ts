import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { stagedTables, type StagedTable } from './stagingColumn'

// What a file of facts says is staged in an SQLite file of its own beside the ledger: nothing of it is
// in the ledger before the commit, and the commit takes exactly these rows. The file is worth nothing
// after a crash, so it is written without journal and without waiting for the disk.

export interface Staging {
  readonly path: string
  readonly database: Database.Database
  /** Prepares a statement once; integers are bigints. */
  sql<Result>(text: string): Database.Statement<unknown[], Result>
  close(): void
}

export function stagingPath(folder: string, importId: string): string {
  return join(folder, `${importId}.staging`)
}

/** A new, empty staging file with its tables; one that stands there is replaced. */
export function createStaging(folder: string, importId: string): Staging {
  const path = stagingPath(folder, importId)
  mkdirSync(dirname(path), { recursive: true })
  removeStaging(folder, importId)
  const database = new Database(path)
  database.pragma('page_size = 16384')
  const staging = wrap(database, path)
  database.exec(schema)
  return staging
}

/** Undefined when there is no such import (any more). */
export function openStaging(folder: string, importId: string): Staging | undefined {
  const path = stagingPath(folder, importId)
  if (!existsSync(path)) return undefined
  return wrap(new Database(path, { fileMustExist: true }), path)
}

export function removeStaging(folder: string, importId: string): void {
  const path = stagingPath(folder, importId)
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true })
}

function wrap(database: Database.Database, path: string): Staging {
  database.pragma('busy_timeout = 5000')
  database.pragma('journal_mode = OFF')
  database.pragma('synchronous = OFF')
  const prepared = new Map<string, Database.Statement<unknown[], unknown>>()
  return {
    path,
    database,
    sql<Result>(text: string) {
      let statement = prepared.get(text)
      if (statement === undefined) {
        statement = database.prepare<unknown[], unknown>(text).safeIntegers(true)
        prepared.set(text, statement)
      }
      return statement as Database.Statement<unknown[], Result>
    },
    close: () => database.close(),
  }
}

/** Work on a staging file while the ledger stands beside it as `ledger`: one consistent view of it. */
export function besideLedger<Result>(staging: Staging, ledgerPath: string, work: () => Result): Result {
  staging.database.prepare('attach database ? as ledger').run(ledgerPath)
  try {
    return staging.database.transaction(work)()
  } finally {
    staging.database.exec('detach database ledger')
  }
}

function tableSql({ table, columns }: StagedTable): string {
  const parts = Object.entries(columns).map(([name, type]) => {
    if (type === 'integer') return `${name} integer`
    return `${name} text not null default '${type === 'json' ? '{}' : ''}'`
  })
  return `create table ${table} (
    row integer primary key, file integer not null, line integer not null,
    verdict integer not null default 0, ${parts.join(', ')}) strict;`
}

const schema = `
  create table refused (
    row integer primary key, file integer not null, line integer not null, kind text not null,
    key text not null, rejections text not null) strict;
  create index refused_key on refused (kind, key);
  create table warned (file integer not null, line integer not null, warning text not null) strict;
  create index warned_place on warned (file, line);
  ${stagedTables.map(tableSql).join('\n')}`
