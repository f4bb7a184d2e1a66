import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `invoice_unknown`: the ledger has no such invoice; import it first. */
export function invoiceUnknown(reading: LineReading): readonly Rejection[] {
  const { line, invoice, adjustment } = reading
  if (invoice !== undefined) return nothing
  if (line.action !== 'create') {
    if (adjustment === undefined) return nothing
    return [reject(reading, 'invoice_unknown', 'adjustmentId', { value: adjustment.invoiceId })]
  }
  if (line.invoiceId !== '')
    return [reject(reading, 'invoice_unknown', 'invoiceId', { value: line.invoiceId })]
  if (line.invoiceNumber === '') return nothing
  return [reject(reading, 'invoice_unknown', 'invoiceNumber', { value: line.invoiceNumber })]
}
