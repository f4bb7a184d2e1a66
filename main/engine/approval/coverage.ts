import type { ApprovalRule, Limit, TotalKey } from '@contract/approval'
import type { Person } from '@contract/setting'
import { parseAmount } from '../money/amount'
import type { ApprovalLine } from './approvalLine'
import { amountGap, compareGaps, plainGap, type Gap, type MeasuredGap } from './gap'

export type { ApprovalLine } from './approvalLine'
export type { Gap } from './gap'

/** What stands beside a batch in a running total: posted within the window, or waiting in other batches. */
export interface RunningTotal {
  readonly of: TotalKey
  /** Id of the invoice, account or preparer; name of the reason code. */
  readonly key: string
  readonly days: number
  readonly currency: string
  /** Gross, in minor units, without the batch itself. */
  readonly beforeMinor: bigint
}

export interface BatchToCover {
  readonly lines: readonly ApprovalLine[]
  readonly preparerId: string
  /** Where one is missing, nothing stands beside the batch. */
  readonly running: readonly RunningTotal[]
}

export interface Coverage {
  /** The rules that cover the batch: those that ask for the fewest people first, else in the order of the rules. */
  readonly covering: readonly ApprovalRule[]
  /** Why the other rules do not: the gaps of the nearest rule first. */
  readonly gaps: readonly Gap[]
}

/**
 * Which rules cover a batch (issue "approval rules"): every line is of the kinds of the rule and within its limit,
 * the gross of the batch too, every running total with the batch in it, and no line goes in under an exception
 * that the rule does not cover. Limits include their amount. No currency is ever measured by the limit of another.
 */
export function coverageOf(rules: readonly ApprovalRule[], batch: BatchToCover): Coverage {
  const sums = sumsOf(batch)
  const judged = rules.map((rule) => ({ rule, gaps: gapsOf(rule, batch, sums) }))
  return {
    covering: judged
      .filter(({ gaps }) => gaps.length === 0)
      .map(({ rule }) => rule)
      .sort((left, right) => left.reviewerCount - right.reviewerCount),
    gaps: judged
      .map(({ gaps }) => gaps)
      .filter((gaps) => gaps.length > 0)
      .sort(compareDistance)
      .flat(),
  }
}

/** Has the rule a say for this person? Only people who may review ever do. */
export function isNamed(rule: ApprovalRule, person: Person): boolean {
  if (!person.rights.includes('review')) return false
  return rule.approverIds.length === 0 || rule.approverIds.includes(person.id)
}

/**
 * Whether these people are enough: `rule` is the first covering rule that has as many of its people as it asks for.
 * `missing` is what the easiest rule still asks for, 0 where one has enough; where none covers, nobody is enough.
 */
export function decisionOf(
  covering: readonly ApprovalRule[],
  approvers: readonly Person[],
): { readonly rule: ApprovalRule | undefined; readonly missing: number } {
  const people = [...new Map(approvers.map((person) => [person.id, person])).values()]
  let missing = covering.length === 0 ? 1 : 2
  for (const rule of covering) {
    const open = rule.reviewerCount - people.filter((person) => isNamed(rule, person)).length
    if (open <= 0) return { rule, missing: 0 }
    if (open < missing) missing = open
  }
  return { rule: undefined, missing }
}

interface LineSums {
  /** A line of each kind that occurs. */
  readonly kinds: ReadonlyMap<ApprovalLine['kind'], string>
  readonly underException: string | undefined
  /** By currency. */
  readonly largest: ReadonlyMap<string, ApprovalLine>
  readonly gross: ReadonlyMap<string, bigint>
  /** What the batch itself adds to running totals; summed once, however many rules ask. */
  readonly own: (of: TotalKey) => ReadonlyMap<string, OwnTotal>
}

function sumsOf({ lines, preparerId }: BatchToCover): LineSums {
  const own = new Map<TotalKey, ReadonlyMap<string, OwnTotal>>()
  const kinds = new Map<ApprovalLine['kind'], string>()
  const largest = new Map<string, ApprovalLine>()
  const gross = new Map<string, bigint>()
  for (const line of lines) {
    if (!kinds.has(line.kind)) kinds.set(line.kind, line.lineId)
    const before = largest.get(line.currency)
    if (before === undefined || line.amountMinor > before.amountMinor) largest.set(line.currency, line)
    gross.set(line.currency, (gross.get(line.currency) ?? 0n) + line.amountMinor)
  }
  return {
    kinds,
    largest,
    gross,
    underException: lines.find((line) => line.isUnderException)?.lineId,
    own: (of) => {
      const totals = own.get(of) ?? ownTotals(lines, of, preparerId)
      own.set(of, totals)
      return totals
    },
  }
}

