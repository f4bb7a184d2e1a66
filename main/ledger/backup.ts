import { renameSync, rmSync } from 'node:fs'
import type { Ledger } from './database'
import { flush } from './flush'
import { LedgerRefused } from './ledgerRefused'
import { openCopy, openLedger } from './open'
import { verifyLedger } from './verify'

/**
 * Writes a copy of the ledger as it is now. It gets its name only when it has been verified and is on the
 * disk: a backup that fails leaves nothing, and no earlier file of that name is lost for it.
 */
export function backUpLedger(ledger: Ledger, path: string): void {
  const partial = `${path}.partial`
  rmSync(partial, { force: true })
  try {
    ledger.database.prepare('vacuum into ?').run(partial)
    openSound(partial).close()
    flush(partial)
    renameSync(partial, path)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

/**
 * Opens a file that claims to be a ledger, after looking at it as at a stranger's: pages, references and
 * schema, the chain of its log, journals, states and balances. An older one is brought up to date first,
 * so hand in a copy. Refused: `ledger_not_a_ledger`, `ledger_newer`, `ledger_damaged` with the first fault.
 */
export function verifyLedgerFile(path: string): Ledger {
  openCopy(path).close()
  return openSound(path)
}

function openSound(path: string): Ledger {
  const ledger = openLedger(path, 'read')
  try {
    const [fault] = verifyLedger(ledger).faults
    if (fault === undefined) return ledger
    throw new LedgerRefused('ledger_damaged', { ...fault, found: fault.found.slice(0, 200) })
  } catch (error) {
    ledger.close()
    throw error
  }
}
