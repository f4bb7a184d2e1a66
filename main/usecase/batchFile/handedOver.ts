import type { BatchFileState } from '@contract/batchFile'
import type { Line } from '@contract/line'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { BatchContent } from '../../engine/batch/content'
import { adjustmentIdsOf } from '../../engine/batch/renamedAdjustments'
import {
  mostHeadsInFile,
  type BatchFileContent,
  type FileApproval,
  type FileClaim,
  type FileRevision,
} from '../../exchange/batchFile/batchFile'
import { listReferences } from '../../ledger/adjustmentReferenceTable'
import { findApprovalElsewhere } from '../../ledger/approvalTable'
import { readAuditHead } from '../../ledger/auditTable'
import { listBatchEvents } from '../../ledger/batchEventTable'
import { listHeadsSentOut, readClaimsOfFile } from '../../ledger/batchFileTable'
import { readBatchOrigin } from '../../ledger/batchOriginTable'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import { listFirstEdits } from '../../ledger/draftEditTable'
import { findIdentity } from '../../ledger/identityTable'
import { readLedger } from '../../ledger/ledgerTable'
import { readPeople } from '../../ledger/personTable'
import { findPosting } from '../../ledger/postingTable'
import { postedJournalText } from '../../ledger/postedJournal'
import { listBranchRevisions, listRevisionRows } from '../../ledger/revisionTable'
import { listStatements, type SignedRow } from '../../ledger/statementTable'
import type { Context } from '../context'

/**
 * A batch as it is handed over to another ledger: all revisions and signatures, byte for byte, and what the receiver
 * needs to judge them. Refused: `batch_unknown`, and `batch_not_handed_over` where nobody has submitted it, where it
 * has been changed since it was returned to nobody, or where it was submitted before statements named who worked on it.
 */
export function batchFileContentOf(context: Context, batchId: string): Outcome<BatchFileContent> {
  const { ledger, person, clock } = context
  const batch = findBatch(ledger, batchId)
  if (batch === undefined) return refused(rejection('batch_unknown', `batches/${batchId}`))
  const statements = listStatements(ledger, batchId)
  const state = stateOf(context, batch)
  if (state === undefined) return refused(notHandedOver(batch, batch.revision === 0 ? 'draft' : 'changed'))
  const revisions = revisionsOf(context, batch)
  const head = revisions.find(({ revision }) => revision === batch.revision)
  const submission = statements.find(
    ({ act, contentHash }) => act === 'submit' && contentHash === head?.contentHash,
  )
  if (head === undefined || submission === undefined || !namesWorkers(submission))
    return refused(notHandedOver(batch, 'old'))
  const { ledgerId, code, kind, name } = readLedger(ledger)
  const audit = readAuditHead(ledger)
  const origin = readBatchOrigin(ledger, batch)
  const lines = revisions.flatMap(({ content }) => (JSON.parse(content) as BatchContent).lines)
  return accepted({
    about: {
      audit: {
        earlier: earlierHeads(context, audit.sequence),
        head: audit.hash,
        length: audit.sequence,
      },
      batch: {
        birthLedgerCode: origin.ledgerCode,
        birthLedgerName: origin.ledgerName,
        createdByName: origin.createdByName,
        birthLedgerId: batch.birthLedgerId,
        contentHash: head.contentHash,
        createdAt: batch.createdAt,
        id: batch.id,
        name: batch.name,
        revision: batch.revision,
        state,
      },
      events: listBatchEvents(ledger, batch.id),
      ledger: { code, id: ledgerId, kind, name },
      references: listReferences(ledger, adjustmentIdsOf(lines)),
      writtenAt: clock.now(),
      writtenBy: person.name,
    },
    revisions,
    statements: statements.map(({ text, signature }) => ({ text, signature })),
    cards: cardsOf(context, statements),
    claims: state === 'approved' ? [] : claimsOfLines(context, batch, head),
    approval: state === 'approved' ? approvalOf(context, batch) : undefined,
  })
}

