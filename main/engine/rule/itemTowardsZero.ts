import type { Rejection } from '@contract/rejection'
import { nothing, reject } from './reject'
import { limitsOf, oppositeOf, typeOfStep, type Step } from './step'
import { faultOf } from './towardsZero'

/**
 * `item_away_from_zero`, `item_crosses_zero`: an item adjustment moves its item's open amount only towards
 * zero, and not across it (rule 7). A positive item takes credits up to what is open, a discount charges.
 */
export function itemTowardsZero(step: Step): readonly Rejection[] {
  if (step.item === undefined || step.reading.line.action !== 'create') return nothing
  const fault = faultOf(step.item, step.mayMoveAway)
  if (fault === undefined) return nothing
  const type = typeOfStep(step)
  return fault === 'across'
    ? [reject(step.reading, 'item_crosses_zero', 'amount', limitsOf(step, type))]
    : [reject(step.reading, 'item_away_from_zero', 'amount', limitsOf(step, oppositeOf(type)))]
}
