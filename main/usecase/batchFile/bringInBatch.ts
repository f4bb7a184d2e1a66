import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { mergedLines } from '../../engine/batch/mergeLines'
import { insertBatchOrigin } from '../../ledger/batchOriginTable'
import { appendBatchEvent } from '../../ledger/batchEventTable'
import {
  findBatch,
  insertBatch,
  setBatchState,
  setRevisionNumber,
  setSubmitted,
  type BatchRecord,
} from '../../ledger/batchTable'
import { insertClaim } from '../../ledger/claimTable'
import { contentOfLine, deleteLinesOfBatch, insertLine } from '../../ledger/lineTable'
import { readLedger } from '../../ledger/ledgerTable'
import { claimsOf } from '../batch/claims'
import { refuseUnconfirmed, unconfirmed } from '../batch/confirmedWarning'
import { freeName } from '../batch/createBatch'
import { forgetOtherSummaries } from '../batch/draftSummary'
import { saveEdit } from '../batch/saveEdit'
import { audit, hasRight, type Context } from '../context'
import { runCommand } from '../runCommand'
import { keepEvents, keepFile, keepRevisions, keepStatements, submissionOf } from './keepFile'
import { mergeChanges } from './mergeChanges'
import { openBatchFile, type OpenedBatchFile } from './openBatchFile'
import { planBringIn, type BringInPlan } from './planBringIn'
import { keepApproval, postKept } from './postKept'

type Answer = Output<'bringInBatch'>

/**
 * Brings a batch file in as it was previewed, whole or not at all. Refused: what `previewBatchFile` refuses, its
 * reasons where nothing can be brought in, `file_has_moved` (another file, or the batch here has changed since),
 * `file_conflict_open`, `warnings_unconfirmed`, `claim_taken`, `right_missing`.
 */
export function bringInBatch(context: Context, input: Input<'bringInBatch'>): Outcome<Answer> {
  return runCommand(context, 'bringInBatch', input, {
    act: () => {
      if (!hasRight(context, 'prepare') && !hasRight(context, 'review') && !hasRight(context, 'control'))
        return refused(rejection('right_missing', '', { right: 'review' }))
      const opened = openBatchFile(context, input.file)
      if (!opened.ok) return opened
      const plan = planBringIn(context, opened.value)
      const refusal = refusalOf(context, opened.value, plan, input)
      if (refusal !== undefined) return refusal
      return plan.effect === 'merge'
        ? merge(context, opened.value, plan, input)
        : accepted(take(context, opened.value, plan, input))
    },
    view: (answer) => accepted(answer),
  })
}

function refusalOf(
  context: Context,
  { file }: OpenedBatchFile,
  plan: BringInPlan,
  input: Input<'bringInBatch'>,
) {
  const { id, name } = file.about.batch
  const { here, obstacle, effect, newStatements } = plan
  const hasMoved =
    file.fileHash !== input.fileHash ||
    (here?.revision ?? 0) !== input.here.revision ||
    (here?.editNumber ?? 0) !== input.here.editNumber
  if (hasMoved) return refused(rejection('file_has_moved', 'file', { name }))
  if (obstacle !== undefined) return refused(obstacle)
  if (effect === 'nothing' && newStatements.length === 0)
    return refused(rejection('file_already_here', `batches/${id}`, { name }))
  if (effect === 'merge' && !hasRight(context, 'prepare'))
    return refused(rejection('right_missing', '', { right: 'prepare' }))
  const open = unconfirmed(plan.warnings, input.confirmed)
  return open.length > 0 ? refuseUnconfirmed(id, open) : undefined
}

/** New here, or later than what is here: the file's state becomes the state here, as far as it can. */
function take(
  context: Context,
  opened: OpenedBatchFile,
  plan: BringInPlan,
  input: Input<'bringInBatch'>,
): Answer {
  const { ledger, clock } = context
  const { file } = opened
  const { id: batchId, state } = file.about.batch
  const { here, effect, posting } = plan
  const bringsLines = here === undefined || plan.newRevisions.length > 0
  if (here === undefined) beginBatch(context, opened)
  else if (bringsLines && here.state === 'submitted') setBatchState(ledger, batchId, 'draft', clock.now())
  if (bringsLines) replaceLines(context, batchId, plan)
  keep(context, opened, plan)
  const isTaken = bringsLines || (plan.isSameHead && effect !== 'nothing')
  if (isTaken && (bringsLines || state === 'approved')) submitAsThere(context, opened)
  if (isTaken && state === 'returned' && currentState(context, batchId) === 'submitted')
    setBatchState(ledger, batchId, 'draft', clock.now())
  if (posting !== undefined) {
    keepApproval(context, file)
    postKept(context, batchId, posting)
  }
  tell(context, opened, plan, input, 'brought_in')
  return { batchId, effect }
}

