import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `reversal_not_posted`: only what stands in the ledger can be reversed; a line of a batch is just changed. */
export function reversalNotPosted(reading: LineReading): readonly Rejection[] {
  const { line, adjustment: original } = reading
  if (line.action !== 'create' || line.reversesId === '' || original !== undefined) return nothing
  return [reject(reading, 'reversal_not_posted', 'reversesId', { value: line.reversesId })]
}
