import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../money/amount'
import { nothing, reject } from './reject'
import type { Step } from './step'
import { faultOf } from './towardsZero'

/** `cancel_crosses_zero`: a cancel may move item and balance away from zero, never across. */
export function cancelCrossesZero(step: Step): readonly Rejection[] {
  if (step.reading.line.action !== 'cancel') return nothing
  const crossesItem = step.item !== undefined && faultOf(step.item, true) === 'across'
  const crossesBalance = faultOf(step.balance, true) === 'across'
  if (!crossesItem && !crossesBalance) return nothing
  const { currency } = step.invoice
  return [
    reject(step.reading, 'cancel_crosses_zero', 'adjustmentId', {
      of: crossesItem ? 'item' : 'balance',
      amount: formatMinor(step.impactMinor, currency),
      currency,
      ...(step.item === undefined ? {} : { open: formatMinor(step.item.beforeMinor, currency) }),
      balance: formatMinor(step.balance.beforeMinor, currency),
      refundFirst: step.balance.beforeMinor === 0n,
    }),
  ]
}
