import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { nextState, type BatchCommand } from '../../engine/batch/transition'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'

/**
 * The batch, if there is one and the table of states lets the command happen: `batch_unknown`, `batch_state`. One that
 * was approved elsewhere waits for its posting and for nothing else: `batch_approved_elsewhere`.
 */
export function requireBatch(ledger: Ledger, batchId: string, command: BatchCommand): Outcome<BatchRecord> {
  const batch = findBatch(ledger, batchId)
  if (batch === undefined) return refused(rejection('batch_unknown', `batches/${batchId}`))
  if (batch.isApprovedElsewhere)
    return refused(rejection('batch_approved_elsewhere', `batches/${batchId}`, { name: batch.name }))
  const next = nextState(batch.state, command)
  return 'rejection' in next ? refused(next.rejection) : accepted(batch)
}

/** A draft edit names the edit it was based on: `edit_number_stale` when another one came first. */
export function requireDraft(ledger: Ledger, batchId: string, editNumber: number): Outcome<BatchRecord> {
  const found = requireBatch(ledger, batchId, 'edit')
  if (!found.ok || found.value.editNumber === editNumber) return found
  return refused(
    rejection('edit_number_stale', 'editNumber', { given: editNumber, current: found.value.editNumber }),
  )
}

/** Decisions name the revision they were made on: `revision_moved` when it is another one now. */
export function requireRevision(batch: BatchRecord, revision: number): Outcome<BatchRecord> {
  return batch.revision === revision
    ? accepted(batch)
    : refused(rejection('revision_moved', 'revision', { given: revision, current: batch.revision }))
}
