import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** Warning `deprecated`: invoice adjustments are; the item adjustments' end of support is said by exports. */
export function deprecated(reading: LineReading): readonly Rejection[] {
  const { line } = reading
  if (line.action !== 'create' || line.kind !== 'IA') return nothing
  return [reject(reading, 'deprecated', 'kind', { alternative: 'IIA' })]
}
