import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `reason_inactive`: the reason is in use still, not only on old adjustments. */
export function reasonInactive(reading: LineReading): readonly Rejection[] {
  const { line, reason, index } = reading
  if (line.action !== 'create' || reason === undefined || reason.active) return nothing
  const standard = index.defaultReason()
  const alternative = standard?.active === true ? standard.name : ''
  return [reject(reading, 'reason_inactive', 'reasonCode', { value: reason.name, alternative })]
}
