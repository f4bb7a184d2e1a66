import type { Line, LineContent } from '@contract/line'
import { mergedOrder } from './mergedOrder'
import { withoutProvisionalNumber } from './provisionalNumber'

/** One line that is not the same in all three; null where a copy does not have it. Lines are as typed. */
export interface LineMergeEntry {
  readonly lineId: string
  readonly side: 'here' | 'there' | 'both_alike' | 'conflict'
  /** The fields that differ between the two copies, in the order of a line; none where one lacks the line. */
  readonly fields: readonly LineField[]
  readonly common: Line | null
  readonly here: Line | null
  readonly there: Line | null
  /** The side that changed it; empty for a conflict, and where both did the same and there is nothing to take. */
  readonly proposal: 'here' | 'there' | ''
}

export type LineField = keyof LineContent
export type LineTaking = 'here' | 'there'

export interface MergedLines {
  /** As typed, without provisional numbers in their texts, numbered 1 to n. */
  readonly lines: readonly Line[]
  /** Conflicts that nobody has decided, in the order of `mergeLines`; `lines` holds them as they were in common. */
  readonly open: readonly string[]
}

interface Sides {
  readonly lineId: string
  readonly common: Line | null
  readonly here: Line | null
  readonly there: Line | null
}

/**
 * Compares two copies of a batch line by line with the last revision that both have (domain.md, "Across
 * machines"). What a person typed counts: not the place of a line, and not the provisional number in its texts.
 * A line changed on one side only is proposed from that side; one changed on both in different ways, or removed on
 * one and changed on the other, is a conflict, whichever of its fields were touched: the fields of a line belong together.
 * In order of position, then id; the other way round, it is the same with `here` and `there` swapped.
 */
export function mergeLines(
  common: readonly Line[],
  here: readonly Line[],
  there: readonly Line[],
): readonly LineMergeEntry[] {
  return threefold(common, here, there)
    .filter((sides) => !isAlike(sides.common, sides.here) || !isAlike(sides.common, sides.there))
    .sort((left, right) => placeOf(left) - placeOf(right) || (left.lineId < right.lineId ? -1 : 1))
    .map((sides) => ({ ...sides, fields: differing(sides.here, sides.there), ...standing(sides) }))
}

/**
 * The lines that both copies make together: what only one side changed, unless a decision takes the other's, and
 * of each conflict what was decided. The same from either side with the decisions swapped.
 * The place of a line is merged by a rule (`mergedOrder`), never asked. A line keeps the provisional number that it has.
 */
export function mergedLines(
  common: readonly Line[],
  here: readonly Line[],
  there: readonly Line[],
  decisions: ReadonlyMap<string, LineTaking>,
): MergedLines {
  const open = new Set<string>()
  const kept = new Map<string, Line>()
  for (const sides of threefold(common, here, there)) {
    const { side, proposal } = standing(sides)
    const take = side === 'both_alike' ? '' : (decisions.get(sides.lineId) ?? proposal)
    if (side === 'conflict' && take === '') open.add(sides.lineId)
    const line = taken(sides, side, take)
    if (line !== null) kept.set(sides.lineId, line)
  }
  const order = mergedOrder(new Set(kept.keys()), idsInOrder(common), idsInOrder(here), idsInOrder(there))
  return {
    lines: order.map((lineId, index) => ({ ...kept.get(lineId)!, position: index + 1 })),
    open: open.size === 0 ? [] : mergeLines(common, here, there).map(lineIdOf).filter(isIn(open)),
  }
}

function threefold(common: readonly Line[], here: readonly Line[], there: readonly Line[]): Sides[] {
  const [inCommon, inHere, inThere] = [typedById(common), typedById(here), typedById(there)]
  const lineIds = new Set([...inCommon.keys(), ...inHere.keys(), ...inThere.keys()])
  return [...lineIds].map((lineId) => ({
    lineId,
    common: inCommon.get(lineId) ?? null,
    here: inHere.get(lineId) ?? null,
    there: inThere.get(lineId) ?? null,
  }))
}

