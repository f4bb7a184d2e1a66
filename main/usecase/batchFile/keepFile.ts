import { appendBatchEvent, listBatchEvents } from '../../ledger/batchEventTable'
import { insertReferences } from '../../ledger/adjustmentReferenceTable'
import { insertBatchFile } from '../../ledger/batchFileTable'
import { insertBranchRevision, insertRevision, findRevision } from '../../ledger/revisionTable'
import { insertStatement } from '../../ledger/statementTable'
import type { Ledger } from '../../ledger/database'
import type { FileEvent, ReadBatchFile, ReadStatement } from '../../exchange/batchFile/batchFile'
import type { FileComparison } from './compareFile'
import type { OpenedBatchFile } from './openBatchFile'

// What a file brings is kept as it was signed: revisions, statements and texts byte for byte, and nothing is replaced.

/** Revisions that are not here yet. One whose number is taken by another stands beside it as a branch. */
export function keepRevisions(
  ledger: Ledger,
  { file, signers }: OpenedBatchFile,
  { newRevisions }: Pick<FileComparison, 'newRevisions'>,
): void {
  const batchId = file.about.batch.id
  for (const { revision, contentHash, content } of newRevisions) {
    const says = submissionOf(file, { revision, contentHash })
    const record = {
      batchId,
      revision,
      contentHash,
      content,
      confirmedWarnings: says?.confirmed ?? [],
      submittedBy: signers.get(says?.by ?? '')?.id ?? '',
      submittedAt: says?.at ?? file.about.batch.createdAt,
    }
    if (findRevision(ledger, batchId, revision) === undefined) insertRevision(ledger, record)
    else insertBranchRevision(ledger, record)
  }
}

type Submission = Extract<ReadStatement['says'], { act: 'submit' }>

/** Of the head there always is one; an earlier revision may be of before submissions were signed. */
export function submissionOf(
  file: ReadBatchFile,
  { revision, contentHash }: { readonly revision: number; readonly contentHash: string },
): Submission | undefined {
  for (const { says } of file.statements)
    if (says.act === 'submit' && says.revision === revision && says.contentHash === contentHash) return says
  return undefined
}

/**
 * Submissions first: who approved a revision and prepared a later one has not approved their own work, and the ledger
 * must know of the later one to see it.
 */
export function keepStatements(ledger: Ledger, statements: readonly ReadStatement[]): void {
  const isSubmission = ({ says }: ReadStatement) => says.act === 'submit'
  const inOrder = [...statements.filter(isSubmission), ...statements.filter((one) => !isSubmission(one))]
  for (const { says, text, signature } of inOrder) {
    const { batchId, revision, contentHash, act, by: identityId, at } = says
    insertStatement(ledger, { batchId, revision, contentHash, act, text, signature, identityId, at })
  }
}

const eventByAct = { submit: 'submitted', return: 'returned', approve: 'approved' } as const
const unsigned: ReadonlySet<string> = new Set(['recalled', 'merged'])

/**
 * What happened to the batch elsewhere and is not told of here yet. What people sign is told as they signed it; of the
 * rest the sender's word is taken. Postings and exports are each ledger's own.
 */
export function keepEvents(
  ledger: Ledger,
  { file, signers }: OpenedBatchFile,
  newStatements: readonly ReadStatement[],
): void {
  const batchId = file.about.batch.id
  const known = new Set(listBatchEvents(ledger, batchId).map(keyOf))
  const signed = newStatements.map(({ says }) => ({
    event: eventByAct[says.act],
    revision: says.revision,
    personId: signers.get(says.by)?.id ?? '',
    personName: says.name,
    at: says.at,
    comment: says.act === 'submit' ? '' : says.comment,
  }))
  const told = file.about.events
    .filter((event) => unsigned.has(event.event) && !known.has(keyOf(event)))
    .map((event) => ({ ...event, personId: '' }))
  for (const event of inOrderOfSigning(signed, told)) appendBatchEvent(ledger, { batchId, ...event })
}

/**
 * What was signed, in the order in which the sender has it: clocks differ, and its last is how the batch stands. What is
 * only told comes where its moment puts it, but never after all of that.
 */
function inOrderOfSigning<Event extends { readonly at: string }>(
  signed: readonly Event[],
  told: readonly Event[],
): Event[] {
  const left = [...told].sort((one, other) => (one.at < other.at ? -1 : 1))
  const isLast = (index: number) => index === signed.length - 1
  const inOrder = signed.flatMap((event, index) => {
    const count = isLast(index) ? left.length : left.filter(({ at }) => at < event.at).length
    return [...left.splice(0, count), event]
  })
  return [...inOrder, ...left]
}

function keyOf({ event, revision, at, personName }: FileEvent): string {
  return [event, revision, at, personName].join(' ')
}

/** That the file came: what its lines hold of adjustments, the names of these, and the head of the sender's log. */
export function keepFile(
  ledger: Ledger,
  { about, claims, fileHash, sealedBy }: ReadBatchFile,
  at: string,
): void {
  insertReferences(ledger, about.references)
  insertBatchFile(ledger, {
    batchId: about.batch.id,
    direction: 'in',
    hash: fileHash,
    revision: about.batch.revision,
    state: about.batch.state,
    ledgerId: about.ledger.id,
    ledgerName: about.ledger.name,
    sealedBy,
    auditLength: about.audit.length,
    auditHead: about.audit.head,
    claims: JSON.stringify(claims),
    at,
  })
}
