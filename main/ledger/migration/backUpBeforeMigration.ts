import { renameSync, rmSync } from 'node:fs'
import { connect, type Ledger } from '../database'
import { flush } from '../flush'
import { LedgerRefused } from '../ledgerRefused'
import { verifyAuditChain } from '../verify/auditChain'
import { Watch } from '../verify/fault'
import { verifyFile } from '../verify/file'
import { migrations } from './index'

/**
 * A copy of the file as it is, `<file>.before-N`, before it is taken to version N. It gets its name when
 * it has been verified and is on the disk: pages and references, the schema of its own version, the
 * chain of its log. Throws `ledger_damaged` with the first fault; the file is then left as it is.
 */
export function backUpBeforeMigration(ledger: Ledger): void {
  const target = `${ledger.path}.before-${migrations.length}`
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  try {
    ledger.database.prepare('vacuum into ?').run(partial)
    refuseUnsound(partial)
    flush(partial)
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

/** What can be said of an older file without bringing it up to date. */
function refuseUnsound(path: string): void {
  const copy = connect(path, 'read')
  const watch = new Watch(
    () => undefined,
    () => false,
  )
  try {
    verifyFile(copy, watch)
    verifyAuditChain(copy, watch)
  } finally {
    copy.close()
  }
  const [fault] = watch.faults
  if (fault !== undefined)
    throw new LedgerRefused('ledger_damaged', { ...fault, found: fault.found.slice(0, 200) })
}
