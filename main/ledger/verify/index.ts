import type { VerifyVerdict } from '@contract/audit'
import type { Ledger } from '../database'
import { inSnapshot } from '../snapshot'
import { verifyApprovals } from './approval'
import { verifyAuditChain } from './auditChain'
import { verifyCommands, verifyHeads, verifyRevisions } from './auditTrace'
import { verifyBalances } from './balance'
import { verifyBatchFiles } from './batchFile'
import { Watch } from './fault'
import { verifyFile } from './file'
import { verifyJournals } from './journal'
import { verifyLinks } from './link'
import { verifyExceptions, verifyPeriods } from './period'
import { verifyPostings } from './posting'
import { verifyRefusals } from './refusal'
import { verifyRemainders } from './remainder'
import { verifyStates } from './state'
import { verifyIdentities } from './identity'
import { verifySignaturesInLog, verifyStatements } from './statement'

export { VerifyCancelled } from './fault'

export interface VerifyWatcher {
  readonly progress: (phase: string, done: number, total: number) => void
  readonly isCancelled: () => boolean
}

const unwatched: VerifyWatcher = { progress: () => undefined, isCancelled: () => false }

/**
 * Recomputes what can be recomputed: the file and its schema, the chain of the audit log, the hashes of
 * revisions, what was signed and whether it was enough, states from events, journals, postings against what was
 * approved, and the balances of all invoices. One consistent view, row by row: memory does not grow with the ledger. Throws
 * `VerifyCancelled`.
 */
export function verifyLedger(ledger: Ledger, watcher: VerifyWatcher = unwatched): VerifyVerdict {
  const watch = new Watch(watcher.progress, watcher.isCancelled)
  const counts = { head: '', auditRows: 0, adjustments: 0, journals: 0, invoices: 0 }
  try {
    inSnapshot(ledger, () => verifyParts(ledger, watch, counts))
  } catch (error) {
    const found = corruption(error)
    if (found === undefined) throw error
    watch.fault('file_page', 'file', 'ok', found)
  }
  return { sound: watch.faults.length === 0, ...counts, faults: watch.faults }
}

type Counts = Omit<VerifyVerdict, 'sound' | 'faults'>

function verifyParts(ledger: Ledger, watch: Watch, counts: Counts): void {
  verifyFile(ledger, watch)
  // Where the tables are not our own, no question about their rows has a meaning.
  if (watch.faults.some(({ what, place }) => what === 'file_schema' && place.startsWith('table '))) return
  const { rows, head } = verifyAuditChain(ledger, watch)
  counts.auditRows = rows
  counts.head = head
  verifyCommands(ledger, watch)
  verifyHeads(ledger, watch)
  verifyRevisions(ledger, watch)
  verifyIdentities(ledger, watch)
  verifyStatements(ledger, watch)
  verifySignaturesInLog(ledger, watch)
  verifyApprovals(ledger, watch)
  verifyBatchFiles(ledger, watch)
  verifyPeriods(ledger, watch)
  verifyExceptions(ledger, watch)
  counts.adjustments = verifyStates(ledger, watch)
  counts.journals = verifyJournals(ledger, watch)
  verifyPostings(ledger, watch)
  verifyRemainders(ledger, watch)
  verifyLinks(ledger, watch)
  verifyRefusals(ledger, watch)
  counts.invoices = verifyBalances(ledger, watch)
}

/** SQLite gives up on pages that it cannot read; that too is a finding, not a defect. */
function corruption(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return error instanceof Error && /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? error.message : undefined
}