function standing({ common, here, there }: Sides): Pick<LineMergeEntry, 'side' | 'proposal'> {
  if (isAlike(here, there)) return { side: 'both_alike', proposal: '' }
  if (isAlike(common, there)) return { side: 'here', proposal: 'here' }
  if (isAlike(common, here)) return { side: 'there', proposal: 'there' }
  return { side: 'conflict', proposal: '' }
}

/** An open conflict stays as it was in common: nothing of it is chosen in silence. */
function taken(sides: Sides, side: LineMergeEntry['side'], take: LineTaking | ''): Line | null {
  const chosen = side === 'both_alike' ? sides.here : take === '' ? sides.common : sides[take]
  return chosen === null ? null : { ...chosen, provisionalNumber: numberOf(sides, chosen) }
}

/**
 * The number of the chosen line comes first: a line that became another kind of adjustment was given a new one.
 * Where both copies say the same, there is no chosen one: then it is the number that both had before.
 */
function numberOf({ common, here, there }: Sides, chosen: Line): string {
  const ofChosen = isAlike(here, there) ? [] : [chosen]
  const [first, second] = [here, there].map((line) => line?.provisionalNumber ?? '').sort()
  const given = [...ofChosen.map(numberIn), common?.provisionalNumber ?? '', first ?? '', second ?? '']
  return given.find((number) => number.startsWith(`${chosen.kind}-`)) ?? given.find(isFilled) ?? ''
}

const numberIn = ({ provisionalNumber }: Line) => provisionalNumber
const isFilled = (text: string) => text !== ''
const isIn = (set: ReadonlySet<string>) => (lineId: string) => set.has(lineId)
const lineIdOf = ({ lineId }: { readonly lineId: string }) => lineId

const placeOf = ({ common, here, there }: Sides) =>
  common?.position ?? Math.min(here?.position ?? Infinity, there?.position ?? Infinity)

function typedById(lines: readonly Line[]): ReadonlyMap<string, Line> {
  return new Map(lines.map((line) => [line.lineId, withoutProvisionalNumber(line)]))
}

function idsInOrder(lines: readonly Line[]): string[] {
  return [...lines]
    .sort((left, right) => left.position - right.position || (left.lineId < right.lineId ? -1 : 1))
    .map(lineIdOf)
}

/** Every field of what a line says, so that a new one cannot be forgotten here. */
const isContent: Readonly<Record<LineField, true>> = {
  action: true,
  kind: true,
  invoiceId: true,
  invoiceNumber: true,
  sourceType: true,
  sourceId: true,
  type: true,
  amount: true,
  date: true,
  reasonCode: true,
  referenceId: true,
  comment: true,
  accountingCode: true,
  deferredRevenueAccount: true,
  recognizedRevenueAccount: true,
  excludeFromRevenue: true,
  integrationId: true,
  integrationStatus: true,
  syncDate: true,
  customFields: true,
  adjustmentId: true,
  reversesId: true,
  replacesId: true,
}
const lineFields = Object.keys(isContent) as readonly LineField[]

function isAlike(left: Line | null, right: Line | null): boolean {
  if (left === null || right === null) return left === right
  return lineFields.every((field) => isSameField(left, right, field))
}

function differing(left: Line | null, right: Line | null): LineField[] {
  if (left === null || right === null) return []
  return lineFields.filter((field) => !isSameField(left, right, field))
}

function isSameField(left: Line, right: Line, field: LineField): boolean {
  if (field !== 'customFields') return left[field] === right[field]
  const [names, others] = [Object.keys(left.customFields), Object.keys(right.customFields)]
  return (
    names.length === others.length &&
    names.every((name) => name in right.customFields && left.customFields[name] === right.customFields[name])
  )
}
