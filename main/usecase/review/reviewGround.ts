import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Line } from '@contract/line'
import type { BatchRecord } from '../../ledger/batchTable'
import { requireBatch, requireRevision } from '../batch/requireBatch'
import { readRevision, type FrozenRevision } from '../batch/revision'
import { hasWorkedOn } from '../batch/workedOn'
import type { Context } from '../context'

export interface ReviewGround {
  readonly batch: BatchRecord
  readonly revision: FrozenRevision
}

/** A batch that waits for its reviewer, with what was submitted: `batch_unknown`, `batch_state`. */
export function reviewGround({ ledger }: Context, batchId: string): Outcome<ReviewGround> {
  const found = requireBatch(ledger, batchId, 'approve')
  if (!found.ok) return found
  const revision = readRevision(ledger, batchId, found.value.revision)
  if (revision === undefined) throw new Error(`Batch ${batchId} was submitted without a revision`)
  return accepted({ batch: found.value, revision })
}

/**
 * The same for who reviews it, on the revision that they see: `revision_moved`, and `approver_touched_lines` for
 * everybody who has worked on it.
 */
export function requireReviewer(context: Context, batchId: string, revision: number): Outcome<ReviewGround> {
  const ground = reviewGround(context, batchId)
  if (!ground.ok) return ground
  const { batch } = ground.value
  const current = requireRevision(batch, revision)
  if (!current.ok) return current
  if (hasWorkedOn(context.ledger, batch, context.person)) {
    return refused(
      rejection('approver_touched_lines', `batches/${batchId}`, { preparer: batch.preparerName }),
    )
  }
  return ground
}

/** `not_found` where one of them is not a line of the revision. */
export function requireLines(
  { frozen }: FrozenRevision,
  lineIds: readonly string[],
): Outcome<ReadonlyMap<string, Line>> {
  const lines = new Map(frozen.lines.map((line) => [line.lineId, line]))
  const unknown = lineIds.find((lineId) => !lines.has(lineId))
  return unknown === undefined ? accepted(lines) : refused(rejection('not_found', `lines/${unknown}`))
}
