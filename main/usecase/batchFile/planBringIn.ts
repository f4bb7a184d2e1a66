import type { ClaimConflict, FileEffect, FileWitness } from '@contract/batchFile'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Person } from '@contract/setting'
import { withoutProvisionalNumber } from '../../engine/batch/provisionalNumber'
import type { Line } from '@contract/line'
import { findIdentity } from '../../ledger/identityTable'
import { listApprovals } from '../../ledger/statementTable'
import { hashOfText } from '../../platform/textHash'
import type { Confirmed } from '../batch/confirmedWarning'
import { approversOf } from '../batch/approvers'
import { judgeLines } from '../batch/judgeLines'
import { bookingOf } from '../batch/postLines'
import { under, type Context } from '../context'
import { claimConflicts, claimWarnings } from './claimConflict'
import { compareFile, type FileComparison } from './compareFile'
import type { OpenedBatchFile } from './openBatchFile'
import { postingHere, type ApprovedElsewhere, type PostingHere } from './postApproved'
import { witnessOf, witnessWarnings } from './witness'

/** What bringing a file in would do in this ledger; nothing is written. */
export interface BringInPlan extends FileComparison {
  readonly effect: FileEffect
  /** The lines of the head as a draft here has them: as typed, with adjustments under the ids of this ledger. */
  readonly draftLines: readonly Line[]
  readonly posting: PostingHere | undefined
  readonly claimConflicts: readonly ClaimConflict[]
  readonly witness: FileWitness
  /** Why nothing of it can be brought in, or why what was approved cannot be posted here. */
  readonly reasons: readonly Rejection[]
  /** To be confirmed. */
  readonly warnings: readonly Rejection[]
}

export function planBringIn(context: Context, opened: OpenedBatchFile): BringInPlan {
  const { ledger } = context
  const { file } = opened
  const found = withReturnOfReviewer(opened, compareFile(ledger, file))
  const witness = witnessOf(ledger, file)
  const draftLines = found.head.lines.map(withoutProvisionalNumber)
  const bringsLines = found.relation === 'new' || found.newRevisions.length > 0
  const conflicts = bringsLines ? claimConflicts(ledger, file.about.batch.id, draftLines, file.claims) : []
  const posting = isToPost(opened, found)
    ? postingHere(context, approvedBy(context, opened, found, file.approval?.journal ?? ''))
    : enoughByNow(context, opened, found)
  const effect = effectOf(opened, found, posting)
  return {
    ...found,
    effect,
    draftLines,
    posting,
    claimConflicts: conflicts,
    witness,
    reasons: found.obstacle === undefined ? (posting?.reasons ?? []) : [found.obstacle],
    warnings: [
      ...witnessWarnings(file, witness),
      ...claimWarnings(conflicts),
      ...(effect === 'post' ? (posting?.warnings ?? []) : []),
    ],
  }
}

/** What waits here is taken back by a return only where whoever returned it may review here. */
function withReturnOfReviewer({ file, signers }: OpenedBatchFile, found: FileComparison): FileComparison {
  const { here, isSameHead, newStatements, obstacle } = found
  const { id, name, state } = file.about.batch
  if (obstacle !== undefined || state !== 'returned' || here?.state !== 'submitted' || !isSameHead)
    return found
  const mayReturn = newStatements.some(
    ({ says }) => says.act === 'return' && signers.get(says.by)?.rights.includes('review') === true,
  )
  return mayReturn || newStatements.length === 0
    ? found
    : { ...found, obstacle: rejection('right_missing', `batches/${id}`, { right: 'review', name }) }
}

/** Approved there, and neither posted here nor standing against what is here. */
function isToPost({ file }: OpenedBatchFile, { here, obstacle, relation }: FileComparison): boolean {
  if (file.about.batch.state !== 'approved' || obstacle !== undefined || relation === 'both') return false
  return here === undefined || here.state === 'draft' || here.state === 'submitted'
}

function effectOf(
  { file }: OpenedBatchFile,
  { relation, obstacle, newRevisions, newStatements, isSameHead, here }: FileComparison,
  posting: PostingHere | undefined,
): FileEffect {
  if (obstacle !== undefined) return 'nothing'
  if (relation === 'both') return 'merge'
  if (posting !== undefined) return posting.enough === undefined ? 'wait' : 'post'
  if (relation === 'new') return 'add'
  if (newRevisions.length > 0) return 'update'
  if (!isSameHead || newStatements.length === 0 || here === undefined) return 'nothing'
  if (file.about.batch.state === 'returned') return here.state === 'submitted' ? 'return' : 'nothing'
  return newStatements.some(({ says }) => says.act === 'approve') ? 'approve' : 'nothing'
}

/**
 * One more approval of what waits here: with those that came before it may be enough, of the journals that would be
 * booked here. Facts that have moved are looked at by a person first, so they leave it waiting.
 */
function enoughByNow(
  context: Context,
  opened: OpenedBatchFile,
  found: FileComparison,
): PostingHere | undefined {
  const { here, isSameHead, newStatements, obstacle, head } = found
  const isWaiting = here?.state === 'submitted' && !here.isApprovedElsewhere && isSameHead
  const approvals = newStatements.filter(({ says }) => says.act === 'approve')
  if (!isWaiting || obstacle !== undefined || approvals.length === 0) return undefined
  for (const { says } of approvals) {
    const person = opened.signers.get(says.by)
    if (person === undefined) continue
    const judged = judgeLines(under(context, person), here.id, head.lines)
    if (judged.verdict.lines.some(({ resolved }) => resolved === undefined)) continue
    const { journalText } = bookingOf(context, judged)
    const posting = postingHere(context, approvedBy(context, opened, found, journalText))
    if (posting.enough !== undefined && posting.moved.length === 0) return posting
  }
  return undefined
}

/** What the file's approvals of a journal say, with those that this ledger has already. */
function approvedBy(
  { ledger }: Context,
  { file, signers }: OpenedBatchFile,
  { head, here }: FileComparison,
  journal: string,
): ApprovedElsewhere {
  const { id: batchId, revision, contentHash } = file.about.batch
  const { facts = '' } = file.approval ?? {}
  const journalHash = hashOfText(journal)
  const approvers = new Map<string, Person>()
  const confirmed: Confirmed[] = []
  let preparerId = here?.preparerId ?? ''
  for (const { says } of file.statements) {
    const person = signers.get(says.by)
    if (says.revision !== revision || says.contentHash !== contentHash) continue
    if (person === undefined || says.act === 'return') continue
    confirmed.push(...says.confirmed)
    if (says.act === 'submit') preparerId = person.id
    else if (says.journalHash === journalHash && findIdentity(ledger, says.by)?.revokedAt === '')
      approvers.set(person.id, person)
  }
  if (listApprovals(ledger, batchId, { revision, contentHash }).length > 0)
    for (const person of approversOf(ledger, { id: batchId, revision, contentHash }, journalHash))
      approvers.set(person.id, person)
  return { batchId, preparerId, content: head, journal, facts, approvers: [...approvers.values()], confirmed }
}
