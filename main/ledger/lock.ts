import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { LedgerRefused } from './ledgerRefused'

export interface LedgerLock {
  release(): void
}

/**
 * Holds a ledger for this process. The lock is SQLite's own, on a small file beside the ledger: the
 * kernel lets go of it when the process dies, however it dies. Refused with `ledger_in_use` and the
 * name of the holder.
 */
export function takeLock(ledgerPath: string, holder: string): LedgerLock {
  const database = new Database(`${ledgerPath}.lock`, { timeout: 200 })
  const holderFile = `${ledgerPath}.holder.json`
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    throw new LedgerRefused('ledger_in_use', { holder: readHolder(holderFile) })
  }
  writeFileSync(holderFile, JSON.stringify({ holder }))
  return {
    release: () => {
      rmSync(holderFile, { force: true })
      database.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}

/** The name is for people only; a missing or torn file leaves it empty. */
function readHolder(path: string): string {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof value === 'object' && value !== null && 'holder' in value ? String(value.holder) : ''
  } catch {
    return ''
  }
}
