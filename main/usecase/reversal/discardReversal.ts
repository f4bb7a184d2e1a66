import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { deleteReversalPlan, findReversalPlan } from '../../ledger/reversalPlanTable'
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
      const content = findReversalPlan(context.ledger, reversalId)?.content
      deleteReversalPlan(context.ledger, reversalId)
      audit(context, {
        action: 'discardReversal',
        subject: `reversal ${reversalId}`,
        detail: { of: content?.of ?? '', label: content?.label ?? '' },
      })
      return accepted({ reversalId })
    },
    view: (discarded) => accepted(discarded),
  })
}
