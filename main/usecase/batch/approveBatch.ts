import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Person } from '@contract/setting'
import { decisionOf, isNamed } from '../../engine/approval/coverage'
import { contentOf, factsUnder } from '../../engine/batch/content'
import { movedFacts, type MovedFact } from '../../engine/batch/movedFacts'
import { appendBatchEvent } from '../../ledger/batchEventTable'
import { canonicalText } from '../../ledger/auditTable'
import type { BatchRecord } from '../../ledger/batchTable'
import { insertPosting } from '../../ledger/postingTable'
import { hashOfText } from '../../platform/textHash'
import { batchCoverage } from '../approval/coverage'
import { audit, type Context, type UnlockedKey } from '../context'
import { reviewedBy } from '../review/reviewed'
import { runCommand } from '../runCommand'
import { approversOf } from './approvers'
import { firstRejections, refuseRejected } from './batchRejection'
import { batchView } from './batchView'
import { completeApproval } from './completeApproval'
import { distinctWarnings, refuseUnconfirmed, unconfirmed } from './confirmedWarning'
import { judgeLines, type JudgedLines } from './judgeLines'
import { movedFactRejection } from './movedFactView'
import { bookingOf, type Booking } from './postLines'
import { requireBatch, requireRevision } from './requireBatch'
import { readRevision, withMoments, type FrozenRevision } from './revision'
import { requireSigner, signStatement } from './signStatement'
import { hasWorkedOn } from './workedOn'

/**
 * Approves a revision as it was frozen. Where a rule of approval that covers it has enough approvals with this one,
 * the batch is posted, both in one transaction, whole or not at all; else it goes on waiting for the next. Every line
 * is checked again against the ledger as it is now, with the reviewer's rights. Where facts have moved since the
 * submission the answer is `facts_moved`, one for each, "was / is"; a reviewer who has seen them approves again and
 * confirms them, and the rules must still hold. Refused besides: `approver_touched_lines`, `approval_not_covered`,
 * `approver_not_named`, `approved_already`, `lines_marked_for_return`.
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
      const { batch, revision } = found.value
      const judged = judgeLines(context, batchId, revision.frozen.lines)
      const moved = movedFacts(revision.frozen, { facts: factsUnder(judged.lines, judged.facts) })
      const refusal = refusalOf(batch, revision, judged, moved, input.confirmed)
      if (refusal !== undefined) return refusal
      const covered = namingRules(context, batch, judged)
      if (!covered.ok) return covered
      const booking = bookingOf(context, judged)
      const journalHash = hashOfText(booking.journalText)
      const earlier = approversOf(context.ledger, batch, journalHash)
      if (earlier.some(({ id }) => id === context.person.id))
        return refused(rejection('approved_already', `batches/${batchId}`, { name: context.person.name }))
      const facts =
        moved.length > 0
          ? canonicalText(withMoments(context.ledger, contentOf(judged.lines, judged.facts)).facts)
          : ''
      const deciding = { ...found.value, judged, facts, booking, journalHash, earlier, ...covered.value }
      return accepted(decide(context, deciding, input))
    },
    view: () => batchView(context, batchId),
  })
}

interface Approvable {
  readonly batch: BatchRecord
  readonly revision: FrozenRevision
  readonly signer: UnlockedKey
}

function approvable(context: Context, input: Input<'approveBatch'>): Outcome<Approvable> {
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
  if (hasWorkedOn(ledger, batch, person)) {
    return refused(
      rejection('approver_touched_lines', `batches/${batch.id}`, { preparer: batch.preparerName }),
    )
  }
  const { returned } = reviewedBy(ledger, batch, person.id)
  if (returned > 0)
    return refused(rejection('lines_marked_for_return', `batches/${batch.id}`, { count: returned }))
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

/** The rules that cover the batch now; at least one of them names whoever approves. */
function namingRules(context: Context, batch: BatchRecord, judged: JudgedLines) {
  const { covering, rejection: uncovered } = batchCoverage(context, batch, judged)
  if (uncovered !== undefined) return refused(uncovered)
  if (covering.some((rule) => isNamed(rule, context.person))) return accepted({ covering })
  const rules = covering.map(({ name }) => name).join(', ')
  return refused(rejection('approver_not_named', `batches/${batch.id}`, { name: context.person.name, rules }))
}

interface Deciding extends Approvable {
  readonly judged: JudgedLines
  /** Of the judgement where facts had moved since the submission, else empty. */
  readonly facts: string
  readonly booking: Booking
  readonly journalHash: string
  readonly covering: Parameters<typeof decisionOf>[0]
  /** Who approved the same journals before. */
  readonly earlier: readonly Person[]
}

function decide(context: Context, deciding: Deciding, input: Input<'approveBatch'>) {
  const { ledger, person, clock } = context
  const { batch, signer, judged, facts, booking, journalHash, covering, earlier } = deciding
  const { comment, confirmed, contentHash } = input
  const { id: batchId, name, revision } = batch
  const at = clock.now()
  const { accepted: acceptedCount, sample } = reviewedBy(ledger, batch, person.id)
  const signature = signStatement(context, signer, batch, 'approve', {
    revision,
    contentHash,
    factsHash: facts === '' ? '' : hashOfText(facts),
    journalHash,
    comment,
    confirmed,
    reviewed: { accepted: acceptedCount, sample },
    at,
  })
  const who = { personId: person.id, personName: person.name }
  appendBatchEvent(ledger, { batchId, event: 'approved', revision, ...who, at, comment })
  const { rule, missing } = decisionOf(covering, [...earlier, person])
  if (rule !== undefined && facts !== '') {
    insertPosting(ledger, batchId, {
      facts,
      confirmedWarnings: distinctWarnings(judged.verdict).map(({ code, at: place }) => ({ code, at: place })),
    })
  }
  const done =
    rule === undefined ? { missing } : completeApproval(context, batch, { rule, journalHash, booking })
  const by = rule === undefined ? {} : { rule: rule.name }
  audit(context, {
    action: 'approveBatch',
    subject: `batch ${batchId}`,
    detail: { name, revision, contentHash, comment, confirmed, ...done, ...by, signature },
  })
  return { batchId, ...done }
}
