import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `invoice_ids_disagree`: id and number are both given and name different invoices. */
export function invoiceIdsDisagree(reading: LineReading): readonly Rejection[] {
  const { line, invoice } = reading
  if (line.action !== 'create' || invoice === undefined || line.invoiceNumber === '') return nothing
  if (line.invoiceNumber === invoice.number) return nothing
  return [
    reject(reading, 'invoice_ids_disagree', 'invoiceNumber', {
      value: line.invoiceNumber,
      expected: invoice.number,
    }),
  ]
}
