import type { ClaimConflict, FileEffect, FileWitness } from '@contract/batchFile'
import type { Rejection } from '@contract/rejection'
import type { Person } from '@contract/setting'
import { withoutProvisionalNumber } from '../../engine/batch/provisionalNumber'
import type { Line } from '@contract/line'
import { listApprovals } from '../../ledger/statementTable'
import { hashOfText } from '../../platform/textHash'
import type { Confirmed } from '../batch/confirmedWarning'
import { approversOf } from '../batch/approvers'
import type { Context } from '../context'
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
  const found = compareFile(ledger, file)
  const witness = witnessOf(ledger, file)
  const draftLines = found.head.lines.map(withoutProvisionalNumber)
  const bringsLines = found.relation === 'new' || found.newRevisions.length > 0
  const conflicts = bringsLines ? claimConflicts(ledger, file.about.batch.id, draftLines, file.claims) : []
  const posting = isToPost(opened, found)
    ? postingHere(context, approvedBy(context, opened, found))
    : undefined
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

/** What the file's approvals say, with those that this ledger has already. */
function approvedBy(
  { ledger }: Context,
  { file, signers }: OpenedBatchFile,
  { head, here }: FileComparison,
): ApprovedElsewhere {
  const { id: batchId, contentHash } = file.about.batch
  const { journal = '', facts = '' } = file.approval ?? {}
  const journalHash = hashOfText(journal)
  const approvers = new Map<string, Person>()
  const confirmed: Confirmed[] = []
  let preparerId = here?.preparerId ?? ''
  for (const { says } of file.statements) {
    const person = signers.get(says.by)
    if (says.contentHash !== contentHash || person === undefined || says.act === 'return') continue
    confirmed.push(...says.confirmed)
    if (says.act === 'submit') preparerId = person.id
    else if (says.journalHash === journalHash) approvers.set(person.id, person)
  }
  if (listApprovals(ledger, batchId, contentHash).length > 0)
    for (const person of approversOf(ledger, { id: batchId, contentHash }, journalHash))
      approvers.set(person.id, person)
  return { batchId, preparerId, content: head, journal, facts, approvers: [...approvers.values()], confirmed }
}
