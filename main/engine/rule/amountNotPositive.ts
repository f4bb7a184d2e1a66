import type { Rejection } from '@contract/rejection'
import { plainDecimal } from '../money/decimal'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `amount_not_positive`: amounts are above zero; the type says which way they go. */
export function amountNotPositive(reading: LineReading): readonly Rejection[] {
  const { amount, type, action } = reading.line
  if (action !== 'create' || !plainDecimal.test(amount)) return nothing
  const isZero = !/[1-9]/.test(amount)
  if (!isZero && !amount.startsWith('-')) return nothing
  const alternative = isZero || type === '' ? '' : type === 'Credit' ? 'Charge' : 'Credit'
  return [reject(reading, 'amount_not_positive', 'amount', { value: amount, limit: '0', type: alternative })]
}
