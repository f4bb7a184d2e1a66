import { createHash } from 'node:crypto'
import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { contentOf, factsUnder } from '../../engine/batch/content'
import { movedFacts, type MovedFact } from '../../engine/batch/movedFacts'
import { appendBatchEvent } from '../../ledger/batchEventTable'
import { canonicalText } from '../../ledger/auditTable'
import { setBatchState, type BatchRecord } from '../../ledger/batchTable'
import { insertPosting } from '../../ledger/postingTable'
import { hasSignedSubmission } from '../../ledger/statementTable'
import { audit, type Context, type UnlockedKey } from '../context'
import { runCommand } from '../runCommand'
import { firstRejections, refuseRejected } from './batchRejection'
import { batchView } from './batchView'
import { distinctWarnings, refuseUnconfirmed, unconfirmed } from './confirmedWarning'
import { hasWorkedOn } from './hasWorkedOn'
import { judgeLines, type JudgedLines } from './judgeLines'
import { movedFactRejection } from './movedFactView'
import { postLines } from './postLines'
import { requireBatch, requireRevision } from './requireBatch'
import { readRevision, type FrozenRevision } from './revision'
import { requireSigner, signStatement } from './signStatement'

/**
 * Approves a revision as it was frozen and posts it, both in one transaction, the batch whole or not at
 * all. Every line is checked again against the ledger as it is now, with the reviewer's rights. Where facts
 * have moved since the submission the answer is `facts_moved`, one for each, "was / is"; a reviewer who
 * has seen them approves again and confirms them, and the rules must still hold.
 */
export function approveBatch(
  context: Context,
  input: Input<'approveBatch'>,
): Outcome<Output<'approveBatch'>> {
  const { batchId } = input
  return runCommand(context, 'approveBatch', input, {
    right: 'review',
    act: () => {
      const found = approvable(context, input)
      if (!found.ok) return found
      const { batch, revision, signer } = found.value
      const judged = judgeLines(context, batchId, revision.frozen.lines)
      const moved = movedFacts(revision.frozen, { facts: factsUnder(judged.lines, judged.facts) })
      const refusal = refusalOf(batch, revision, judged, moved, input.confirmed)
      if (refusal !== undefined) return refusal
      const facts = moved.length > 0 ? canonicalText(contentOf(judged.lines, judged.facts).facts) : ''
      if (moved.length > 0) {
        insertPosting(context.ledger, batchId, {
          facts,
          confirmedWarnings: distinctWarnings(judged.verdict).map(({ code, at }) => ({ code, at })),
        })
      }
      return accepted(
        decideAndPost(context, signer, batch, { ...judged, factsHash: hashOfText(facts) }, input),
      )
    },
    view: () => batchView(context, batchId),
  })
}

function approvable(
  context: Context,
  input: Input<'approveBatch'>,
): Outcome<{ batch: BatchRecord; revision: FrozenRevision; signer: UnlockedKey }> {
  const { ledger, person } = context
  const found = requireBatch(ledger, input.batchId, 'approve')
  if (!found.ok) return found
  const batch = found.value
  const current = requireRevision(batch, input.revision)
  if (!current.ok) return current
  if (batch.contentHash !== input.contentHash) {
    return refused(rejection('content_hash_differs', 'contentHash', { current: batch.contentHash }))
  }
  const signer = requireSigner(context)
  if (!signer.ok) return signer
  if (
    hasWorkedOn(ledger, batch, person.id) ||
    hasSignedSubmission(ledger, batch.id, signer.value.identityId)
  ) {
    return refused(
      rejection('approver_touched_lines', `batches/${batch.id}`, { preparer: batch.preparerName }),
    )
  }
  const revision = readRevision(ledger, batch.id, batch.revision)
  if (revision === undefined) throw new Error(`Batch ${batch.id} was submitted without a revision`)
  return accepted({ batch, revision, signer: signer.value })
}

function refusalOf(
  batch: BatchRecord,
  revision: FrozenRevision,
  judged: JudgedLines,
  found: readonly MovedFact[],
  confirmed: Input<'approveBatch'>['confirmed'],
) {
  const moved = found.map(movedFactRejection)
  const unseen = unconfirmed(moved, confirmed)
  if (unseen.length > 0) return refused(...unseen, ...firstRejections(judged.verdict))
  if (judged.verdict.lines.some(({ rejections }) => rejections.length > 0)) {
    return refuseRejected(batch.id, judged.verdict)
  }
  const warnings = distinctWarnings(judged.verdict)
  const open = unconfirmed(warnings, [...revision.confirmedWarnings, ...confirmed])
  return open.length > 0 ? refuseUnconfirmed(batch.id, open) : undefined
}

function decideAndPost(
  context: Context,
  signer: UnlockedKey,
  batch: BatchRecord,
  judged: JudgedLines & { readonly factsHash: string },
  { comment, confirmed, contentHash }: Input<'approveBatch'>,
) {
  const { ledger, person, clock } = context
  const { id: batchId, name, revision } = batch
  const at = clock.now()
  const who = { personId: person.id, personName: person.name }
  const { journalHash, ...posted } = postLines(context, batchId, judged)
  const { factsHash } = judged
  const signed = { revision, contentHash, factsHash, journalHash, comment, confirmed, at }
  const signature = signStatement(context, signer, batch, 'approve', signed)
  setBatchState(ledger, batchId, 'approved', at)
  appendBatchEvent(ledger, { batchId, event: 'approved', revision, ...who, at, comment })
  appendBatchEvent(ledger, { batchId, event: 'posted', revision, ...who, at, comment: '' })
  audit(context, {
    action: 'approveBatch',
    subject: `batch ${batchId}`,
    detail: { name, revision, contentHash, comment, confirmed, ...posted, signature },
  })
  return { batchId, ...posted }
}

/** Of the facts as they had moved; empty where they were those of the revision, which the content hash covers. */
function hashOfText(facts: string): string {
  return facts === '' ? '' : createHash('sha256').update(facts).digest('hex')
}
