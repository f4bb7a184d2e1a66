import { AdjustmentKind, AdjustmentType, LineAction, SourceType } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import { requireCurrencyDigits } from '../money/currency'
import { plainDecimal } from '../money/decimal'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

const enumerations: readonly (readonly [
  field: 'action' | 'kind' | 'sourceType' | 'type',
  values: readonly string[],
])[] = [
  ['action', LineAction.options],
  ['kind', AdjustmentKind.options],
  ['sourceType', SourceType.options],
  ['type', AdjustmentType.options],
]

/**
 * `value_unknown`: a value outside its list, an amount that is no number, and a reversal that does not
 * name what its original names (same place, opposite type).
 */
export function valueUnknown(reading: LineReading): readonly Rejection[] {
  const { line } = reading
  let found: Rejection[] | undefined
  for (const [field, values] of enumerations) {
    const value = line[field]
    if (value === '' || values.includes(value)) continue
    found = [
      ...(found ?? []),
      reject(reading, 'value_unknown', field, { value, expected: values.join(', ') }),
    ]
  }
  if (line.action === 'create' && line.amount !== '' && !plainDecimal.test(line.amount)) {
    found = [
      ...(found ?? []),
      reject(reading, 'value_unknown', 'amount', {
        value: line.amount,
        expected: exampleAmount(reading.invoice?.currency),
        because: 'not_an_amount',
      }),
    ]
  }
  const mismatches = [...reversalMismatches(reading), ...replacementMismatches(reading)]
  return found === undefined ? mismatches : [...found, ...mismatches]
}

/** An amount as the invoice's currency has it: `1234.50`, without decimals for JPY, three of them for KWD. */
function exampleAmount(currency: string | undefined): string {
  const digits = currency === undefined ? 2 : requireCurrencyDigits(currency)
  return digits === 0 ? '1234' : `1234.${'5'.padEnd(digits, '0')}`
}

/** A line stands in for an adjustment of its own invoice; what it does otherwise is free. */
function replacementMismatches(reading: LineReading): readonly Rejection[] {
  const { line, invoice, index } = reading
  if (line.replacesId === '') return nothing
  const replaced = index.facts.adjustments.get(line.replacesId)
  if (line.action === 'create' && replaced !== undefined && replaced.invoiceId === invoice?.id) return nothing
  return [reject(reading, 'value_unknown', 'replacesId', { value: line.replacesId })]
}

function reversalMismatches(reading: LineReading): readonly Rejection[] {
  const { line, adjustment: original, invoice } = reading
  if (line.action !== 'create' || original === undefined) return nothing
  const opposite = original.type === 'Credit' ? 'Charge' : 'Credit'
  const pairs: [field: string, value: string, expected: string][] = [
    ['kind', line.kind, original.kind],
    ['invoiceId', invoice?.id ?? '', original.invoiceId],
    ['sourceType', line.sourceType, original.sourceType],
    ['sourceId', line.sourceId, original.sourceId],
    ['type', line.type, opposite],
  ]
  return pairs
    .filter(([, value, expected]) => value !== '' && value !== expected)
    .map(([field, value, expected]) =>
      reject(reading, 'value_unknown', field, { value, expected, original: original.number || original.id }),
    )
}
