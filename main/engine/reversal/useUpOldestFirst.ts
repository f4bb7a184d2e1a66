import type { AdjustmentType } from '@contract/line'

/** A Processed adjustment of one source, as far as remainders go. */
export interface SourceAdjustment {
  readonly id: string
  readonly type: AdjustmentType
  readonly amountMinor: bigint
  readonly date: string
  /** Moment of creation, UTC; orders adjustments of one day. Empty if unknown. */
  readonly createdAt: string
  readonly origin: 'local' | 'imported'
  /** The linked original; empty if there is no link. */
  readonly reversesId: string
}

/** Part of an original that an imported opposite is taken to reverse. */
export interface UsedUp {
  readonly originalId: string
  readonly reversalId: string
  readonly amountMinor: bigint
}

export interface Remainders {
  /** By adjustment id, in minor units, never negative; what an opposite uses itself up for is not left of it. */
  readonly remainderById: ReadonlyMap<string, bigint>
  readonly usedUp: readonly UsedUp[]
}

/**
 * Remainders of all Processed adjustments of ONE source. Links count first. Adjustments that came by
 * import carry none: an unlinked imported opposite uses up what is left of earlier ones, oldest first, until
 * a person links it (domain.md, "Reversal"). A local adjustment without link reverses nothing.
 */
export function useUpOldestFirst(adjustments: readonly SourceAdjustment[]): Remainders {
  const ordered = [...adjustments].sort(byAge)
  const remainderById = new Map(ordered.map(({ id, amountMinor }) => [id, amountMinor]))
  const usedUp: UsedUp[] = []
  const take = (originalId: string, reversal: SourceAdjustment): void => {
    const left = remainderById.get(originalId) ?? 0n
    const unused = remainderById.get(reversal.id) ?? 0n
    const amountMinor = left < unused ? left : unused
    if (amountMinor === 0n) return
    remainderById.set(originalId, left - amountMinor)
    remainderById.set(reversal.id, unused - amountMinor)
    usedUp.push({ originalId, reversalId: reversal.id, amountMinor })
  }
  for (const reversal of ordered) if (reversal.reversesId !== '') take(reversal.reversesId, reversal)
  ordered.forEach((reversal, position) => {
    if (reversal.origin !== 'imported' || reversal.reversesId !== '') return
    for (const original of ordered.slice(0, position)) {
      if (original.reversesId === '' && original.type !== reversal.type) take(original.id, reversal)
    }
  })
  // A linked reversal is no original, whatever its own amount: it is not reversed again.
  for (const { id, reversesId } of ordered) if (reversesId !== '') remainderById.set(id, 0n)
  return { remainderById, usedUp }
}

function byAge(left: SourceAdjustment, right: SourceAdjustment): number {
  return (
    compareText(left.date, right.date) ||
    compareText(left.createdAt, right.createdAt) ||
    compareText(left.id, right.id)
  )
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
