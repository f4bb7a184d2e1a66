import { appendAdjustmentEvents, type AdjustmentEventRecord } from '../../ledger/adjustmentEventTable'
import { setLanded } from '../../ledger/adjustmentStateTable'
import type { Ledger } from '../../ledger/database'
import {
  readKnownAdjustments,
  setBillingState,
  setCancelImported,
  type AdjustmentCommit,
  type KnownAdjustment,
} from '../../ledger/stagingCommitAdjustment'

/**
 * What the file says of adjustments that the ledger has: twins have landed, others have changed. Each
 * change is an event; the posted row itself is never touched (domain.md, "The fields").
 */
export function commitKnownAdjustments(ledger: Ledger, commit: AdjustmentCommit): void {
  for (const known of readKnownAdjustments(ledger)) {
    const events: AdjustmentEventRecord[] = []
    const tell = (
      event: AdjustmentEventRecord['event'],
      effect: 'create' | 'cancel',
      detail: Record<string, string>,
    ) => {
      const of = effect === 'create' ? known : { batchId: known.cancelBatchId, lineId: known.cancelLineId }
      events.push({
        adjustmentId: known.adjustmentId,
        event,
        effect,
        at: commit.at,
        personId: commit.personId,
        personName: commit.personName,
        batchId: of.batchId,
        lineId: of.lineId,
        importId: commit.importId,
        detail,
      })
    }
    const cancelledAt = known.cancelledAt || commit.asOf
    if (known.isTwin) tell('landed', 'create', { number: known.number, billingId: known.billingId })
    if (known.status === 'Canceled' && known.knownStatus === 'Processed') {
      tell('cancelled', 'cancel', { cancelledOn: cancelledAt })
    } else if (known.status === 'Canceled' && known.knownCancelLandedAt === null) {
      tell('landed', 'cancel', { cancelledOn: cancelledAt })
    }
    const changed = changesOf(known)
    if (Object.keys(changed).length > 0) tell('updated', 'create', changed)
    appendAdjustmentEvents(ledger, events)
    applyTo(ledger, known, commit.asOf, cancelledAt)
  }
}

function applyTo(ledger: Ledger, known: KnownAdjustment, asOf: string, cancelledAt: string): void {
  const { adjustmentId, billingId, number } = known
  if (known.knownLandedAt === null) {
    setLanded(ledger, {
      adjustmentId,
      effect: 'create',
      landedAt: known.createdDate || asOf,
      billingId,
      number,
    })
  }
  setBillingState(ledger, known)
  if (known.status === 'Canceled') setCancelImported(ledger, adjustmentId, known.cancelledBy, cancelledAt)
}

function changesOf(known: KnownAdjustment): Record<string, string> {
  const changes: Record<string, string> = {}
  if (known.reasonCode !== known.knownReasonCode)
    changes.reasonCode = `${known.knownReasonCode} → ${known.reasonCode}`
  if (known.transferred !== known.knownTransferred) {
    changes.transferredToAccounting = `${known.knownTransferred || 'No'} → ${known.transferred || 'No'}`
  }
  return changes
}
