import type Database from 'better-sqlite3'
import { LedgerRefused } from '../ledgerRefused'
import { migrations } from './index'

/** The bytes `CTRA` in the file header: this SQLite file is a ledger of ours. */
export const applicationId = 0x43545241

export function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number
}

/**
 * Takes the file forward to a version, one transaction a migration. `backUp` is called once before the
 * first change of a file that has rows. A file newer than this app is refused: `ledger_newer`.
 */
export function migrate(
  database: Database.Database,
  backUp: () => void,
  target: number = migrations.length,
): void {
  const version = versionOf(database)
  if (version > migrations.length) {
    throw new LedgerRefused('ledger_newer', { version, known: migrations.length })
  }
  if (version > 0 && version < target) backUp()
  migrations.slice(version, target).forEach((text, index) => {
    database
      .transaction(() => {
        database.exec(text)
        database.pragma(`application_id = ${applicationId}`)
        database.pragma(`user_version = ${version + index + 1}`)
      })
      .immediate()
  })
}
