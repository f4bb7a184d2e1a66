import type { Line } from '@contract/line'
import type { AdjustmentRow } from '@contract/adjustment'
import type { LineWish, PlanContent } from '@contract/reversal'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { AdjustmentFact, BatchVerdict, Facts, LineVerdict } from '../../engine/fact'
import { formatMinor } from '../../engine/money/amount'
import { readTypedAmount } from '../../engine/money/typedAmount'
import { planReversals, type ReversalPlan } from '../../engine/reversal/planReversals'
import { checkLines } from '../../engine/rule/checkLines'
import { readAdjustmentRows } from '../../ledger/adjustmentRow'
import { idList } from '../../ledger/idList'
import { loadFacts } from '../../ledger/judgedFact'
import { listWaitingClaims, type WaitingClaim } from '../../ledger/reversalPlanTable'
import { readSettings } from '../../ledger/settingTable'
import { emptyContent } from '../batch/lineContent'
import { amountAsTyped } from '../batch/typedAmount'
import type { Context } from '../context'

/** One candidate, with the lines that it would make; none where it cannot be reversed. */
export interface PlannedLine {
  readonly row: AdjustmentRow
  readonly fact: AdjustmentFact | undefined
  readonly wish: LineWish
  readonly isChosen: boolean
  readonly plan: ReversalPlan
  readonly reversal: Line | undefined
  readonly replacement: Line | undefined
  readonly waiting: readonly WaitingClaim[]
  readonly rejections: readonly Rejection[]
  readonly warnings: readonly Rejection[]
  readonly replacementRejections: readonly Rejection[]
}

export interface PlannedReversal {
  readonly candidates: readonly PlannedLine[]
  readonly facts: Facts
  readonly accountNames: ReadonlyMap<string, string>
  /** Of the chosen lines: reversals and replacements, in the order in which they go into a batch. */
  readonly lines: readonly Line[]
  readonly verdict: BatchVerdict
}

/**
 * A plan against the ledger as it is now. What waits in any batch counts against a remainder, also in the one that
 * the lines will go to: nothing is reversed twice.
 */
export function planReversal(context: Context, content: PlanContent): PlannedReversal {
  const { ledger, person, clock } = context
  const ids = content.adjustmentIds
  const probes = ids.map((id) => ({
    ...emptyContent,
    reversesId: id,
    lineId: id,
    position: 0,
    provisionalNumber: '',
  }))
  const { facts, accountNames } = loadFacts(ledger, probes, { person, now: clock.now(), batchId: '' })
  const remainders = new Map(ids.map((id) => [id, facts.adjustments.get(id)?.remainderMinor ?? 0n]))
  const rowById = new Map(readAdjustmentRows(ledger, ids, remainders).map((row) => [row.adjustmentId, row]))
  const waiting = groupById(listWaitingClaims(ledger, idList(ids)))
  const terms = {
    reasonCode: content.reasonCode,
    comment: content.comment,
    today: clock.today(readSettings(ledger).timeZone),
  }
  const drafted = ids.flatMap((id, index) => {
    const row = rowById.get(id)
    return row === undefined ? [] : [draftLine(row, content.wishes[id] ?? {}, index, facts, terms)]
  })
  const linesOf = (some: readonly DraftedLine[]) =>
    some.flatMap(({ reversal, replacement }) =>
      reversal === undefined ? [] : replacement === undefined ? [reversal] : [reversal, replacement],
    )
  const chosen = drafted.filter(({ isChosen }) => isChosen)
  const lines = linesOf(chosen)
  const verdict = checkLines(lines, facts)
  // What is not chosen is judged as if it came on top of what is.
  const others = linesOf(drafted.filter(({ isChosen }) => !isChosen))
  const verdicts = verdictsById(
    others.length === 0 ? verdict : checkLines([...lines, ...others], facts),
    verdict,
  )
  const candidates = drafted.map((line): PlannedLine => {
    const own = verdicts.get(line.reversal?.lineId ?? '')
    return {
      ...line,
      fact: facts.adjustments.get(line.row.adjustmentId),
      waiting: waiting.get(line.row.adjustmentId) ?? [],
      rejections: line.problem === undefined ? (own?.rejections ?? []) : [line.problem],
      warnings: own?.warnings ?? [],
      replacementRejections: verdicts.get(line.replacement?.lineId ?? '')?.rejections ?? [],
    }
  })
  return { candidates, facts, accountNames, lines, verdict }
}

type DraftedLine = Pick<PlannedLine, 'row' | 'wish' | 'isChosen' | 'plan' | 'reversal' | 'replacement'> & {
  readonly problem: Rejection | undefined
}

interface Terms {
  readonly reasonCode: string
  readonly comment: string
  readonly today: string
}

function draftLine(
  row: AdjustmentRow,
  wish: LineWish,
  index: number,
  facts: Facts,
  terms: Terms,
): DraftedLine {
  const id = row.adjustmentId
  const typed = readWishedAmount(wish.amount ?? '', row)
  const own = {
    date: wish.date || undefined,
    reasonCode: wish.reasonCode || undefined,
    referenceId: wish.referenceId ?? undefined,
    comment: wish.comment || undefined,
  }
  const amountMinor = 'minor' in typed ? typed.minor : undefined
  const [plan] = planReversals([{ adjustmentId: id, amountMinor, own }], facts, terms)
  if (plan === undefined) throw new Error(`No plan for ${id}`)
  const isChosen = wish.chosen === true
  const problem = plan.rejection ?? ('problem' in typed ? typed.problem : undefined)
  if (problem !== undefined || plan.rejection !== undefined)
    return { row, wish, isChosen, plan, reversal: undefined, replacement: undefined, problem }
  const reversal: Line = { ...plan.content, lineId: id, position: 2 * index + 1, provisionalNumber: '' }
  return {
    row,
    wish,
    isChosen,
    plan,
    reversal,
    replacement: replacementOf(reversal, row, plan.original, wish),
    problem,
  }
}

/** All that is left, or the figure as it was typed, whose sign says nothing. */
function readWishedAmount(
  text: string,
  { currency, adjustmentId }: AdjustmentRow,
): { minor: bigint | undefined } | { problem: Rejection } {
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

function verdictsById(all: BatchVerdict, chosen: BatchVerdict): Map<string, LineVerdict> {
  return new Map([...all.lines, ...chosen.lines].map((verdict) => [verdict.lineId, verdict]))
}

function groupById(claims: readonly WaitingClaim[]): Map<string, WaitingClaim[]> {
  const groups = new Map<string, WaitingClaim[]>()
  for (const claim of claims) {
    const group = groups.get(claim.adjustmentId)
    if (group === undefined) groups.set(claim.adjustmentId, [claim])
    else group.push(claim)
  }
  return groups
}
