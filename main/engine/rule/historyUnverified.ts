import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** Warning `history_unverified`: the open amount rests on an invoice whose adjustments were not imported. */
export function historyUnverified(reading: LineReading): readonly Rejection[] {
  const { line, source, invoice } = reading
  if (line.action === 'delete' || source === undefined || invoice === undefined) return nothing
  if (invoice.historyVerified) return nothing
  const field = line.action === 'cancel' ? 'adjustmentId' : 'sourceId'
  return [reject(reading, 'history_unverified', field, { invoice: invoice.number })]
}
