import { existsSync, statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { LedgerView } from '@contract/ledger'
import { connect, inTransaction, type Ledger } from './database'
import { insertLedger } from './ledgerTable'
import { LedgerRefused } from './ledgerRefused'
import { backUpBeforeMigration } from './migration/backUpBeforeMigration'
import { applicationId, migrate, versionOf } from './migration/migrate'
import { migrations } from './migration/index'

/** Makes a new ledger file. An existing file is never touched: `ledger_exists`. */
export function createLedger(path: string, identity: LedgerView): Ledger {
  if (existsSync(path)) throw new LedgerRefused('ledger_exists')
  const ledger = connect(path, 'write')
  try {
    migrate(ledger.database, () => undefined)
    inTransaction(ledger, () => insertLedger(ledger, identity))
    return ledger
  } catch (error) {
    ledger.close()
    throw error
  }
}

/**
 * Opens a ledger file. Only mode `write` migrates an older file, after a backup of it has been made and
 * verified (`backUpBeforeMigration`). Refused: `ledger_not_a_ledger`, `ledger_newer`, `ledger_damaged`.
 */
export function openLedger(path: string, mode: 'write' | 'read'): Ledger {
  return open(path, mode, backUpBeforeMigration)
}

/** The same of a file that is a copy itself: nothing is lost if it cannot be brought up to date. */
export function openCopy(path: string): Ledger {
  return open(path, 'write', () => undefined)
}

function open(path: string, mode: 'write' | 'read', backUp: (ledger: Ledger) => void): Ledger {
  if (!existsSync(path) || !statSync(path).isFile() || statSync(path).size === 0) {
    throw new LedgerRefused('ledger_not_a_ledger')
  }
  const ledger = connectOrRefuse(path, mode)
  try {
    refuseForeignFile(ledger.database)
    if (mode === 'write') migrate(ledger.database, () => backUp(ledger))
    else refuseOtherVersion(ledger.database)
    return ledger
  } catch (error) {
    ledger.close()
    throw error instanceof LedgerRefused ? error : asRefusal(error)
  }
}

function connectOrRefuse(path: string, mode: 'write' | 'read'): Ledger {
  try {
    return connect(path, mode)
  } catch (error) {
    throw asRefusal(error)
  }
}

function refuseForeignFile(database: Database.Database) {
  if (database.pragma('application_id', { simple: true }) !== applicationId) {
    throw new LedgerRefused('ledger_not_a_ledger')
  }
}

function refuseOtherVersion(database: Database.Database) {
  const version = versionOf(database)
  if (version !== migrations.length) {
    throw new LedgerRefused('ledger_newer', { version, known: migrations.length })
  }
}

/** SQLite's own words for a broken file become ours; any other fault stays what it is. */
function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_NOTADB') return new LedgerRefused('ledger_not_a_ledger')
  if (code.startsWith('SQLITE_CORRUPT')) return new LedgerRefused('ledger_damaged')
  if (code.startsWith('SQLITE_BUSY')) return new LedgerRefused('ledger_in_use')
  return error
}
