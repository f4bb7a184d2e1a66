import type { Line } from '@contract/line'
import { lineRejectionCodes, type Rejection } from '@contract/rejection'
import type { BatchVerdict, Facts, LineVerdict } from '../fact'
import { formatMinor } from '../money/amount'
import { indexFacts } from './factIndex'
import { ruleBook, warningBook, type LineRule } from './index'
import { readLines, type LineReading } from './reading'
import { reject } from './reject'
import { resolveLine } from './resolveLine'
import { inSequence, moverOf, type Mover, type Turn } from './sequence'
import { judgeInvoice } from './together'

const lineRules = ruleBook.filter((rule): rule is LineRule => 'judge' in rule)
const rankByCode: ReadonlyMap<string, number> = new Map(lineRejectionCodes.map((code, rank) => [code, rank]))

/** A line that breaks one of these is out for good, so it takes no room from the lines after it. */
const outOfPlay = /^(invoice_not_posted|item_sign_opposite|adjustment_|cancel_|delete_|reversal_)/

interface JudgedLine {
  readonly reading: LineReading
  readonly rejections: readonly Rejection[]
  turn?: Turn
  together?: TogetherNote
}

interface TogetherNote {
  readonly lines: number
  readonly net: string
}

/**
 * Judges the lines of one batch: every rejection of every line, in the order of the rule book, the warnings,
 * and what posting would write. Verdicts come in order of position, then line id.
 *
 * Lines of different invoices never influence each other. So after an edit it is enough to check the
 * lines of the invoices that it touched, and `facts` need hold only what those lines name.
 */
export function checkLines(lines: readonly Line[], facts: Facts): BatchVerdict {
  const judged = readLines(inOrder(lines), indexFacts(facts)).map(judgeAlone)
  const legalOrder = judgeByInvoice(judged)
  const verdicts = judged.map(verdictOf)
  const accepted = new Set(verdicts.filter(({ resolved }) => resolved).map(({ lineId }) => lineId))
  for (const { reading } of judged) if (reading.line.action === 'delete') legalOrder.push(reading.line.lineId)
  return { lines: verdicts, legalOrder: legalOrder.filter((lineId) => accepted.has(lineId)) }
}

/** Position first, then ULID; nothing is ordered by a clock. */
export function inOrder(lines: readonly Line[]): readonly Line[] {
  return [...lines].sort(
    (left, right) =>
      left.position - right.position ||
      (left.lineId < right.lineId ? -1 : left.lineId > right.lineId ? 1 : 0),
  )
}

function judgeAlone(reading: LineReading): JudgedLine {
  const rejections: Rejection[] = []
  for (const rule of lineRules) {
    const found = rule.judge(reading)
    if (found.length > 0) rejections.push(...found)
  }
  return { reading, rejections }
}

/** Runs the lines of each invoice in sequence, notes how each came out, answers the order that is legal. */
function judgeByInvoice(judged: readonly JudgedLine[]): string[] {
  const byInvoice = new Map<string, Map<Mover, JudgedLine>>()
  for (const line of judged) {
    const isInPlay = !line.rejections.some(({ code }) => outOfPlay.test(code))
    const mover = moverOf(line.reading, isInPlay)
    if (mover === undefined) continue
    const lines = byInvoice.get(mover.invoice.id)
    if (lines === undefined) byInvoice.set(mover.invoice.id, new Map([[mover, line]]))
    else lines.set(mover, line)
  }
  const legalOrder: string[] = []
  for (const lines of byInvoice.values()) noteTurns(lines, legalOrder)
  return legalOrder
}

function noteTurns(lines: ReadonlyMap<Mover, JudgedLine>, legalOrder: string[]): void {
  const movers = inSequence([...lines.keys()])
  const { turns, onlyTogether } = judgeInvoice(movers, movers[0]?.invoice.balanceMinor ?? 0n)
  const notes = togetherNotes(onlyTogether)
  for (const turn of turns) {
    const line = lines.get(turn.mover)
    if (line === undefined) continue
    line.turn = turn
    const note = onlyTogether.has(turn.mover) ? notes.get(turn.mover.reading.date) : undefined
    if (note !== undefined) line.together = note
    else legalOrder.push(line.reading.line.lineId)
  }
}

function togetherNotes(onlyTogether: ReadonlySet<Mover>): ReadonlyMap<string, TogetherNote> {
  const sums = new Map<string, { lines: number; netMinor: bigint; currency: string }>()
  for (const { reading, impactMinor, invoice } of onlyTogether) {
    const sum = sums.get(reading.date) ?? { lines: 0, netMinor: 0n, currency: invoice.currency }
    sums.set(reading.date, { ...sum, lines: sum.lines + 1, netMinor: sum.netMinor + impactMinor })
  }
  return new Map(
    [...sums].map(([date, { lines, netMinor, currency }]) => [
      date,
      { lines, net: formatMinor(netMinor, currency) },
    ]),
  )
}

function verdictOf({ reading, rejections, turn, together }: JudgedLine): LineVerdict {
  const all = inRuleOrder(turn === undefined ? rejections : [...rejections, ...turn.rejections])
  const warnings = warningBook.flatMap((rule) => rule.warn(reading))
  return {
    lineId: reading.line.lineId,
    rejections: all,
    warnings: together === undefined ? warnings : [onlyTogetherWarning(reading, together), ...warnings],
    resolved: all.length === 0 ? resolveLine(reading) : undefined,
    openBeforeMinor: turn?.step.item?.beforeMinor,
    openAfterMinor: turn?.step.item?.afterMinor,
    balanceBeforeMinor: turn?.step.balance.beforeMinor,
    balanceAfterMinor: turn?.step.balance.afterMinor,
    onlyTogether: together !== undefined,
  }
}

function onlyTogetherWarning(reading: LineReading, { lines, net }: TogetherNote): Rejection {
  const { number = '', currency = '' } = reading.invoice ?? {}
  return reject(reading, 'only_together', 'amount', {
    invoice: number,
    date: reading.date,
    lines,
    net,
    currency,
  })
}

function inRuleOrder(rejections: readonly Rejection[]): readonly Rejection[] {
  if (rejections.length < 2) return rejections
  const rank = ({ code }: Rejection) => rankByCode.get(code) ?? lineRejectionCodes.length
  return [...rejections].sort((left, right) => rank(left) - rank(right))
}
