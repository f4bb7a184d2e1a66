import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `adjustment_unknown`: a cancel or delete acts on an adjustment of this ledger. */
export function adjustmentUnknown(reading: LineReading): readonly Rejection[] {
  const { line, adjustment } = reading
  if (line.action === 'create' || line.adjustmentId === '' || adjustment !== undefined) return nothing
  return [reject(reading, 'adjustment_unknown', 'adjustmentId', { value: line.adjustmentId })]
}