/** Heads that left with earlier files: who has seen one that does not fit knows that the log was written anew. */
function earlierHeads({ ledger }: Context, length: number): [number, string][] {
  return listHeadsSentOut(ledger, mostHeadsInFile)
    .filter((sent) => sent.length < length)
    .map(({ length: before, head }): [number, string] => [before, head])
    .reverse()
}

function notHandedOver({ id, name, revision }: BatchRecord, because: 'draft' | 'changed' | 'old') {
  return rejection('batch_not_handed_over', `batches/${id}`, { name, revision, because })
}

/** Undefined while it is a draft that nobody has returned. */
function stateOf({ ledger }: Context, batch: BatchRecord): BatchFileState | undefined {
  if (batch.isApprovedElsewhere) return 'approved'
  if (batch.state === 'submitted') return 'submitted'
  if (batch.state !== 'draft') return 'approved'
  const last = listBatchEvents(ledger, batch.id)
    .filter(
      ({ event }) =>
        event === 'submitted' || event === 'recalled' || event === 'returned' || event === 'merged',
    )
    .at(-1)
  return last?.event === 'returned' && last.revision === batch.revision ? 'returned' : undefined
}

/** The revisions of this ledger's line in their order; of two with one number its own comes first. */
function revisionsOf({ ledger }: Context, { id }: BatchRecord): FileRevision[] {
  const own = listRevisionRows(ledger, id)
  const all = [...own, ...listBranchRevisions(ledger, id)]
  return all
    .sort((left, right) => left.revision - right.revision)
    .map(({ revision, contentHash, content }) => ({ revision, contentHash, content }))
}

function namesWorkers({ text }: SignedRow): boolean {
  return Array.isArray((JSON.parse(text) as { workedOn?: unknown }).workedOn)
}

/** Of everybody who signed, and of whoever seals the file. */
function cardsOf({ ledger, signer }: Context, statements: readonly SignedRow[]): string[] {
  const ids = new Set(statements.map(({ identityId }) => identityId))
  if (signer !== undefined) ids.add(signer.identityId)
  return [...ids].sort().flatMap((id) => findIdentity(ledger, id)?.card ?? [])
}

/** What the waiting lines hold of adjustments, since when, and who made them. */
function claimsOfLines({ ledger }: Context, batch: BatchRecord, { content }: FileRevision): FileClaim[] {
  const { lines } = JSON.parse(content) as BatchContent
  const holding = lines.filter((line) => heldBy(line) !== '')
  if (holding.length === 0) return []
  const firstEdits = listFirstEdits(ledger, batch.id)
  const nameById = new Map(readPeople(ledger).map(({ id, name }) => [id, name]))
  const known = new Map(
    claimsOfFile(readClaimsOfFile(ledger, batch.id)).map((claim) => [claim.lineId, claim]),
  )
  return holding.map((line) => {
    const made = firstEdits.get(line.lineId)
    const since = known.get(line.lineId)?.since ?? made?.at ?? batch.changedAt
    const by = known.get(line.lineId)?.by ?? nameById.get(made?.personId ?? '') ?? batch.preparerName
    const kind = line.action === 'create' ? 'reverse' : line.action
    const amount = line.action === 'create' ? line.amount : ''
    return { adjustmentId: heldBy(line), amount, by, kind, lineId: line.lineId, since }
  })
}

function heldBy({ action, adjustmentId, reversesId }: Line): string {
  return action === 'create' ? reversesId : adjustmentId
}

/** Claims as they are kept of a file that came. */
export function claimsOfFile(text: string): FileClaim[] {
  return text === '' ? [] : (JSON.parse(text) as FileClaim[])
}

/** What was signed: of an approval elsewhere its own texts, else what was posted here. */
function approvalOf({ ledger }: Context, batch: BatchRecord): FileApproval {
  const { revision, contentHash } = batch
  const elsewhere = findApprovalElsewhere(ledger, batch.id)
  if (elsewhere !== undefined)
    return { revision, contentHash, journal: elsewhere.journal, facts: elsewhere.facts }
  const facts = findPosting(ledger, batch.id)?.facts ?? ''
  return { revision, contentHash, journal: postedJournalText(ledger, batch.id), facts }
}
