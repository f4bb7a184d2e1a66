import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { BatchPart, ReadBatchFile } from './batchFileContent'
import { sha256 } from './canonical'
import type { Head } from './readPart'
import { damaged, namedAtMost } from './refusal'
import type { Statement } from './statement'

// What must be true of the whole (docs/batch-file.md).

type ApproveStatement = Extract<Statement, { act: 'approve' }>

/** The field in which a statement speaks of another batch or kind than the file does. */
export function firstDisagreement(says: Statement, { batch, ledger }: BatchPart): string | undefined {
  if (says.batchId !== batch.id) return 'batchId'
  if (says.birthLedgerId !== batch.birthLedgerId) return 'birthLedgerId'
  return says.ledgerKind === ledger.kind ? undefined : 'ledgerKind'
}

/** State, journal and named lines against the statements. */
export function stateProblems(file: ReadBatchFile, head: Head): Rejection[] {
  const { about, approval, cards, statements, sealedBy } = file
  const ofHead = statements.map(({ says }) => says).filter((says) => isOfHead(says, about))
  const strangers = statements.flatMap(({ says }, index) =>
    namesStrangeLine(says, file, head) ? [damaged(`statement/${index + 1}`)] : [],
  )
  if (strangers.length > 0) return strangers.slice(0, namedAtMost)
  const signers = new Set([sealedBy, ...statements.map(({ says }) => says.by)])
  const idle = cards.find(({ fingerprint }) => !signers.has(fingerprint))
  if (idle !== undefined) return [damaged(`card/${idle.fingerprint}`)]
  if (!ofHead.some((says) => says.act === 'submit' && says.format === 2)) return [noSuchState]
  const approvals = ofHead.filter(({ act }) => act === 'approve')
  if (about.batch.state === 'returned' && ofHead.at(-1)?.act !== 'return') return [noSuchState]
  if (about.batch.state === 'approved' && (approval === undefined || approvals.length === 0))
    return [noSuchState]
  return approval !== undefined && approvals.length === 0 ? [noSuchState] : []
}

/** The last approval of the head, where none of them has signed the journal and the facts in the file. */
export function approvalOfOthers({ about, approval, statements }: ReadBatchFile): Statement | undefined {
  if (approval === undefined) return undefined
  const journalHash = sha256(approval.journal)
  const factsHash = approval.facts === '' ? '' : sha256(approval.facts)
  const approvals = statements
    .map(({ says }) => says)
    .filter((says): says is ApproveStatement => says.act === 'approve' && isOfHead(says, about))
  const isSigned = approvals.some((says) => says.journalHash === journalHash && says.factsHash === factsHash)
  return isSigned ? undefined : approvals.at(-1)
}

const noSuchState = damaged('batch', 'batch/state')

function isOfHead({ revision, contentHash }: Statement, { batch }: BatchPart): boolean {
  return revision === batch.revision && contentHash === batch.contentHash
}

/** A line that is not in the revision that the statement speaks of. */
function namesStrangeLine(says: Statement, { about, revisions }: ReadBatchFile, head: Head): boolean {
  if (says.act !== 'return') return false
  const named = [...says.accepted.map(([lineId]) => lineId), ...says.lineComments.map(({ lineId }) => lineId)]
  if (named.length === 0) return false
  const revision = revisions.find(
    (other) => other.revision === says.revision && other.contentHash === says.contentHash,
  )
  const known = isOfHead(says, about)
    ? head.numberOf
    : new Set(revision?.frozen.lines.map(({ lineId }) => lineId))
  return named.some((lineId) => !known.has(lineId))
}

/** `file_own_approval`: by keys. Whether two keys are one person's is for the ledger to know. */
export function ownApprovals({ about, statements }: ReadBatchFile): Rejection[] {
  const all = statements.map(({ says }) => says)
  const own = all.filter((says) => says.act === 'approve' && workersBefore(says, all, about).has(says.by))
  return own
    .slice(0, namedAtMost)
    .map(({ name, revision }) =>
      rejection('file_own_approval', `batches/${about.batch.id}`, { name, revision }),
    )
}

/** Of the head: everybody who has worked on the batch; of an approval that no longer counts, on that revision. */
function workersBefore(approve: Statement, all: readonly Statement[], about: BatchPart): ReadonlySet<string> {
  const isCounting = isOfHead(approve, about)
  return new Set(
    all.flatMap((says) => {
      const isSame = says.revision === approve.revision && says.contentHash === approve.contentHash
      if (says.act !== 'submit' || !(isCounting || isSame)) return []
      return [says.by, ...says.workedOn.map(({ by }) => by)]
    }),
  )
}
