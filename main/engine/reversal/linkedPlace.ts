import type { SourceAdjustment } from './useUpOldestFirst'

/** What lines of batches that are not posted yet hold of an adjustment. */
export interface WaitingClaim {
  /** One of the batches that hold it. */
  readonly batchName: string
  /** Minor units that waiting reversals take. */
  readonly reverseMinor: bigint
  /** A cancel or delete waits, which holds the whole amount. */
  readonly isWhole: boolean
}

/** An adjustment among all others of its source (or of the header of its invoice), Processed or not. */
export interface PlacedAdjustment extends SourceAdjustment {
  readonly number: string
  /** Every number and id under which a text may name it. */
  readonly names: readonly string[]
  readonly status: 'Processed' | 'Canceled'
  /** True when its posted row says what it reverses: no person has linked it, and none can undo it. */
  readonly isLinkedForGood: boolean
  readonly referenceId: string
  readonly comment: string
  readonly claim: WaitingClaim | undefined
}

/** All adjustments of one source or header; refused and deleted ones take no part. */
export type LinkedPlace = ReadonlyMap<string, PlacedAdjustment>

export function placeOf(adjustments: Iterable<PlacedAdjustment>): LinkedPlace {
  return new Map([...adjustments].map((adjustment) => [adjustment.id, adjustment]))
}

/** Those that count towards remainders. */
export function processedOf(place: LinkedPlace): PlacedAdjustment[] {
  return [...place.values()].filter(({ status }) => status === 'Processed')
}
