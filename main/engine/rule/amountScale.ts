import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../money/amount'
import { requireCurrencyDigits } from '../money/currency'
import { roundToMinor } from '../money/rounding'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `amount_scale`: no more decimals than the currency has. Offers the rounded amount, never takes it. */
export function amountScale(reading: LineReading): readonly Rejection[] {
  const { amount, invoice, line, index } = reading
  if (invoice === undefined || amount === undefined || !('problem' in amount) || amount.problem !== 'scale')
    return nothing
  const { currency } = invoice
  const { rounding, increment } = index.facts.settings
  const rounded = roundToMinor(line.amount, currency, rounding[currency] ?? 'half_up', increment[currency])
  return [
    reject(reading, 'amount_scale', 'amount', {
      limit: requireCurrencyDigits(currency),
      alternative: 'minor' in rounded ? formatMinor(rounded.minor, currency) : '',
      currency,
    }),
  ]
}
