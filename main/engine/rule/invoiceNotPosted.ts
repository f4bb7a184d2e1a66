import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `invoice_not_posted`: only posted invoices are adjusted. What stands on one may still be deleted. */
export function invoiceNotPosted(reading: LineReading): readonly Rejection[] {
  const { line, invoice } = reading
  if (invoice === undefined || invoice.status === 'Posted' || line.action === 'delete') return nothing
  const field =
    line.action === 'cancel' ? 'adjustmentId' : line.invoiceNumber === '' ? 'invoiceId' : 'invoiceNumber'
  return [reject(reading, 'invoice_not_posted', field, { invoice: invoice.number, status: invoice.status })]
}