function gapsOf(rule: ApprovalRule, batch: BatchToCover, sums: LineSums): MeasuredGap[] {
  const gaps: MeasuredGap[] = []
  for (const [kind, lineId] of sums.kinds) {
    if (!rule.kinds.includes(kind)) gaps.push(plainGap(rule.name, 'kind', { kind, lineId }))
  }
  if (sums.underException !== undefined && !rule.coversExceptions) {
    gaps.push(plainGap(rule.name, 'exception', { lineId: sums.underException }))
  }
  for (const [currency, { amountMinor, lineId }] of sums.largest) {
    gaps.push(...limitGaps(rule, 'line', rule.lineUpTo, { currency, foundMinor: amountMinor, lineId }))
  }
  for (const [currency, foundMinor] of sums.gross) {
    gaps.push(...limitGaps(rule, 'batch', rule.batchUpTo, { currency, foundMinor, lineId: '' }))
  }
  for (const limit of rule.running) gaps.push(...runningGaps(rule, limit, batch.running, sums.own(limit.of)))
  return oncePerCurrency(gaps)
}

function limitGaps(
  rule: ApprovalRule,
  what: 'line' | 'batch',
  limit: Limit,
  found: { readonly currency: string; readonly foundMinor: bigint; readonly lineId: string },
): MeasuredGap[] {
  if (limit === null) return []
  const { currency, foundMinor, lineId } = found
  const limitMinor = limitMinorOf(limit, currency)
  if (limitMinor === undefined) return [plainGap(rule.name, 'currency', { currency, lineId })]
  if (foundMinor <= limitMinor) return []
  return [amountGap(rule.name, what, { currency, limitMinor, foundMinor }, { lineId })]
}

/** The running totals of one limit that are over it with the batch in them, the one that is over by most first. */
function runningGaps(
  rule: ApprovalRule,
  limit: ApprovalRule['running'][number],
  running: readonly RunningTotal[],
  own: ReadonlyMap<string, OwnTotal>,
): MeasuredGap[] {
  const { of, days } = limit
  const before = new Map(
    running
      .filter((total) => total.of === of && total.days === days)
      .map((total) => [`${total.currency} ${total.key}`, total]),
  )
  const gaps: MeasuredGap[] = []
  for (const [place, { key, currency, minor }] of own) {
    const beside = before.get(place)
    const named = { of, key, label: key, days }
    const limitMinor = limitMinorOf(limit.upTo, currency)
    if (limitMinor === undefined) {
      gaps.push(plainGap(rule.name, 'currency', { ...named, currency }))
      continue
    }
    const foundMinor = minor + (beside?.beforeMinor ?? 0n)
    if (foundMinor <= limitMinor) continue
    gaps.push(amountGap(rule.name, 'running', { currency, limitMinor, foundMinor }, named))
  }
  return gaps.sort((left, right) => compareGaps(right, left))
}

interface OwnTotal {
  readonly key: string
  readonly currency: string
  minor: bigint
}

function ownTotals(lines: readonly ApprovalLine[], of: TotalKey, preparerId: string): Map<string, OwnTotal> {
  const totals = new Map<string, OwnTotal>()
  for (const line of lines) {
    const key = totalKeyOf(line, of, preparerId)
    const place = `${line.currency} ${key}`
    const total = totals.get(place)
    if (total === undefined) totals.set(place, { key, currency: line.currency, minor: line.amountMinor })
    else total.minor += line.amountMinor
  }
  return totals
}

export function totalKeyOf(line: ApprovalLine, of: TotalKey, preparerId: string): string {
  return { invoice: line.invoiceId, account: line.accountId, preparer: preparerId, reason: line.reasonCode }[
    of
  ]
}

/** Minor units; undefined for a currency that the limit does not name: nothing of it is covered. */
function limitMinorOf(limit: Readonly<Record<string, string>>, currency: string): bigint | undefined {
  if (!Object.hasOwn(limit, currency)) return undefined
  const read = parseAmount(limit[currency] ?? '', currency)
  return 'minor' in read ? read.minor : undefined
}

/** Several limits of a rule that do not name a currency say the same. */
function oncePerCurrency(gaps: readonly MeasuredGap[]): MeasuredGap[] {
  const said = new Set<string>()
  return gaps.filter(({ what, currency }) => {
    if (what !== 'currency') return true
    const isNew = !said.has(currency)
    said.add(currency)
    return isNew
  })
}

/** The rule that is short of fewer things that no amount mends is nearer, then the one whose worst gap is smaller. */
function compareDistance(left: readonly MeasuredGap[], right: readonly MeasuredGap[]): number {
  const plain = countPlain(left) - countPlain(right)
  return plain !== 0 ? plain : compareGaps(worst(left), worst(right))
}

function countPlain(gaps: readonly MeasuredGap[]): number {
  return gaps.filter(({ limit }) => limit === '').length
}

function worst(gaps: readonly MeasuredGap[]): MeasuredGap {
  return gaps.reduce((most, gap) => (compareGaps(most, gap) < 0 ? gap : most))
}
