import { appendBatchEvent, listBatchEvents } from '../../ledger/batchEventTable'
import { insertReferences } from '../../ledger/adjustmentReferenceTable'
import { insertBatchFile } from '../../ledger/batchFileTable'
import { insertBranchRevision, insertRevision, findRevision } from '../../ledger/revisionTable'
import { insertStatement } from '../../ledger/statementTable'
import type { Ledger } from '../../ledger/database'
import type { ReadBatchFile, ReadStatement } from '../../exchange/batchFile/batchFile'
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
    const { says } = submissionOf(file, contentHash)
    const record = {
      batchId,
      revision,
      contentHash,
      content,
      confirmedWarnings: says.act === 'submit' ? says.confirmed : [],
      submittedBy: signers.get(says.by)?.id ?? '',
      submittedAt: says.at,
    }
    if (findRevision(ledger, batchId, revision) === undefined) insertRevision(ledger, record)
    else insertBranchRevision(ledger, record)
  }
}

export function submissionOf(file: ReadBatchFile, contentHash: string): ReadStatement {
  const found = file.statements.find(({ says }) => says.act === 'submit' && says.contentHash === contentHash)
  if (found === undefined) throw new Error(`A batch file without the submission of ${contentHash} was read`)
  return found
}

export function keepStatements(ledger: Ledger, statements: readonly ReadStatement[]): void {
  for (const { says, text, signature } of statements) {
    const { batchId, revision, contentHash, act, by: identityId, at } = says
    insertStatement(ledger, { batchId, revision, contentHash, act, text, signature, identityId, at })
  }
}

const travelling: ReadonlySet<string> = new Set(['submitted', 'recalled', 'returned', 'approved', 'merged'])

/** What happened to the batch elsewhere and is not told of here yet; postings and exports are each ledger's own. */
export function keepEvents(ledger: Ledger, { file, signers }: OpenedBatchFile): void {
  const batchId = file.about.batch.id
  const keyOf = (event: { event: string; revision: number; at: string; personName: string }) =>
    [event.event, event.revision, event.at, event.personName].join(' ')
  const known = new Set(listBatchEvents(ledger, batchId).map(keyOf))
  const personByName = new Map([...signers.values()].map(({ id, name }) => [name, id]))
  for (const { event, revision, personName, at, comment } of file.about.events) {
    const told = { event, revision, personName, at, comment }
    if (!travelling.has(event) || known.has(keyOf(told))) continue
    appendBatchEvent(ledger, { batchId, personId: personByName.get(personName) ?? '', ...told })
  }
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
