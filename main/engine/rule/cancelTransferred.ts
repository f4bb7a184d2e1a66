import type { Rejection } from '@contract/rejection'
import type { AdjustmentFact } from '../fact'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** Accounting has it, or is taking it just now; None, Error and Ignore mean that it has not. */
export function isTransferred({ transferred }: Pick<AdjustmentFact, 'transferred'>): boolean {
  return transferred === 'Yes' || transferred === 'Processing'
}

/** `cancel_transferred`: what accounting has already taken over is reversed, not cancelled. */
export function cancelTransferred(reading: LineReading): readonly Rejection[] {
  const { line, adjustment } = reading
  if (line.action !== 'cancel' || adjustment === undefined || !isTransferred(adjustment)) return nothing
  return [
    reject(reading, 'cancel_transferred', 'adjustmentId', {
      transferred: adjustment.transferred,
      alternative: 'reversal',
    }),
  ]
}
