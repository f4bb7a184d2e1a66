import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { deleteReversalPlan } from '../../ledger/reversalPlanTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { requirePlan } from './requirePlan'

/** Throws a plan away; nothing has been posted by it. */
export function discardReversal(
  context: Context,
  input: Input<'discardReversal'>,
): Outcome<Output<'discardReversal'>> {
  const { reversalId } = input
  return runCommand(context, 'discardReversal', input, {
    right: 'prepare',
    act: () => {
      const found = requirePlan(context.ledger, reversalId)
      if (!found.ok) return found
      deleteReversalPlan(context.ledger, reversalId)
      const { of, label } = found.value.content
      audit(context, { action: 'discardReversal', subject: `reversal ${reversalId}`, detail: { of, label } })
      return accepted({ reversalId })
    },
    view: (discarded) => accepted(discarded),
  })
}
