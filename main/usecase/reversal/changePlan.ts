import { accepted, type Outcome } from '@contract/outcome'
import type { LineWish, PlanContent, ReversalAnswer } from '@contract/reversal'
import {
  applyChange,
  findReversalEdit,
  insertReversalEdit,
  type PlanChange,
  type ReversalEditRecord,
} from '../../ledger/reversalEditTable'
import { foldReversalEdits } from '../../ledger/reversalPlanTable'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { seenOf } from './movedLine'
import { countOwnChanges, keepPlan, planAtWork, type PlanAtWork } from './planCache'
import { isSameDeep } from './plannedLine'
import { judgeAgain, renewFigures } from './planReversal'
import { requirePlan } from './requirePlan'
import { answerOf, reversalView } from './reversalView'

const mostUndone = 200
/** After so many edits the content is written anew, with all of them in it. */
const editsPerFold = 250

/** What of a plan is to be otherwise; what is left out stays. */
export interface Wanted {
  readonly step?: PlanContent['step'] | undefined
  readonly reasonCode?: string | undefined
  readonly comment?: string | undefined
  /** By adjustment id; null for no wish. */
  readonly wishes: ReadonlyMap<string, LineWish | null>
}

/** Numbers of the edits that an undo and a redo would take next, the nearest last. */
export type Trail = Pick<ReversalEditRecord, 'past' | 'future'>

interface Given {
  readonly commandId: string
  readonly reversalId: string
  readonly editNumber: number
}

/**
 * One edit of a plan, or the taking back of one. Only the invoices that it touches are judged again, and only the
 * candidates that look otherwise then are answered. Refused: `not_found`, `edit_number_stale`, and what `want` refuses. An edit without a
 * trail of its own can be taken back, and drops what could have been made again.
 */
export function changePlan(
  context: Context,
  name: 'editReversal' | 'undoReversal' | 'redoReversal',
  input: Given,
  want: (plan: PlanAtWork, trail: Trail) => Outcome<{ readonly wanted: Wanted; readonly trail?: Trail }>,
): Outcome<ReversalAnswer> {
  const { ledger } = context
  let answer: (() => ReversalAnswer) | undefined
  return runCommand(context, name, input, {
    right: 'prepare',
    act: () => {
      const found = requirePlan(ledger, input.reversalId, input.editNumber)
      if (!found.ok) return found
      const { plan, isNew } = planAtWork(context, found.value)
      const trail = findReversalEdit(ledger, plan.head.id, plan.head.editNumber) ?? { past: [], future: [] }
      const asked = want(plan, trail)
      if (!asked.ok) return asked
      const count = countOwnChanges(ledger)
      const changedIds = change(context, plan, asked.value.wanted, asked.value.trail ?? trail, {
        isNewEdit: asked.value.trail === undefined,
      })
      answer = () => {
        count()
        keepPlan(context, plan)
        return answerOf(context, plan, isNew ? 'all' : changedIds)
      }
      return accepted({ reversalId: plan.head.id })
    },
    view: ({ reversalId }) => {
      if (answer !== undefined) return accepted(answer())
      const view = reversalView(context, reversalId)
      return view.ok ? accepted({ ...view.value, isWhole: true }) : view
    },
  })
}

/** Gives the ids of the candidates that look otherwise after it; the plan is altered in place. */
function change(
  { ledger, clock }: Context,
  plan: PlanAtWork,
  wanted: Wanted,
  trail: Trail,
  { isNewEdit }: { readonly isNewEdit: boolean },
): readonly string[] {
  const { content, judged } = plan
  const wished = changeOf(content, wanted)
  applyChange(content, wished)
  const ids = Object.keys(wished.wishes)
  const isForAll = wished.general !== undefined
  const touched = isForAll ? ('all' as const) : invoicesOf(plan, ids)
  const changedIds = judgeAgain(judged, content, touched)
  // What a person has just given is what that person has seen; a reason may have moved every day.
  const seen: PlanContent['seen'] = {}
  for (const id of isForAll ? judged.lines.keys() : ids) {
    const line = judged.lines.get(id)
    if (line !== undefined) seen[id] = seenOf(line, judged.known)
  }
  Object.assign(content.seen, seen)
  renewFigures(judged, content, touched)
  const editNumber = plan.head.editNumber + 1
  const at = clock.now()
  const isTrailed = isNewEdit && (isForAll || ids.length > 0)
  const { past, future } = isTrailed
    ? { past: [...trail.past, editNumber].slice(-mostUndone), future: [] }
    : trail
  insertReversalEdit(ledger, plan.head.id, { editNumber, change: { ...wished, seen }, past, future, at })
  if (editNumber % editsPerFold === 0) {
    foldReversalEdits(ledger, plan.head.id, { editNumber, content }, [editNumber, ...past, ...future])
  }
  plan.head = { ...plan.head, editNumber, changedAt: at }
  return changedIds
}

function changeOf(content: PlanContent, { step, reasonCode, comment, wishes }: Wanted): PlanChange {
  const before = { reasonCode: content.reasonCode, comment: content.comment }
  const after = { reasonCode: reasonCode ?? before.reasonCode, comment: comment ?? before.comment }
  const isGeneral = after.reasonCode !== before.reasonCode || after.comment !== before.comment
  const changed: Record<string, PlanChange['wishes'][string]> = {}
  for (const [id, wish] of wishes) {
    const was = content.wishes[id] ?? null
    if (!isSameDeep(was, wish)) changed[id] = { before: was, after: wish }
  }
  return {
    step: step ?? content.step,
    ...(isGeneral ? { general: { before, after } } : {}),
    wishes: changed,
    seen: {},
  }
}

function invoicesOf({ judged }: PlanAtWork, ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.flatMap((id) => judged.lines.get(id)?.row.invoiceId ?? []))
}
