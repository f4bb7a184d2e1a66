import type { Rejection } from '@contract/rejection'
import { formatMinor } from '../money/amount'
import { incrementMinor } from '../money/rounding'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

/** `amount_increment`: a multiple of the currency's smallest step (*setting*; CHF 0.05). Offers both neighbours. */
export function amountIncrement(reading: LineReading): readonly Rejection[] {
  const { amount, invoice, index } = reading
  if (invoice === undefined || amount === undefined || !('minor' in amount) || amount.minor <= 0n)
    return nothing
  const { currency } = invoice
  const increment = index.facts.settings.increment[currency]
  if (increment === undefined) return nothing
  const step = incrementMinor(increment, currency)
  const over = amount.minor % step
  if (over === 0n) return nothing
  const lowerMinor = amount.minor - over
  return [
    reject(reading, 'amount_increment', 'amount', {
      limit: formatMinor(step, currency),
      lower: formatMinor(lowerMinor, currency),
      alternative: formatMinor(lowerMinor + step, currency),
      currency,
    }),
  ]
}
