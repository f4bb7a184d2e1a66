import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { LineWish, ReversalEdit } from '@contract/reversal'
import type { Context } from '../context'
import { changePlan } from './changePlan'
import type { PlanAtWork } from './planCache'

/** Saves what a step of the wizard gives: `not_found`, `edit_number_stale`. */
export function editReversal(
  context: Context,
  input: Input<'editReversal'>,
): Outcome<Output<'editReversal'>> {
  const { step, reasonCode, comment, lines = [] } = input.edit
  return changePlan(context, 'editReversal', input, (plan) => {
    const unknown = lines.find(({ adjustmentId }) => !plan.judged.lines.has(adjustmentId))
    if (unknown !== undefined) return refused(rejection('not_found', `adjustments/${unknown.adjustmentId}`))
    return accepted({ wanted: { step, reasonCode, comment, wishes: wishesOf(plan, input.edit) } })
  })
}

function wishesOf(plan: PlanAtWork, { acceptMoved, lines = [] }: ReversalEdit): Map<string, LineWish> {
  const wishes = acceptMoved === true ? accommodatedWishes(plan) : new Map<string, LineWish>()
  for (const { adjustmentId, ...wish } of lines) {
    const before = wishes.get(adjustmentId) ?? plan.content.wishes[adjustmentId]
    wishes.set(adjustmentId, { ...before, ...wish })
  }
  return wishes
}

/**
 * Takes the new proposals: a day of one's own that is closed now gives way to the rule's, a figure beyond what is
 * left to what is left, and where nothing is left the line is no longer chosen.
 */
function accommodatedWishes({ content, judged }: PlanAtWork): Map<string, LineWish> {
  const wishes = new Map<string, LineWish>()
  for (const { moved } of judged.figures.values()) {
    for (const { adjustmentId } of moved) {
      const line = judged.lines.get(adjustmentId)
      if (line === undefined) continue
      const leftMinor = line.fact?.remainderMinor ?? 0n
      const hasNoPlan = line.plan.rejection !== undefined
      wishes.set(adjustmentId, accommodated(content.wishes[adjustmentId] ?? {}, hasNoPlan, leftMinor))
    }
  }
  return wishes
}

function accommodated(wish: LineWish, hasNoPlan: boolean, leftMinor: bigint): LineWish {
  const open = { ...wish, date: '' }
  if (!hasNoPlan) return open
  return leftMinor > 0n ? { ...open, amount: '' } : { ...open, amount: '', chosen: false }
}
