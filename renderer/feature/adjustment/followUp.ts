import type { AdjustmentView } from '@contract/adjustment'
import type { DraftChange } from '@contract/batch'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'

/** What can be done to an adjustment that stands: each is a line of a batch, and goes through approval. */
export type FollowUp = 'cancel' | 'delete' | 'reverse'
/** Those that go into a batch as they are; a reversal is planned first. */
export type PutFollowUp = Exclude<FollowUp, 'reverse'>

const zero = /^-?0*(\.0*)?$/

/** Canceled and never left this ledger: deleted at once, without a batch. */
export function isDeletedAtOnce({ origin, status, landing, deleteRejections }: AdjustmentView): boolean {
  return origin === 'local' && status === 'Canceled' && landing === '' && deleteRejections.length === 0
}

/** What stands in the way; empty when nothing does. The rules judge the line once more in its batch. */
export function obstaclesTo(
  how: FollowUp,
  view: AdjustmentView,
  hasCounterItem: boolean,
): readonly Rejection[] {
  if (how === 'cancel') return view.cancelRejections
  if (how === 'delete') return view.deleteRejections
  const at = view.adjustmentId
  if (view.status === 'Canceled') return [rejection('reversal_of_canceled', at)]
  if (view.reverses.length > 0) return [rejection('reversal_of_reversal', at)]
  if (zero.test(view.remainder)) {
    const params = { limit: view.remainder, currency: view.currency, original: view.number }
    return [rejection('reversal_exceeds_remainder', at, params)]
  }
  return hasCounterItem ? [] : [rejection('reversal_not_enabled', at)]
}

/** Whether a reversal is what the rules propose instead. */
export function proposesReversal(obstacles: readonly Rejection[]): boolean {
  return obstacles.some(({ params }) => params['alternative'] === 'reversal')
}

/** Whether the landing of the adjustment must be known first. */
export function waitsForLanding(obstacles: readonly Rejection[]): boolean {
  return obstacles.some(({ params }) => params['alternative'] === 'land')
}

/** It takes everything else from the adjustment. */
export function followUpChange(how: PutFollowUp, adjustmentId: string): DraftChange {
  return { op: 'put', lineId: '', fields: { action: how, adjustmentId } }
}
