import type { Rejection } from '@contract/rejection'
import { sourceKey } from '../fact'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/**
 * `source_not_on_invoice` and `source_type_mismatch`: an item adjustment acts on exactly one item or tax
 * line of its invoice, and the type fits the kind of id; an invoice adjustment names none.
 */
export function sourceOnInvoice(reading: LineReading): readonly Rejection[] {
  const { line, invoice, source, index } = reading
  if (line.action !== 'create') return nothing
  if (line.kind === 'IA') {
    if (line.sourceType === '' && line.sourceId === '') return nothing
    return [
      reject(reading, 'source_type_mismatch', line.sourceType === '' ? 'sourceId' : 'sourceType', {
        expected: '',
      }),
    ]
  }
  if (invoice === undefined || source !== undefined || line.sourceId === '' || line.sourceType === '')
    return nothing
  const otherType = line.sourceType === 'Tax' ? 'InvoiceDetail' : 'Tax'
  const other = index.facts.sources.get(sourceKey(otherType, line.sourceId))
  if (other?.invoiceId === invoice.id) {
    return [
      reject(reading, 'source_type_mismatch', 'sourceType', {
        value: line.sourceType,
        expected: otherType,
        name: other.name,
      }),
    ]
  }
  return [
    reject(reading, 'source_not_on_invoice', 'sourceId', { value: line.sourceId, invoice: invoice.number }),
  ]
}
