import { parseAmount } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import { roundToMinor } from '../../engine/money/rounding'
import { readNumber } from './cell/number'
import type { NumberFault, NumberFormat } from './cell/number'

/** An amount of a file in minor units of its currency. */
export interface MoneyOfFile {
  readonly minor: bigint
  /** The exact text where it has more decimals than the currency, else empty: rules use the rounded amount. */
  readonly exact: string
}

/** Reads amounts of one currency; fast for plain ones. Undefined for a currency that is not in ISO 4217. */
export function moneyReader(
  currency: string,
  format: NumberFormat,
  mode: 'half_up' | 'up' | 'down' = 'half_up',
): ((text: string) => MoneyOfFile | { readonly fault: NumberFault }) | undefined {
  const digits = currencyDigits(currency)
  if (digits === undefined) return undefined
  return (text) => {
    const number = readNumber(text, format, digits)
    if (typeof number !== 'string') return number
    const point = number.indexOf('.')
    const decimals = point < 0 ? 0 : number.length - point - 1
    if (decimals <= digits) {
      const whole = point < 0 ? number : number.slice(0, point) + number.slice(point + 1)
      return { minor: BigInt(decimals === digits ? whole : whole + '0'.repeat(digits - decimals)), exact: '' }
    }
    const rounded = roundToMinor(number, currency, mode)
    return 'minor' in rounded ? { minor: rounded.minor, exact: number } : { fault: 'row_number_too_long' }
  }
}

/** For a source that must not have more decimals than its currency: adjustments. */
export function isWholeMinor(text: string, currency: string): boolean {
  return 'minor' in parseAmount(text, currency)
}
