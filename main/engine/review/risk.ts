import type { RiskReason } from '@contract/review'
import type { AdjustmentType, LineAction } from '@contract/line'
import { absolute, formatMinor } from '../money/amount'
import { requireCurrencyDigits } from '../money/currency'

/** A line as risk is judged on it. Amounts are minor units of `currency`. */
export interface RiskLine {
  readonly lineId: string
  readonly position: number
  readonly action: LineAction
  readonly currency: string
  /** Signed: charge +, credit −. */
  readonly impactMinor: bigint
  /** Where it acts: `InvoiceDetail:ID`, `Tax:ID`, or the header of an invoice. */
  readonly place: string
  readonly date: string
  readonly reasonCode: string
  /** The adjustment that it reverses, cancels or deletes; empty for none. */
  readonly actsOn: string
  readonly periodId: string
  readonly isUnderException: boolean
  /** Of its item or tax line before it; undefined for a line on the header. */
  readonly openBeforeMinor: bigint | undefined
  readonly balanceBeforeMinor: bigint | undefined
}

/** A Processed adjustment that stands where a line acts. */
export interface EarlierAdjustment {
  readonly id: string
  readonly place: string
  readonly type: AdjustmentType
  readonly date: string
  /** What it takes back; empty if it is no linked reversal. */
  readonly reversesId: string
}

/** What is known besides the lines, by a few looks for all of them. */
export interface RiskHistory {
  /** Names of the periods that were closed once and opened again, by id. */
  readonly reopenedPeriods: ReadonlyMap<string, string>
  readonly adjustments: readonly EarlierAdjustment[]
  /** That the preparer has used in a posted batch. */
  readonly usedReasons: ReadonlySet<string>
  /** How many of the preparer's batches, counted from the last one back, this reviewer approved. */
  readonly sameReviewerCount: number
  /** Limits for one line by currency, of all rules of approval; minor units. */
  readonly lineLimits: ReadonlyMap<string, readonly bigint[]>
}

export interface Risk {
  readonly reason: RiskReason
  readonly params: Readonly<Record<string, string>>
}

export interface JudgedRisk {
  readonly lineId: string
  /** Weightiest first. */
  readonly risks: readonly Risk[]
  readonly score: number
}

/**
 * What each reason adds to a line's score. Whatever goes round a closed period, or undoes what was done, weighs more
 * than what was done on the same place before; that weighs more than what only describes an amount or a person.
 */
export const riskWeights: Readonly<Record<RiskReason, number>> = {
  reopened_period: 50,
  under_exception: 45,
  credit_then_charge: 40,
  item_adjusted_before: 25,
  just_under_threshold: 24,
  close_to_cap: 15,
  first_reason_by_preparer: 12,
  same_pair: 6,
  round_amount: 5,
}

/** From so many batches of one preparer on, approved by one reviewer without a break, the pair is worth a look. */
export const samePairFrom = 5
const justUnderPercent = 95n
const closeToCapPercent = 90n

/**
 * Why each line is worth a look. The lines come in the order in which a reviewer takes them: by score, then by
 * amount (without sign; amounts of different currencies are not compared, so currencies come by name), then by
 * position.
 */
export function judgeRisk(lines: readonly RiskLine[], history: RiskHistory): readonly JudgedRisk[] {
  const ground = groundOf(lines, history)
  return lines
    .map((line) => ({ line, judged: judgeLine(line, history, ground) }))
    .sort((left, right) => right.judged.score - left.judged.score || inAmountOrder(left.line, right.line))
    .map(({ judged }) => judged)
}

interface Ground {
  readonly earlierAt: ReadonlyMap<string, readonly EarlierAdjustment[]>
  /** Of the batch: places that its lines credit, and that its lines charge, reversals and cancels left out. */
  readonly creditedPlaces: ReadonlySet<string>
  readonly chargedPlaces: ReadonlySet<string>
}

function groundOf(lines: readonly RiskLine[], { adjustments }: RiskHistory): Ground {
  const earlierAt = new Map<string, EarlierAdjustment[]>()
  for (const adjustment of adjustments) {
    const known = earlierAt.get(adjustment.place)
    if (known === undefined) earlierAt.set(adjustment.place, [adjustment])
    else known.push(adjustment)
  }
  const unlinked = lines.filter(isUnlinked)
  const placesOf = (sign: 1 | -1) =>
    new Set(unlinked.filter(({ impactMinor }) => signOf(impactMinor) === sign).map(({ place }) => place))
  return { earlierAt, creditedPlaces: placesOf(-1), chargedPlaces: placesOf(1) }
}

function judgeLine(line: RiskLine, history: RiskHistory, ground: Ground): JudgedRisk {
  const risks = [
    reopenedPeriod(line, history),
    line.isUnderException ? risk('under_exception') : undefined,
    creditThenCharge(line, ground),
    itemAdjustedBefore(line, ground),
    justUnderThreshold(line, history),
    closeToCap(line),
    firstReason(line, history),
    samePair(history),
    roundAmount(line),
  ].filter((found) => found !== undefined)
  const score = risks.reduce((sum, { reason }) => sum + riskWeights[reason], 0)
  return { lineId: line.lineId, risks, score }
}

