import type { Input, Output } from '@contract/api'
import type { Line, LineAction } from '@contract/line'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { checkLines } from '../engine/rule/checkLines'
import { mayDeleteAtOnce } from '../engine/rule/deleteNotAllowed'
import { findAdjustmentDetail } from '../ledger/adjustmentView'
import { loadFacts } from '../ledger/judgedFact'
import type { Context } from './context'

export function getAdjustment(
  context: Context,
  input: Input<'getAdjustment'>,
): Outcome<Output<'getAdjustment'>> {
  const detail = findAdjustmentDetail(context.ledger, input.adjustmentId)
  if (detail === undefined) return refused(rejection('not_found', 'adjustmentId'))
  return accepted({ ...detail, ...judgeFollowUps(context, input.adjustmentId) })
}

/** Whether it may be cancelled or deleted is asked of the rules themselves, with a line that would do it. */
function judgeFollowUps(
  { ledger, person, clock }: Context,
  adjustmentId: string,
): { cancelRejections: Rejection[]; deleteRejections: Rejection[] } {
  const lines = { cancel: followUp('cancel', adjustmentId), delete: followUp('delete', adjustmentId) }
  const { facts } = loadFacts(ledger, [lines.cancel], { person, now: clock.now(), batchId: '' })
  const rejectionsOf = (line: Line) => checkLines([line], facts).lines.flatMap(({ rejections }) => rejections)
  const fact = facts.adjustments.get(adjustmentId)
  return {
    cancelRejections: rejectionsOf(lines.cancel),
    deleteRejections: fact !== undefined && mayDeleteAtOnce(fact) ? [] : rejectionsOf(lines.delete),
  }
}

/** A line that takes everything but its action from the adjustment. */
function followUp(action: LineAction, adjustmentId: string): Line {
  return {
    lineId: adjustmentId,
    position: 1,
    provisionalNumber: '',
    action,
    adjustmentId,
    kind: 'IIA',
    invoiceId: '',
    invoiceNumber: '',
    sourceType: '',
    sourceId: '',
    type: '',
    amount: '',
    date: '',
    reasonCode: '',
    referenceId: '',
    comment: '',
    accountingCode: '',
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
    excludeFromRevenue: false,
    integrationId: '',
    integrationStatus: '',
    syncDate: '',
    customFields: {},
    reversesId: '',
    replacesId: '',
  }
}
