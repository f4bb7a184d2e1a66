import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Ledger } from '../../ledger/database'
import { findReversalPlanHead, type ReversalPlanHead } from '../../ledger/reversalPlanTable'

/** A plan that is not finished: `not_found`, and `edit_number_stale` when another edit came first. */
export function requirePlan(
  ledger: Ledger,
  reversalId: string,
  editNumber?: number,
): Outcome<ReversalPlanHead> {
  const plan = findReversalPlanHead(ledger, reversalId)
  if (plan === undefined || plan.batchId !== '') return refused(rejection('not_found', 'reversalId'))
  if (editNumber === undefined || plan.editNumber === editNumber) return accepted(plan)
  return refused(
    rejection('edit_number_stale', 'editNumber', { given: editNumber, current: plan.editNumber }),
  )
}
