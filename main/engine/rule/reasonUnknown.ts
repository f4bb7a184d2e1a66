import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `reason_unknown`: one of the ledger's reason codes; empty means the default one. */
export function reasonUnknown(reading: LineReading): readonly Rejection[] {
  const { line, reason, index } = reading
  if (line.action !== 'create' || line.reasonCode === '' || reason !== undefined) return nothing
  const alternative = index.defaultReason()?.name ?? ''
  return [reject(reading, 'reason_unknown', 'reasonCode', { value: line.reasonCode, alternative })]
}
