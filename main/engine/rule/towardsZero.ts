import type { AdjustmentType } from '@contract/line'
import { absolute, signOf } from '../money/amount'

// The arithmetic of rules 7 and 9: an amount may move towards zero, to zero, and not across it. Where a
// setting or a reversal lets it move away from zero, it may still not cross.

/** An open amount or a balance before and after one line or one submission. */
export interface Movement {
  readonly beforeMinor: bigint
  readonly afterMinor: bigint
  /** Original amount of the item or invoice: its sign decides which way leads away from an amount at zero. */
  readonly originMinor: bigint
}

export type Direction = 'towards' | 'away' | 'across'

/** Which way a movement goes. From zero, against the sign of the original amount is across. */
export function directionOf({ beforeMinor, afterMinor, originMinor }: Movement): Direction {
  if (beforeMinor === afterMinor || (afterMinor === 0n && beforeMinor !== 0n)) return 'towards'
  const sign = signOf(beforeMinor) || signOf(originMinor)
  if (sign !== 0 && signOf(afterMinor) !== sign) return 'across'
  return absolute(afterMinor) < absolute(beforeMinor) ? 'towards' : 'away'
}

/** What a rule finds wrong with a movement: without permission everything that leaves zero is `away`. */
export function faultOf(movement: Movement, mayMoveAway: boolean): Exclude<Direction, 'towards'> | undefined {
  const direction = directionOf(movement)
  if (direction === 'towards') return undefined
  if (direction === 'away') return mayMoveAway ? undefined : 'away'
  return movement.beforeMinor === 0n && !mayMoveAway ? 'away' : 'across'
}

/** How far an adjustment of this type may go; undefined if nothing limits it. */
export function roomFor(
  currentMinor: bigint,
  originMinor: bigint,
  type: AdjustmentType,
  mayMoveAway: boolean,
): bigint | undefined {
  const way = type === 'Charge' ? 1 : -1
  const sign = signOf(currentMinor) || signOf(originMinor)
  if (sign === way || sign === 0) return mayMoveAway ? undefined : 0n
  return absolute(currentMinor)
}

/** The smaller of two rooms, where undefined means no limit. */
export function smallerRoom(left: bigint | undefined, right: bigint | undefined): bigint | undefined {
  if (left === undefined || right === undefined) return left ?? right
  return left < right ? left : right
}
