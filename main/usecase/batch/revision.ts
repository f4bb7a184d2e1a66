import type { BatchContent } from '../../engine/batch/content'
import { canonicalText } from '../../ledger/auditTable'
import { findPosting } from '../../ledger/postingTable'
import { findRevision, type RevisionRecord } from '../../ledger/revisionTable'
import type { Ledger } from '../../ledger/database'
import { createHash } from 'node:crypto'

/** The canonical text of a revision's content, and its SHA-256, the content hash. */
export function sealContent(content: BatchContent): { text: string; contentHash: string } {
  const text = canonicalText(content)
  return { text, contentHash: createHash('sha256').update(text).digest('hex') }
}

export interface FrozenRevision extends RevisionRecord {
  readonly frozen: BatchContent
}

/** A revision as it was submitted; throws (a defect) if its content does not have its hash any more. */
export function readRevision(ledger: Ledger, batchId: string, revision: number): FrozenRevision | undefined {
  const record = findRevision(ledger, batchId, revision)
  if (record === undefined) return undefined
  if (createHash('sha256').update(record.content).digest('hex') !== record.contentHash) {
    throw new Error(`Revision ${revision} of batch ${batchId} does not have its content hash`)
  }
  return { ...record, frozen: JSON.parse(record.content) as BatchContent }
}

/** The revision that was posted, with the facts that it was posted on: those of its submission, unless they had moved. */
export function asPosted(ledger: Ledger, revision: FrozenRevision): FrozenRevision {
  const posting = findPosting(ledger, revision.batchId)
  if (posting === undefined) return revision
  return {
    ...revision,
    frozen: { ...revision.frozen, facts: JSON.parse(posting.facts) as BatchContent['facts'] },
    confirmedWarnings: posting.confirmedWarnings,
  }
}
