import type { Rejection } from '@contract/rejection'
import { nothing, reject } from './reject'
import { limitsOf, oppositeOf, typeOfStep, type Step } from './step'
import { faultOf } from './towardsZero'

/**
 * `balance_away_from_zero`, `balance_crosses_zero`: the invoice's new balance lies between the old one and
 * zero (rule 9). At balance zero only a reversal or a submission of net zero is legal: refund first.
 */
export function balanceTowardsZero(step: Step): readonly Rejection[] {
  if (step.reading.line.action !== 'create') return nothing
  const fault = faultOf(step.balance, step.mayMoveAway)
  if (fault === undefined) return nothing
  const type = typeOfStep(step)
  return fault === 'across'
    ? [reject(step.reading, 'balance_crosses_zero', 'amount', limitsOf(step, type))]
    : [reject(step.reading, 'balance_away_from_zero', 'amount', limitsOf(step, oppositeOf(type)))]
}
