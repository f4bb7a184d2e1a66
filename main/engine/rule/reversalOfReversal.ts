import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `reversal_of_reversal`: a reversal is not reversed; make a new adjustment instead. */
export function reversalOfReversal(reading: LineReading): readonly Rejection[] {
  const { line, adjustment: original } = reading
  if (line.action !== 'create' || original === undefined || original.reversesId === '') return nothing
  return [reject(reading, 'reversal_of_reversal', 'reversesId', { alternative: 'new_adjustment' })]
}
