import { SourceType } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import { sourceKey } from '../fact'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/**
 * `source_not_on_invoice` and `source_type_mismatch`: an item adjustment acts on exactly one item or tax
 * line of its invoice, and the type fits the kind of id; an invoice adjustment names none.
 */
export function sourceOnInvoice(reading: LineReading): readonly Rejection[] {
  const { line } = reading
  if (line.action !== 'create') return nothing
  return line.kind === 'IA' ? namesNoSource(reading) : namesSourceOfInvoice(reading)
}

function namesNoSource(reading: LineReading): readonly Rejection[] {
  const { sourceType, sourceId } = reading.line
  if (sourceType === '' && sourceId === '') return nothing
  return [
    reject(reading, 'source_type_mismatch', sourceType === '' ? 'sourceId' : 'sourceType', { expected: '' }),
  ]
}

function namesSourceOfInvoice(reading: LineReading): readonly Rejection[] {
  const { line, invoice, source, index } = reading
  const { kind, sourceType, sourceId } = line
  const isNamed = kind === 'IIA' && sourceId !== '' && SourceType.options.includes(sourceType as SourceType)
  if (!isNamed || invoice === undefined || source !== undefined) return nothing
  const expected = sourceType === 'Tax' ? 'InvoiceDetail' : 'Tax'
  const other = index.facts.sources.get(sourceKey(expected, sourceId))
  if (other?.invoiceId === invoice.id) {
    const params = { value: sourceType, expected, name: other.name }
    return [reject(reading, 'source_type_mismatch', 'sourceType', params)]
  }
  return [reject(reading, 'source_not_on_invoice', 'sourceId', { value: sourceId, invoice: invoice.number })]
}
