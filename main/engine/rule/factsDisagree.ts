import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** Warning `facts_disagree`: the sums of the invoice's facts do not agree. */
export function factsDisagree(reading: LineReading): readonly Rejection[] {
  const { line, invoice } = reading
  if (line.action === 'delete' || invoice?.factsDisagree !== true) return nothing
  const field =
    line.action === 'cancel' ? 'adjustmentId' : line.invoiceNumber === '' ? 'invoiceId' : 'invoiceNumber'
  return [reject(reading, 'facts_disagree', field, { invoice: invoice.number })]
}
