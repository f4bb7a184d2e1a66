import Database from 'better-sqlite3'

export type Value = string | bigint | null
/** A row as SQLite gives it: integers are bigints, so that no amount passes through a float. */
export type Row = Record<string, Value>

/** An open ledger file. Statements are prepared once and give integers as bigints. */
export interface Ledger {
  readonly database: Database.Database
  readonly path: string
  readonly mode: 'write' | 'read'
  /** Prepares a statement, or gives the one prepared before. Money is bound as bigint, never as number. */
  sql<Result = Row>(text: string): Database.Statement<unknown[], Result>
  close(): void
}

export function connect(path: string, mode: 'write' | 'read'): Ledger {
  const database = new Database(path, { readonly: mode === 'read', fileMustExist: mode === 'read' })
  try {
    harden(database, mode)
  } catch (error) {
    database.close()
    throw error
  }
  const prepared = new Map<string, Database.Statement<unknown[], unknown>>()
  return {
    database,
    path,
    mode,
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

/**
 * Negative, as SQLite has it for kibibytes. Posting thousands of lines touches more pages than the default of 2 MB
 * holds, and each that has to make room goes to the WAL, is read again and goes there again.
 */
export const writeCacheKibibytes = -32_768

function harden(database: Database.Database, mode: 'write' | 'read') {
  database.pragma('busy_timeout = 5000')
  if (mode === 'write') {
    database.pragma('journal_mode = WAL')
    // The driver's default in WAL is NORMAL, which loses acknowledged batches when the power goes.
    database.pragma('synchronous = FULL')
    database.pragma(`cache_size = ${writeCacheKibibytes}`)
  }
  database.pragma('foreign_keys = ON')
  // Without it INSERT OR REPLACE walks through the append-only triggers.
  database.pragma('recursive_triggers = ON')
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
}

/** Runs the work in one transaction that holds the write lock from its start; a throw undoes all of it. */
export function inTransaction<Result>(ledger: Ledger, work: () => Result): Result {
  return ledger.database.transaction(work).immediate()
}

/** The whole number of a column that is known to be small (a count, a flag, a position). */
export function toNumber(value: Value | undefined): number {
  return Number(value ?? 0)
}
