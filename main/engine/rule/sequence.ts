import type { Line } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import type { Settings } from '@contract/setting'
import { sourceKey, type InvoiceFact } from '../fact'
import { signOf } from '../money/amount'
import { ruleBook, type StepRule } from './index'
import type { LineReading } from './reading'
import { makeStep, type Step } from './step'

const stepRules = ruleBook.filter((rule): rule is StepRule => 'judgeStep' in rule)

/** A line that moves the amounts of its invoice. */
export interface Mover {
  readonly reading: LineReading
  readonly invoice: InvoiceFact
  readonly impactMinor: bigint
  readonly sourceKey: string
  readonly mayMoveAway: boolean
  /** False for a line that another rule keeps out for good: it is judged, and takes nothing from the others. */
  readonly isInPlay: boolean
}

/** How a line came out at its turn. */
export interface Turn {
  readonly mover: Mover
  readonly step: Step
  readonly rejections: readonly Rejection[]
  readonly isApplied: boolean
}

/** Balance and open amounts of one invoice while its lines are judged one after the other. */
export class RunningAmounts {
  private readonly openBySource = new Map<string, bigint>()

  constructor(public balanceMinor: bigint) {}

  openOf(mover: Mover): bigint | undefined {
    const { source } = mover.reading
    return source === undefined ? undefined : (this.openBySource.get(mover.sourceKey) ?? source.openMinor)
  }

  apply(mover: Mover): void {
    const openMinor = this.openOf(mover)
    if (openMinor !== undefined) this.openBySource.set(mover.sourceKey, openMinor + mover.impactMinor)
    this.balanceMinor += mover.impactMinor
  }
}

/** The line as one that moves amounts; undefined where its effect is not known, and for a delete. */
export function moverOf(reading: LineReading, isInPlay: boolean): Mover | undefined {
  const { line, invoice, impactMinor, source, index } = reading
  if (invoice === undefined || impactMinor === undefined) return undefined
  const mayMoveAway = mayLeaveZero(line, index.facts.settings)
  const key = source === undefined ? '' : sourceKey(source.type, source.id)
  return { reading, invoice, impactMinor, sourceKey: key, mayMoveAway, isInPlay }
}

/** Whether a line may move item and balance away from zero (rule 11, and Cancel). */
export function mayLeaveZero(
  line: Pick<Line, 'action' | 'reversesId'>,
  settings: Pick<Settings, 'advancedAdjustment' | 'counterItem'>,
): boolean {
  const isReversal = line.action === 'create' && line.reversesId !== ''
  return line.action === 'cancel' || settings.advancedAdjustment || (isReversal && settings.counterItem)
}

/**
 * The order in which one invoice's lines are judged and sent: lines that may move an amount away from zero
 * go first, for they make room for the others; first those that enlarge the balance. Else by position.
 */
export function inSequence(movers: readonly Mover[]): readonly Mover[] {
  const ranks: [Mover[], Mover[], Mover[]] = [[], [], []]
  for (const mover of movers) ranks[rankOf(mover)].push(mover)
  return ranks.flat()
}

function rankOf({ mayMoveAway, impactMinor, invoice, reading: { source } }: Mover): SequenceRank {
  return sequenceRank({
    mayMoveAway,
    impactMinor,
    balance: { currentMinor: invoice.balanceMinor, originMinor: invoice.amountMinor },
    item: source && { currentMinor: source.openMinor, originMinor: source.amountMinor },
  })
}

type SequenceRank = 0 | 1 | 2

interface Standing {
  readonly currentMinor: bigint
  readonly originMinor: bigint
}

/** The place of a line in the sequence of its invoice; lines of one rank go by position. */
export function sequenceRank(line: {
  readonly mayMoveAway: boolean
  readonly impactMinor: bigint
  readonly balance: Standing
  readonly item: Standing | undefined
}): SequenceRank {
  const { mayMoveAway, impactMinor, balance, item } = line
  if (!mayMoveAway) return 2
  if (enlarges(impactMinor, balance)) return 0
  return item !== undefined && enlarges(impactMinor, item) ? 1 : 2
}

function enlarges(impactMinor: bigint, { currentMinor, originMinor }: Standing): boolean {
  const sign = signOf(currentMinor) || signOf(originMinor)
  return sign === 0 || sign === signOf(impactMinor)
}

/** Judges lines one after the other, as the API does: a refused one has no effect on those after it. */
export function runSequence(movers: readonly Mover[], amounts: RunningAmounts): readonly Turn[] {
  return movers.map((mover) => {
    const step = stepOf(mover, amounts)
    const rejections = judgeStep(step)
    const isApplied = rejections.length === 0 && mover.isInPlay
    if (isApplied) amounts.apply(mover)
    return { mover, step, rejections, isApplied }
  })
}

/** What the rules that look at movements have against a line at its turn. */
export function judgeStep(step: Step): readonly Rejection[] {
  const rejections: Rejection[] = []
  for (const rule of stepRules) {
    const found = rule.judgeStep(step)
    if (found.length > 0) rejections.push(...found)
  }
  return rejections
}

export function stepOf(mover: Mover, amounts: RunningAmounts): Step {
  return makeStep(mover.reading, mover.invoice, mover.impactMinor, mover.mayMoveAway, {
    openMinor: amounts.openOf(mover),
    balanceMinor: amounts.balanceMinor,
  })
}
