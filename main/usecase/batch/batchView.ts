import type { BatchEvent, BatchView } from '@contract/batch'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { readBatchExportedAt } from '../../ledger/batchExport'
import { listBatchEvents } from '../../ledger/batchEventTable'
import { readBatchOrigin } from '../../ledger/batchOriginTable'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import { findApprovalElsewhere } from '../../ledger/approvalTable'
import { readLedger } from '../../ledger/ledgerTable'
import { readPeople } from '../../ledger/personTable'
import { hasRight, type Context } from '../context'
import { batchBody } from './batchBody'
import { landingOfLines } from './lineLanding'
import { editToRedo, editToUndo } from './undoStack'
import { waitsFor } from './waitsFor'
import { hasWorkedOn } from './workedOn'

/** A batch with all that its page shows; made anew each time, so that it never differs from the ledger. */
export function batchView(context: Context, batchId: string): Outcome<BatchView> {
  const { ledger } = context
  const batch = findBatch(ledger, batchId)
  if (batch === undefined) return refused(rejection('batch_unknown', `batches/${batchId}`))
  const { lines, ...body } = batchBody(context, batch)
  const isPosted = batch.state !== 'draft' && batch.state !== 'submitted'
  const landings = isPosted ? [...landingOfLines(ledger, batch.id, lines).values()] : []
  const log = { batchId: batch.id, editNumber: batch.editNumber, undoFloor: batch.undoFloor }
  const origin = readBatchOrigin(ledger, batch)
  const obstacle = obstacleToApproval(context, batch, body.rejectedLineCount)
  return accepted({
    ...body,
    ...headingOf(context, batch),
    lineCount: lines.length,
    invoiceCount: new Set(lines.map(({ invoiceId }) => invoiceId)).size,
    contentHash: batch.state === 'draft' ? '' : batch.contentHash,
    birthLedgerName: origin.ledgerName,
    events: [created(batch, nameOfPerson(context, batch)), ...listBatchEvents(ledger, batch.id)],
    undoLabel: batch.state === 'draft' ? (editToUndo(ledger, log)?.label ?? '') : '',
    redoLabel: batch.state === 'draft' ? (editToRedo(ledger, log)?.label ?? '') : '',
    mayApprove: obstacle === '',
    mayNotApproveBecause: obstacle,
    notPostedBecause: batch.isApprovedElsewhere
      ? [...(findApprovalElsewhere(ledger, batch.id)?.reasons ?? [])]
      : [],
    landedCount: landings.filter(({ landing }) => landing === 'landed').length,
    refusedCount: landings.filter(({ landing }) => landing === 'refused').length,
    exportedAt: readBatchExportedAt(ledger, batch.id),
  })
}

/** What rows and views of a batch share. */
export function headingOf(context: Context, batch: BatchRecord) {
  const { id: batchId, name, state, revision, editNumber, createdAt, changedAt, isApprovedElsewhere } = batch
  return {
    batchId,
    name,
    state,
    revision,
    editNumber,
    preparerName: nameOfPerson(context, batch),
    createdAt,
    changedAt,
    waitsFor: waitsFor(batch),
    isApprovedElsewhere,
    isBornHere: batch.birthLedgerId === readLedger(context.ledger).ledgerId,
  }
}

/** A ledger without people of its own has those that it starts with, who stand in no table. */
export function nameOfPerson({ ledger }: Context, { preparerId, preparerName }: BatchRecord): string {
  return readPeople(ledger).find(({ id }) => id === preparerId)?.name ?? preparerName
}

function created(batch: BatchRecord, personName: string): BatchEvent {
  return { event: 'created', revision: 0, personName, at: batch.createdAt, comment: '' }
}

/** The code of what keeps the acting person from approving; empty if nothing does. */
function obstacleToApproval(context: Context, batch: BatchRecord, rejectedLines: number): string {
  if (!hasRight(context, 'review')) return 'right_missing'
  if (batch.state !== 'submitted') return 'batch_state'
  if (batch.isApprovedElsewhere) return 'batch_approved_elsewhere'
  if (hasWorkedOn(context.ledger, batch, context.person)) return 'approver_touched_lines'
  return rejectedLines > 0 ? 'batch_has_rejections' : ''
}
