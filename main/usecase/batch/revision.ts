import type { BatchContent } from '../../engine/batch/content'
import {
  adjustmentIdsOf,
  signedNumbersOf,
  withAdjustmentsOfHere,
} from '../../engine/batch/renamedAdjustments'
import { canonicalText } from '../../ledger/auditTable'
import { hasReferences, resolveReferences } from '../../ledger/adjustmentReferenceTable'
import { readAsOf } from '../../ledger/factAsOf'
import { findPosting } from '../../ledger/postingTable'
import { findRevision, type RevisionRecord } from '../../ledger/revisionTable'
import type { Ledger } from '../../ledger/database'
import { createHash } from 'node:crypto'

/** A content with the moment since when each of its facts is known. */
export function withMoments(ledger: Ledger, { lines, facts }: BatchContent): BatchContent {
  return { lines, facts: facts.map((fact) => ({ ...fact, factAsOf: readAsOf(ledger, fact) })) }
}

/** The canonical text of a revision's content, and its SHA-256, the content hash. */
export function sealContent(content: BatchContent): { text: string; contentHash: string } {
  const text = canonicalText(content)
  return { text, contentHash: createHash('sha256').update(text).digest('hex') }
}

/** `content` is the text that was signed; `frozen` names adjustments by the ids that they have in this ledger. */
export interface FrozenRevision extends RevisionRecord {
  readonly frozen: BatchContent
}

/** What was read last: a large content is parsed and hashed once, not for every step that needs it. */
const readLast = new WeakMap<Ledger, Pick<FrozenRevision, 'content' | 'contentHash' | 'frozen'>>()

/** A revision as it was submitted; throws (a defect) if its content does not have its hash any more. */
export function readRevision(ledger: Ledger, batchId: string, revision: number): FrozenRevision | undefined {
  const record = findRevision(ledger, batchId, revision)
  if (record === undefined) return undefined
  const { content, contentHash } = record
  const last = readLast.get(ledger)
  if (last?.contentHash === contentHash && last.content === content)
    return { ...record, frozen: asKnownHere(ledger, last.frozen) }
  if (createHash('sha256').update(content).digest('hex') !== contentHash) {
    throw new Error(`Revision ${revision} of batch ${batchId} does not have its content hash`)
  }
  const frozen = JSON.parse(content) as BatchContent
  readLast.set(ledger, { content, contentHash, frozen })
  return { ...record, frozen: asKnownHere(ledger, frozen) }
}

/** Looked up anew each time: an import may have brought what a line from elsewhere speaks of. */
function asKnownHere(ledger: Ledger, frozen: BatchContent): BatchContent {
  if (!hasReferences(ledger)) return frozen
  const ids = adjustmentIdsOf(frozen.lines)
  return withAdjustmentsOfHere(frozen, resolveReferences(ledger, ids, [], signedNumbersOf(frozen)))
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
