import type { Rejection } from '@contract/rejection'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `field_required`: what the billing system needs is filled in (domain.md, "The fields of an adjustment"). */
export function fieldRequired(reading: LineReading): readonly Rejection[] {
  const { line } = reading
  if (line.action !== 'create') {
    return line.adjustmentId === '' ? [reject(reading, 'field_required', 'adjustmentId')] : nothing
  }
  const missing: string[] = []
  if (line.invoiceId === '' && line.invoiceNumber === '') missing.push('invoiceNumber')
  if (line.kind === 'IIA' && line.sourceType === '') missing.push('sourceType')
  if (line.kind === 'IIA' && line.sourceId === '') missing.push('sourceId')
  if (line.type === '') missing.push('type')
  if (line.amount === '') missing.push('amount')
  if (line.date === '') missing.push('date')
  return missing.length === 0 ? nothing : missing.map((field) => reject(reading, 'field_required', field))
}
