import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `date_before_invoice`: on or after the invoice date, as calendar days. */
export function dateBeforeInvoice(reading: LineReading): readonly Rejection[] {
  const { line, invoice, index } = reading
  if (line.action !== 'create' || invoice === undefined || !index.dayStanding(line.date).isDay) return nothing
  if (line.date >= invoice.invoiceDate) return nothing
  return [reject(reading, 'date_before_invoice', 'date', { value: line.date, limit: invoice.invoiceDate })]
}