function reopenedPeriod({ periodId }: RiskLine, { reopenedPeriods }: RiskHistory): Risk | undefined {
  const period = reopenedPeriods.get(periodId)
  return period === undefined ? undefined : risk('reopened_period', { period })
}

/**
 * A new adjustment on a place where the opposite was done, in this batch or before, whichever came first: one
 * undoes the other without saying so. A linked reversal says so; what it reverses is not held against others.
 */
function creditThenCharge(line: RiskLine, ground: Ground): Risk | undefined {
  if (!isUnlinked(line)) return undefined
  const isCharge = line.impactMinor > 0n
  const opposite = isCharge ? 'Credit' : 'Charge'
  const earlier = unlinkedAt(ground, line.place).filter(({ type }) => type === opposite)
  if (earlier.length > 0) {
    return risk('credit_then_charge', { opposite, date: latestOf(earlier), where: 'before' })
  }
  const places = isCharge ? ground.creditedPlaces : ground.chargedPlaces
  return places.has(line.place)
    ? risk('credit_then_charge', { opposite, date: '', where: 'batch' })
    : undefined
}

/** Neither reversals nor what they have taken back. */
function unlinkedAt({ earlierAt }: Ground, place: string): readonly EarlierAdjustment[] {
  const all = earlierAt.get(place) ?? []
  const reversed = new Set(all.map(({ reversesId }) => reversesId))
  return all.filter(({ id, reversesId }) => reversesId === '' && !reversed.has(id))
}

/** What the line itself reverses, cancels or deletes does not count: it is named in the line. */
function itemAdjustedBefore({ place, actsOn }: RiskLine, { earlierAt }: Ground): Risk | undefined {
  const earlier = (earlierAt.get(place) ?? []).filter(({ id }) => id !== actsOn)
  if (earlier.length === 0) return undefined
  return risk('item_adjusted_before', { count: String(earlier.length), date: latestOf(earlier) })
}

/** From 95 % of a limit up to the limit itself: a little more, and another rule of approval would have held. */
function justUnderThreshold(line: RiskLine, { lineLimits }: RiskHistory): Risk | undefined {
  const amountMinor = absolute(line.impactMinor)
  const limitMinor = (lineLimits.get(line.currency) ?? []).find(
    (limit) => amountMinor <= limit && amountMinor * 100n >= limit * justUnderPercent,
  )
  if (limitMinor === undefined || amountMinor === 0n) return undefined
  const limit = formatMinor(limitMinor, line.currency)
  return risk('just_under_threshold', { limit, currency: line.currency })
}

/**
 * From 90 % of what was open, but not all of it. All of it is the plain case of a charge that should not have
 * been, and is shown as such; an amount that stops just short of the cap was chosen.
 */
function closeToCap(line: RiskLine): Risk | undefined {
  if (line.action !== 'create' || line.actsOn !== '' || line.balanceBeforeMinor === undefined)
    return undefined
  const amountMinor = absolute(line.impactMinor)
  const capMinor = smaller(
    absolute(line.openBeforeMinor ?? line.balanceBeforeMinor),
    absolute(line.balanceBeforeMinor),
  )
  if (amountMinor >= capMinor || amountMinor * 100n < capMinor * closeToCapPercent) return undefined
  const percent = String((amountMinor * 100n) / capMinor)
  return risk('close_to_cap', { percent, cap: formatMinor(capMinor, line.currency), currency: line.currency })
}

function firstReason(line: RiskLine, { usedReasons }: RiskHistory): Risk | undefined {
  if (line.action !== 'create' || line.reasonCode === '' || usedReasons.has(line.reasonCode)) return undefined
  return risk('first_reason_by_preparer', { reason: line.reasonCode })
}

function samePair({ sameReviewerCount }: RiskHistory): Risk | undefined {
  return sameReviewerCount < samePairFrom
    ? undefined
    : risk('same_pair', { count: String(sameReviewerCount) })
}

/**
 * A multiple of 100 of the currency (100.00, 100.000); of 10,000 where it has no decimals, as in JPY, because a
 * hundred yen is small change.
 */
function roundAmount({ action, actsOn, impactMinor, currency }: RiskLine): Risk | undefined {
  if (action !== 'create' || actsOn !== '' || impactMinor === 0n) return undefined
  const digits = requireCurrencyDigits(currency)
  const stepMinor = digits === 0 ? 10_000n : 100n * 10n ** BigInt(digits)
  return impactMinor % stepMinor === 0n ? risk('round_amount') : undefined
}

function isUnlinked({ action, actsOn }: RiskLine): boolean {
  return action === 'create' && actsOn === ''
}

function risk(reason: RiskReason, params: Record<string, string> = {}): Risk {
  return { reason, params }
}

function latestOf(adjustments: readonly EarlierAdjustment[]): string {
  return adjustments.reduce((latest, { date }) => (date > latest ? date : latest), '')
}

function signOf(minor: bigint): -1 | 0 | 1 {
  return minor < 0n ? -1 : minor > 0n ? 1 : 0
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}

function inAmountOrder(left: RiskLine, right: RiskLine): number {
  if (left.currency !== right.currency) return left.currency < right.currency ? -1 : 1
  const difference = absolute(right.impactMinor) - absolute(left.impactMinor)
  if (difference !== 0n) return difference < 0n ? -1 : 1
  return left.position - right.position || (left.lineId < right.lineId ? -1 : 1)
}
