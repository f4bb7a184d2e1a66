import type { VerifyVerdict } from '@contract/audit'
import type { Ledger } from '../database'
import { inSnapshot } from '../snapshot'
import { verifyAuditChain } from './auditChain'
import { verifyCommands, verifyHeads, verifyRevisions } from './auditTrace'
import { verifyBalances } from './balance'
import { Watch } from './fault'
import { verifyFile } from './file'
import { verifyJournals } from './journal'
import { verifyPostings } from './posting'
import { verifyRemainders } from './remainder'
import { verifyStates } from './state'

export { VerifyCancelled } from './fault'

export interface VerifyWatcher {
  readonly progress: (phase: string, done: number, total: number) => void
  readonly isCancelled: () => boolean
}

const unwatched: VerifyWatcher = { progress: () => undefined, isCancelled: () => false }

/**
 * Recomputes what can be recomputed: the file and its schema, the chain of the audit log, the hashes of
 * revisions, states from events, journals, postings against what was approved, and the balances of all
 * invoices. One consistent view, row by row: memory does not grow with the ledger. Throws
 * `VerifyCancelled`.
 */
export function verifyLedger(ledger: Ledger, watcher: VerifyWatcher = unwatched): VerifyVerdict {
  const watch = new Watch(watcher.progress, watcher.isCancelled)
  return inSnapshot(ledger, () => {
    verifyFile(ledger, watch)
    // Where the tables are not our own, no question about their rows has a meaning.
    const isReadable = watch.faults.every(({ what, place }) => what !== 'file_schema' || !place.startsWith('table '))
    if (!isReadable) return verdictOf(watch, { head: '', auditRows: 0, adjustments: 0, journals: 0, invoices: 0 })
    const { rows: auditRows, head } = verifyAuditChain(ledger, watch)
    verifyCommands(ledger, watch)
    verifyHeads(ledger, watch)
    verifyRevisions(ledger, watch)
    const adjustments = verifyStates(ledger, watch)
    const journals = verifyJournals(ledger, watch)
    verifyPostings(ledger, watch)
    verifyRemainders(ledger, watch)
    const invoices = verifyBalances(ledger, watch)
    return verdictOf(watch, { head, auditRows, adjustments, journals, invoices })
  })
}

function verdictOf(watch: Watch, counts: Omit<VerifyVerdict, 'sound' | 'faults'>): VerifyVerdict {
  return { sound: watch.faults.length === 0, ...counts, faults: watch.faults }
}
