import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `reversal_not_enabled`: the tenant must have the *counter item* feature (*setting*; rule 11). */
export function reversalNotEnabled(reading: LineReading): readonly Rejection[] {
  const { line, index } = reading
  if (line.action !== 'create' || line.reversesId === '' || index.facts.settings.counterItem) return nothing
  return [reject(reading, 'reversal_not_enabled', 'reversesId', { setting: 'counterItem' })]
}
