import type { Rejection } from '@contract/rejection'
import { directionOf } from './towardsZero'
import { RunningAmounts, judgeStep, runSequence, stepOf, type Mover, type Turn } from './sequence'

/** The billing system's own screen lists no more than this many items at a time. */
export const maxTogether = 500

export interface InvoiceTurns {
  /** In sequence; lines that are legal only together come after all others. */
  readonly turns: readonly Turn[]
  readonly onlyTogether: ReadonlySet<Mover>
}

/**
 * Judges one invoice's lines, given in sequence (rules 7, 9 and 10). Where the sequence fails, the item
 * adjustments of one date are judged together, by their net effect on top of all other lines. They are
 * accepted so only if no line that was legal by itself is refused for it, and one that was refused is not any more.
 */
export function judgeInvoice(movers: readonly Mover[], balanceMinor: bigint): InvoiceTurns {
  let judged: InvoiceTurns = {
    turns: runSequence(movers, new RunningAmounts(balanceMinor)),
    onlyTogether: new Set(),
  }
  for (const submission of failedSubmissions(judged.turns)) {
    const together = judgeWith(submission, movers, judged, balanceMinor)
    if (together === undefined) continue
    judged = submission.length <= maxTogether ? together : sayTooMany(judged, submission)
  }
  return judged
}

/** They would be legal together, were they fewer: that, too, is the limit that was hit. */
function sayTooMany(judged: InvoiceTurns, submission: readonly Mover[]): InvoiceTurns {
  const inside = new Set(submission)
  const limit = { together: submission.length, mostTogether: maxTogether }
  const withLimit = (rejection: Rejection) => ({ ...rejection, params: { ...rejection.params, ...limit } })
  const turns = judged.turns.map((turn) =>
    inside.has(turn.mover) ? { ...turn, rejections: turn.rejections.map(withLimit) } : turn,
  )
  return { ...judged, turns }
}

/** Item adjustments by date, of dates with a refused one. A line with a permission of its own stays in sequence. */
function failedSubmissions(turns: readonly Turn[]): readonly (readonly Mover[])[] {
  const failedDates = new Set<string>()
  for (const turn of turns) {
    if (turn.rejections.length > 0 && mayGoTogether(turn.mover)) failedDates.add(turn.mover.reading.date)
  }
  if (failedDates.size === 0) return []
  const byDate = new Map<string, Mover[]>()
  for (const date of [...failedDates].sort()) byDate.set(date, [])
  for (const { mover } of turns) {
    if (mayGoTogether(mover)) byDate.get(mover.reading.date)?.push(mover)
  }
  return [...byDate.values()].filter(({ length }) => length > 1)
}

function mayGoTogether({ mayMoveAway, isInPlay, reading }: Mover): boolean {
  return isInPlay && !mayMoveAway && reading.source !== undefined
}

function judgeWith(
  submission: readonly Mover[],
  movers: readonly Mover[],
  judged: InvoiceTurns,
  balanceMinor: bigint,
): InvoiceTurns | undefined {
  const wasApplied = new Set(judged.turns.filter(({ isApplied }) => isApplied).map(({ mover }) => mover))
  const inside = new Set(submission)
  const outside = movers.filter((mover) => !inside.has(mover) && !judged.onlyTogether.has(mover))
  const amounts = new RunningAmounts(balanceMinor)
  const legalAlone = runSequence(
    outside.filter((mover) => wasApplied.has(mover)),
    amounts,
  )
  const earlier = [...judged.onlyTogether].map((mover) => applyTogether(mover, amounts))
  const legal = legalItems(submission, amounts)
  const losesNone = submission.every((mover) => legal.has(mover) || !wasApplied.has(mover))
  const members = submission.filter((mover) => legal.has(mover))
  const gainsSome = members.some((mover) => !wasApplied.has(mover))
  if (!gainsSome || !losesNone || !netMovesTowardsZero(members, amounts.balanceMinor)) return undefined
  const together = members.map((mover) => applyTogether(mover, amounts))
  // Members only moved towards zero, so what is still legal after them is legal before them as well.
  const refusedAlone = runSequence(
    outside.filter((mover) => !wasApplied.has(mover)),
    amounts,
  )
  const refused = judged.turns
    .filter(({ mover }) => inside.has(mover) && !legal.has(mover))
    .map((turn) => refusedBeside(turn, amounts))
  return {
    turns: [...legalAlone, ...refusedAlone, ...earlier, ...together, ...refused],
    onlyTogether: new Set([...judged.onlyTogether, ...members]),
  }
}

/** A line that its item keeps out of a submission: refused for what it would do on top of that one. */
function refusedBeside(turn: Turn, amounts: RunningAmounts): Turn {
  const step = stepOf(turn.mover, amounts)
  const rejections = judgeStep(step)
  return rejections.length === 0 ? turn : { ...turn, step, rejections }
}

function netMovesTowardsZero(members: readonly Mover[], balanceMinor: bigint): boolean {
  const netMinor = members.reduce((sum, { impactMinor }) => sum + impactMinor, 0n)
  const originMinor = members[0]?.invoice.amountMinor ?? 0n
  const movement = { beforeMinor: balanceMinor, afterMinor: balanceMinor + netMinor, originMinor }
  return directionOf(movement) === 'towards'
}

/** The lines whose item moves legally by their net effect, else those that are legal one after the other. */
function legalItems(submission: readonly Mover[], amounts: RunningAmounts): ReadonlySet<Mover> {
  const bySource = new Map<string, Mover[]>()
  for (const mover of submission)
    bySource.set(mover.sourceKey, [...(bySource.get(mover.sourceKey) ?? []), mover])
  const legal = new Set<Mover>()
  for (const movers of bySource.values()) {
    for (const mover of legalOfItem(movers, amounts)) legal.add(mover)
  }
  return legal
}

function legalOfItem(movers: readonly Mover[], amounts: RunningAmounts): readonly Mover[] {
  const [first] = movers
  const openMinor = first && amounts.openOf(first)
  const originMinor = first?.reading.source?.amountMinor
  if (openMinor === undefined || originMinor === undefined) return []
  const isLegal = (fromMinor: bigint, impactMinor: bigint) =>
    directionOf({ beforeMinor: fromMinor, afterMinor: fromMinor + impactMinor, originMinor }) === 'towards'
  const netMinor = movers.reduce((sum, { impactMinor }) => sum + impactMinor, 0n)
  if (isLegal(openMinor, netMinor)) return movers
  let runningMinor = openMinor
  return movers.filter(({ impactMinor }) => {
    if (!isLegal(runningMinor, impactMinor)) return false
    runningMinor += impactMinor
    return true
  })
}

function applyTogether(mover: Mover, amounts: RunningAmounts): Turn {
  const step = stepOf(mover, amounts)
  amounts.apply(mover)
  return { mover, step, rejections: [], isApplied: true }
}
