import type { Rejection } from '@contract/rejection'
import { judgeLink, leftToLink } from './judgeLink'
import { processedOf, type LinkedPlace, type PlacedAdjustment } from './linkedPlace'
import { useUpOldestFirst } from './useUpOldestFirst'

/** An earlier adjustment that an imported opposite could be linked to. */
export interface LinkChoice {
  readonly originalId: string
  /** What is left for a link, in minor units. */
  readonly leftMinor: bigint
  /** What the opposite is taken to reverse of it while it has no link; zero if nothing. */
  readonly assumedMinor: bigint
  /** Numbers of other opposites that are taken to reverse it: a link goes before them. */
  readonly givesWay: readonly string[]
  /** Reference or comment of the opposite name it. */
  readonly isNamed: boolean
  /** Why not; empty if it can be linked. */
  readonly rejections: readonly Rejection[]
}

/**
 * Every earlier opposite on the same source that stands and is no reversal itself: those first that the
 * file names, then those that can be linked, oldest first.
 */
export function linkChoices(reversal: PlacedAdjustment, place: LinkedPlace, currency: string): LinkChoice[] {
  const usedUp = useUpOldestFirst(processedOf(place)).usedUp.filter(
    ({ reversalId }) => place.get(reversalId)?.reversesId === '',
  )
  return processedOf(place)
    .filter(
      ({ type, date, reversesId }) => type !== reversal.type && date <= reversal.date && reversesId === '',
    )
    .map((original) => {
      const takers = usedUp.filter(({ originalId }) => originalId === original.id)
      return {
        originalId: original.id,
        leftMinor: leftToLink(original, place),
        assumedMinor: takers.find(({ reversalId }) => reversalId === reversal.id)?.amountMinor ?? 0n,
        givesWay: takers
          .map(({ reversalId }) => place.get(reversalId))
          .flatMap((taker) => (taker === undefined || taker.id === reversal.id ? [] : [taker.number])),
        isNamed: original.names.some(
          (name) => namesAdjustment(reversal.referenceId, name) || namesAdjustment(reversal.comment, name),
        ),
        rejections: judgeLink(reversal, original.id, place, currency),
        date: original.date,
      }
    })
    .sort(
      (left, right) =>
        Number(right.isNamed) - Number(left.isNamed) ||
        Number(left.rejections.length > 0) - Number(right.rejections.length > 0) ||
        compareText(left.date, right.date) ||
        compareText(left.originalId, right.originalId),
    )
    .map(({ date: _date, ...choice }) => choice)
}

/** Whether a text names it as a word of its own: `IIA-12` is not named by `IIA-123`. */
export function namesAdjustment(text: string, name: string): boolean {
  if (name === '') return false
  const wordPart = /[\p{L}\p{N}-]/u
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
    const before = text.charAt(start - 1)
    const after = text.charAt(start + name.length)
    if (!wordPart.test(before) && !wordPart.test(after)) return true
  }
  return false
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
