import { currencyDigits } from '../../engine/money/currency'
import { roundToMinor } from '../../engine/money/rounding'
import { plainPoint, readNumber } from './cell/number'
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
    const plain = format === 'point' ? plainPoint(text) : -1
    if (plain >= 0 && text.length - plain - 1 <= digits)
      return { minor: minorOf(text, plain, digits), exact: '' }
    const number = readNumber(text, format, digits)
    if (typeof number !== 'string') return number
    const point = number.indexOf('.')
    const decimals = point < 0 ? 0 : number.length - point - 1
    if (decimals <= digits)
      return { minor: minorOf(number, point < 0 ? number.length : point, digits), exact: '' }
    const rounded = roundToMinor(number, currency, mode)
    return 'minor' in rounded ? { minor: rounded.minor, exact: number } : { fault: 'row_number_too_long' }
  }
}

/** Of a plain number with no more decimals than `digits`. */
function minorOf(number: string, point: number, digits: number): bigint {
  if (point === number.length) return BigInt(digits === 0 ? number : number + '0'.repeat(digits))
  const joined = number.slice(0, point) + number.slice(point + 1)
  const missing = digits - (number.length - point - 1)
  return BigInt(missing === 0 ? joined : joined + '0'.repeat(missing))
}
