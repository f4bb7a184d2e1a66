import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { LineWish, PlanContent, ReversalEdit } from '@contract/reversal'
import { updateReversalPlan } from '../../ledger/reversalPlanTable'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { movedLines, seenOf } from './movedLine'
import { planReversal } from './planReversal'
import { requirePlan } from './requirePlan'
import { reversalView } from './reversalView'

/** Saves what a step of the wizard gives: `not_found`, `edit_number_stale`. */
export function editReversal(
  context: Context,
  input: Input<'editReversal'>,
): Outcome<Output<'editReversal'>> {
  const { ledger, clock } = context
  return runCommand(context, 'editReversal', input, {
    right: 'prepare',
    act: () => {
      const found = requirePlan(ledger, input.reversalId, input.editNumber)
      if (!found.ok) return found
      const { id, editNumber, content } = found.value
      const known = new Set(content.adjustmentIds)
      const unknown = input.edit.lines?.find(({ adjustmentId }) => !known.has(adjustmentId))
      if (unknown !== undefined) return refused(rejection('not_found', `adjustments/${unknown.adjustmentId}`))
      const edited = withEdit(context, content, input.edit)
      updateReversalPlan(ledger, id, { editNumber: editNumber + 1, content: edited, at: clock.now() })
      return accepted({ reversalId: id })
    },
    view: ({ reversalId }) => reversalView(context, reversalId),
  })
}

function withEdit(context: Context, content: PlanContent, edit: ReversalEdit): PlanContent {
  const before = edit.acceptMoved === true ? withMovedAccepted(context, content) : content
  const wishes = { ...before.wishes }
  for (const { adjustmentId, ...wish } of edit.lines ?? []) {
    wishes[adjustmentId] = { ...wishes[adjustmentId], ...wish }
  }
  const edited = {
    ...before,
    step: edit.step ?? before.step,
    reasonCode: edit.reasonCode ?? before.reasonCode,
    comment: edit.comment ?? before.comment,
    wishes,
  }
  const isForAll = edited.reasonCode !== before.reasonCode
  const touched = isForAll ? edited.adjustmentIds : (edit.lines ?? []).map(({ adjustmentId }) => adjustmentId)
  return touched.length === 0 ? edited : withSeen(context, edited, new Set(touched))
}

/** What a person has just given is what that person has seen. */
function withSeen(context: Context, content: PlanContent, ids: ReadonlySet<string>): PlanContent {
  const { candidates, facts } = planReversal(context, content)
  const seen = { ...content.seen }
  for (const line of candidates) {
    const id = line.row.adjustmentId
    if (ids.has(id)) seen[id] = seenOf(line, facts)
  }
  return { ...content, seen }
}

/**
 * Takes the new proposals: a day of one's own that is closed now gives way to the rule's, a figure beyond what is
 * left to what is left, and where nothing is left the line is no longer chosen.
 */
function withMovedAccepted(context: Context, content: PlanContent): PlanContent {
  const { candidates, facts } = planReversal(context, content)
  const moved = new Set(movedLines(candidates, content.seen, facts).map(({ adjustmentId }) => adjustmentId))
  const wishes = { ...content.wishes }
  for (const { row, plan, fact } of candidates) {
    const id = row.adjustmentId
    if (!moved.has(id)) continue
    wishes[id] = accommodated(wishes[id] ?? {}, plan.rejection !== undefined, fact?.remainderMinor ?? 0n)
  }
  return withSeen(context, { ...content, wishes }, moved)
}

function accommodated(wish: LineWish, hasNoPlan: boolean, leftMinor: bigint): LineWish {
  const open = { ...wish, date: '' }
  if (!hasNoPlan) return open
  return leftMinor > 0n ? { ...open, amount: '' } : { ...open, amount: '', chosen: false }
}
