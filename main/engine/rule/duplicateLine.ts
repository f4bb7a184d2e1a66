import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** Warning `duplicate_line`: the same source, type, amount and date twice, in the batch or the ledger. */
export function duplicateLine(reading: LineReading): readonly Rejection[] {
  const { duplicateOf } = reading
  return duplicateOf === undefined
    ? nothing
    : [reject(reading, 'duplicate_line', 'amount', { ...duplicateOf })]
}
