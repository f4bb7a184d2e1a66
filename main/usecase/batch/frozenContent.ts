import type { LineView } from '@contract/batch'
import type { Line } from '@contract/line'
import type { BatchContent, FactContent } from '../../engine/batch/content'
import { compareDates } from '../../engine/calendar/day'
import { sourceKey } from '../../engine/fact'
import { formatMinor, impactOf, parseAmount } from '../../engine/money/amount'
import { mayLeaveZero, sequenceRank } from '../../engine/rule/sequence'
import type { Confirmed } from './confirmedWarning'

/** What a line of a frozen revision does, in minor units; nothing is judged anew. */
export interface FrozenLine {
  readonly line: Line
  readonly invoiceId: string
  readonly invoiceNumber: string
  /** Of the invoice before all lines. */
  readonly invoiceBalanceMinor: bigint
  readonly currency: string
  readonly sourceName: string
  readonly adjustmentNumber: string
  readonly originalNumber: string
  readonly impactMinor: bigint
  readonly open: { readonly beforeMinor: bigint; readonly afterMinor: bigint } | undefined
  readonly balance: { readonly beforeMinor: bigint; readonly afterMinor: bigint }
}

/** After all ranks of the sequence. */
const placeTogether = 3

/**
 * The lines of a revision as they were submitted, in their order. Open amounts and balances run from the facts
 * frozen beside them, in the sequence in which the rules judged the lines: what was confirmed as legal only
 * together comes last.
 */
export function frozenLines({ lines, facts }: BatchContent, onlyTogether: ReadonlySet<string>): FrozenLine[] {
  const factByKey = new Map(facts.map((fact) => [`${fact.kind} ${fact.id}`, fact]))
  const settings = { advancedAdjustment: isOn('advancedAdjustment'), counterItem: isOn('counterItem') }
  const placed = lines.flatMap((line) => placeLine(line, factByKey) ?? [])
  const placeOf = (found: PlacedLine) =>
    onlyTogether.has(found.line.lineId) ? placeTogether : found.rankWith(mayLeaveZero(found.line, settings))
  const ranked = placed.map((found) => ({ found, place: placeOf(found) }))
  const running = new Map<FactContent, bigint>()
  const frozen = new Map(
    [...ranked]
      .sort((left, right) => left.place - right.place || byDateTogether(left, right))
      .map(({ found }) => [found.line.lineId, runLine(found, running)]),
  )
  return placed.flatMap(({ line }) => frozen.get(line.lineId) ?? [])

  function isOn(name: string): boolean {
    return factByKey.get(`setting ${name}`)?.values['value'] === true
  }
}

/** One submission after the other, as the dates come. */
function byDateTogether(left: { found: PlacedLine; place: number }, right: { found: PlacedLine }): number {
  return left.place === placeTogether ? compareDates(left.found.line.date, right.found.line.date) : 0
}

/** A line beside the frozen facts that it moves. */
interface PlacedLine {
  readonly line: Line
  readonly invoice: FactContent
  readonly source: FactContent | undefined
  readonly adjustmentNumber: string
  readonly originalNumber: string
  readonly impactMinor: bigint
  rankWith(mayMoveAway: boolean): number
}

function placeLine(line: Line, facts: ReadonlyMap<string, FactContent>): PlacedLine | undefined {
  const invoice = facts.get(`invoice ${line.invoiceId}`)
  if (invoice === undefined) return undefined
  const source =
    line.sourceType === '' ? undefined : facts.get(`source ${sourceKey(line.sourceType, line.sourceId)}`)
  const impactMinor = impactOfLine(line, invoice.currency)
  const balance = { currentMinor: amountOf(invoice, 'balance'), originMinor: amountOf(invoice, 'amount') }
  const item = source && { currentMinor: amountOf(source, 'open'), originMinor: amountOf(source, 'amount') }
  return {
    line,
    invoice,
    source,
    adjustmentNumber: facts.get(`adjustment ${line.adjustmentId}`)?.label ?? '',
    originalNumber: facts.get(`adjustment ${line.reversesId}`)?.label ?? '',
    impactMinor,
    rankWith: (mayMoveAway) => sequenceRank({ mayMoveAway, impactMinor, balance, item }),
  }
}

function runLine(placed: PlacedLine, running: Map<FactContent, bigint>): FrozenLine {
  const { line, invoice, source, adjustmentNumber, originalNumber, impactMinor } = placed
  const step = (fact: FactContent, field: string) => {
    const beforeMinor = running.get(fact) ?? amountOf(fact, field)
    running.set(fact, beforeMinor + impactMinor)
    return { beforeMinor, afterMinor: beforeMinor + impactMinor }
  }
  return {
    line,
    invoiceId: invoice.id,
    invoiceNumber: invoice.label,
    invoiceBalanceMinor: amountOf(invoice, 'balance'),
    currency: invoice.currency,
    sourceName: source?.label ?? '',
    adjustmentNumber,
    originalNumber,
    impactMinor,
    open: source === undefined ? undefined : step(source, 'open'),
    balance: step(invoice, 'balance'),
  }
}

/** The lines that a person has confirmed as legal only together. */
export function togetherIn(confirmed: readonly Confirmed[]): ReadonlySet<string> {
  return new Set(
    confirmed.filter(({ code }) => code === 'only_together').map(({ at }) => at.split('/')[1] ?? ''),
  )
}

// Lines of one invoice look at the same amounts again and again; frozen facts never change.
const amounts = new WeakMap<FactContent, Map<string, bigint>>()

function amountOf(fact: FactContent, field: string): bigint {
  const ofFact = amounts.get(fact) ?? new Map<string, bigint>()
  const known = ofFact.get(field)
  if (known !== undefined) return known
  const read = parseAmount(String(fact.values[field] ?? '0'), fact.currency)
  const minor = 'minor' in read ? read.minor : 0n
  amounts.set(fact, ofFact.set(field, minor))
  return minor
}

/** A cancel carries type and amount of what it cancels, and takes their impact back. */
function impactOfLine(line: Line, currency: string): bigint {
  const read = parseAmount(line.amount, currency)
  if (line.action === 'delete' || line.type === '' || !('minor' in read)) return 0n
  const impactMinor = impactOf(line.type, read.minor)
  return line.action === 'cancel' ? -impactMinor : impactMinor
}

export function frozenLineView(frozen: FrozenLine, accountName: string): LineView {
  const { line, currency, open, balance } = frozen
  return {
    line,
    invoiceNumber: frozen.invoiceNumber,
    accountName,
    sourceName: frozen.sourceName,
    currency,
    impact: formatMinor(frozen.impactMinor, currency),
    openBefore: open === undefined ? '' : formatMinor(open.beforeMinor, currency),
    openAfter: open === undefined ? '' : formatMinor(open.afterMinor, currency),
    balanceBefore: formatMinor(balance.beforeMinor, currency),
    balanceAfter: formatMinor(balance.afterMinor, currency),
    rejections: [],
    warnings: [],
    adjustmentId: line.adjustmentId,
    adjustmentNumber: frozen.adjustmentNumber,
    originalNumber: frozen.originalNumber,
    landing: '',
  }
}