function currentState({ ledger }: Context, batchId: string): BatchRecord['state'] | undefined {
  return findBatch(ledger, batchId)?.state
}

function beginBatch({ ledger }: Context, { file, signers }: OpenedBatchFile): void {
  const { id, name, birthLedgerId, birthLedgerName, birthLedgerCode, createdAt, createdByName } =
    file.about.batch
  const preparerId = signers.get(submissionOf(file, file.about.batch)?.by ?? '')?.id ?? ''
  insertBatch(ledger, { id, name: freeName(ledger, name), birthLedgerId, preparerId, createdAt })
  if (birthLedgerId === readLedger(ledger).ledgerId) return
  const origin = { ledgerName: birthLedgerName, ledgerCode: birthLedgerCode, createdByName }
  insertBatchOrigin(ledger, id, origin)
}

/** The lines of the head become the draft's; what they hold of adjustments is held here too, as far as it is left. */
function replaceLines({ ledger }: Context, batchId: string, { draftLines }: BringInPlan): void {
  deleteLinesOfBatch(ledger, batchId)
  for (const line of draftLines) insertLine(ledger, batchId, line)
  const changes = draftLines.map((line) => {
    const { lineId, position, provisionalNumber } = line
    return { lineId, before: null, after: { position, provisionalNumber, content: contentOfLine(line) } }
  })
  for (const claim of claimsOf(ledger, batchId, changes).claims) insertClaim(ledger, claim)
  forgetOtherSummaries(ledger, batchId)
}

function keep({ ledger, clock }: Context, opened: OpenedBatchFile, plan: BringInPlan): void {
  keepFile(ledger, opened.file, clock.now())
  keepRevisions(ledger, opened, plan)
  keepStatements(ledger, plan.newStatements)
  keepEvents(ledger, opened, plan.newStatements)
}

/** Frozen as the file has it: under its number, by its preparer. */
function submitAsThere({ ledger, clock }: Context, { file, signers }: OpenedBatchFile): void {
  const { id, revision, contentHash } = file.about.batch
  const batch = findBatch(ledger, id)
  if (batch === undefined || batch.state !== 'draft') return
  const preparerId = signers.get(submissionOf(file, file.about.batch)?.by ?? '')?.id ?? batch.preparerId
  const { editNumber } = batch
  setSubmitted(ledger, id, { revision, contentHash, preparerId, editNumber, at: clock.now() })
}

/** Changed on both sides: a draft here with what both sides made, as one edit of it that can be undone. */
function merge(
  context: Context,
  opened: OpenedBatchFile,
  plan: BringInPlan,
  input: Input<'bringInBatch'>,
): Outcome<Answer> {
  const { ledger, clock } = context
  const { here, common, linesHere, draftLines } = plan
  if (here === undefined) throw new Error('A merge with nothing')
  const decisions = new Map(input.decisions.map(({ lineId, take: side }) => [lineId, side]))
  const { lines, open } = mergedLines(common, linesHere, draftLines, decisions)
  if (open.length > 0)
    return refused(rejection('file_conflict_open', `lines/${open[0]}`, { count: open.length }))
  if (here.state === 'submitted') setBatchState(ledger, here.id, 'draft', clock.now())
  keep(context, opened, plan)
  const { revision } = opened.file.about.batch
  setRevisionNumber(ledger, here.id, Math.max(here.revision, revision))
  const saved = saveEdit(context, here, {
    kind: 'edit',
    label: `Revision ${revision} of ${opened.file.about.ledger.name}`,
    ofEditNumber: null,
    changes: mergeChanges(linesHere, lines),
  })
  if (!saved.ok) return saved
  tell(context, opened, plan, input, 'merged')
  return accepted({ batchId: here.id, effect: 'merge' })
}

function tell(
  context: Context,
  { file }: OpenedBatchFile,
  plan: BringInPlan,
  { confirmed, decisions }: Input<'bringInBatch'>,
  event: 'brought_in' | 'merged',
): void {
  const { ledger, person, clock } = context
  const { batch, ledger: sender, audit: witness } = file.about
  const { id: batchId, revision, contentHash } = batch
  const who = { personId: person.id, personName: person.name }
  appendBatchEvent(ledger, { batchId, event, revision, ...who, at: clock.now(), comment: sender.name })
  audit(context, {
    action: 'bringInBatch',
    subject: `batch ${batchId}`,
    detail: {
      name: batch.name,
      effect: plan.effect,
      relation: plan.relation,
      fileHash: file.fileHash,
      ledgerId: sender.id,
      ledgerName: sender.name,
      auditLength: witness.length,
      auditHead: witness.head,
      revision,
      contentHash,
      contentHashes: plan.newRevisions.map((one) => one.contentHash),
      signatures: plan.newStatements.map(({ signature }) => signature),
      decisions,
      confirmed,
    },
  })
}
