import type { AdjustmentRow } from '@contract/adjustment'
import type { Line } from '@contract/line'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { LineWish, PlanContent } from '@contract/reversal'
import type { AdjustmentFact, LineVerdict } from '../../engine/fact'
import { formatMinor } from '../../engine/money/amount'
import { readTypedAmount } from '../../engine/money/typedAmount'
import { planReversals, type ReversalPlan, type ReversalWish } from '../../engine/reversal/planReversals'
import type { WaitingClaim } from '../../ledger/reversalPlanTable'
import { amountAsTyped } from '../batch/typedAmount'
import type { Candidate, CandidateFacts } from './candidateFact'

/** One candidate, with the lines that it would make; none where it cannot be reversed. */
export interface DraftedLine {
  readonly row: AdjustmentRow
  readonly fact: AdjustmentFact | undefined
  readonly wish: LineWish
  readonly isChosen: boolean
  readonly plan: ReversalPlan
  readonly reversal: Line | undefined
  readonly replacement: Line | undefined
  readonly waiting: readonly WaitingClaim[]
  /** Why no line can be made. */
  readonly problem: Rejection | undefined
}

/** The same, judged. */
export interface PlannedLine extends DraftedLine {
  readonly rejections: readonly Rejection[]
  readonly warnings: readonly Rejection[]
  readonly replacementRejections: readonly Rejection[]
  /** Of the lines that it makes, where it is chosen. */
  readonly verdicts: readonly LineVerdict[]
}

/** What candidates would make by what a person wants of each, not judged yet. */
export function draftLines(
  given: readonly Candidate[],
  content: PlanContent,
  { facts, waiting }: CandidateFacts,
): DraftedLine[] {
  const terms = { reasonCode: content.reasonCode, comment: content.comment, today: facts.today ?? '' }
  const wanted = given.map(({ row, index }) => {
    const wish = content.wishes[row.adjustmentId] ?? {}
    return { row, index, wish, typed: readWishedAmount(wish.amount ?? '', row) }
  })
  const plans = planReversals(wanted.map(wishOf), facts, terms)
  return wanted.map(({ row, index, wish, typed }, place): DraftedLine => {
    const id = row.adjustmentId
    const plan = plans[place]
    if (plan === undefined) throw new Error(`No plan for ${id}`)
    const problem = plan.rejection ?? ('problem' in typed ? typed.problem : undefined)
    const drafted = {
      row,
      fact: facts.adjustments.get(id),
      wish,
      isChosen: wish.chosen === true,
      plan,
      waiting: waiting.get(id) ?? [],
      problem,
    }
    if (problem !== undefined || plan.rejection !== undefined)
      return { ...drafted, reversal: undefined, replacement: undefined }
    const reversal: Line = { ...plan.content, lineId: id, position: 2 * index + 1, provisionalNumber: '' }
    return { ...drafted, reversal, replacement: replacementOf(reversal, row, plan.original, wish) }
  })
}

/** Reversals, each with what stands in for it right after. */
export function linesOf(drafted: readonly DraftedLine[]): Line[] {
  const lines: Line[] = []
  for (const { reversal, replacement } of drafted) {
    if (reversal === undefined) continue
    lines.push(reversal)
    if (replacement !== undefined) lines.push(replacement)
  }
  return lines
}

/** Whether a screen shows the same of both: the facts of a line are the same as long as a plan is kept. */
export function looksSame(left: PlannedLine, right: PlannedLine): boolean {
  return (
    left.isChosen === right.isChosen &&
    left.reversal?.date === right.reversal?.date &&
    left.reversal?.amount === right.reversal?.amount &&
    left.reversal?.referenceId === right.reversal?.referenceId &&
    left.replacement?.date === right.replacement?.date &&
    isSameDeep(left.wish, right.wish) &&
    isSameDeep(dateReasonOf(left.plan), dateReasonOf(right.plan)) &&
    isSameDeep(left.rejections, right.rejections) &&
    isSameDeep(left.warnings, right.warnings) &&
    isSameDeep(left.replacementRejections, right.replacementRejections)
  )
}

function dateReasonOf(plan: ReversalPlan) {
  return plan.rejection === undefined ? [plan.chosenBy, plan.proposed?.date] : plan.rejection
}

/** Of small, plain values. */
export function isSameDeep(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right)
}

type WishedAmount = { minor: bigint | undefined } | { problem: Rejection }

function wishOf({
  row,
  wish,
  typed,
}: {
  readonly row: AdjustmentRow
  readonly wish: LineWish
  readonly typed: WishedAmount
}): ReversalWish {
  return {
    adjustmentId: row.adjustmentId,
    amountMinor: 'minor' in typed ? typed.minor : undefined,
    own: {
      date: wish.date || undefined,
      reasonCode: wish.reasonCode || undefined,
      referenceId: wish.referenceId ?? undefined,
      comment: wish.comment || undefined,
    },
  }
}

/** All that is left, or the figure as it was typed, whose sign says nothing. */
function readWishedAmount(text: string, { currency, adjustmentId }: AdjustmentRow): WishedAmount {
  if (text.trim() === '') return { minor: undefined }
  const read = readTypedAmount(text, currency, 'auto')
  if ('minor' in read) return { minor: read.minor < 0n ? -read.minor : read.minor }
  const at = `adjustments/${adjustmentId}`
  if (read.problem === 'scale') return { problem: rejection('amount_scale', at, { value: text, currency }) }
  const expected = formatMinor(123450n, currency)
  return {
    problem: rejection('value_unknown', at, {
      value: text,
      because: 'not_an_amount',
      field: 'amount',
      expected,
    }),
  }
}

/** "Reverse and correct": on the same place, posted with the reversal unless another day is given. */
function replacementOf(
  reversal: Line,
  { currency }: AdjustmentRow,
  original: AdjustmentFact,
  { replacement }: LineWish,
): Line | undefined {
  if (replacement === undefined || replacement === null) return undefined
  const { type, amount, date, reasonCode, comment } = replacement
  return {
    ...reversal,
    lineId: `${reversal.lineId}+`,
    position: reversal.position + 1,
    type,
    amount: amountAsTyped(amount, currency, type),
    date: date || reversal.date,
    reasonCode: reasonCode || reversal.reasonCode,
    comment: comment || reversal.comment,
    accountingCode: original.kind === 'IA' ? (original.accountingCode ?? '') : '',
    reversesId: '',
    replacesId: original.id,
  }
}
