import { parseAmount } from './amount'
import { requireCurrencyDigits } from './currency'
import { Decimal, decimalOf, plainDecimal, wholeUnits, type RoundingMode } from './decimal'

export type RoundedAmount =
  { readonly minor: bigint; readonly isExact: boolean } | { readonly problem: 'malformed' | 'too_long' }

const maxDecimals = 18

/**
 * A decimal text as minor units, rounded to the currency or to a multiple of its increment (`0.05`).
 * For facts with more decimals than their currency and for suggestions; typed amounts are never rounded.
 */
export function roundToMinor(
  text: string,
  currency: string,
  mode: RoundingMode,
  increment = '',
): RoundedAmount {
  const digits = requireCurrencyDigits(currency)
  if (!plainDecimal.test(text)) return { problem: 'malformed' }
  const value = new Decimal(text)
  const wholeDigits = value.abs().trunc().toFixed(0).length
  if (wholeDigits > 15 || wholeDigits + digits > 18 || value.decimalPlaces() > maxDecimals)
    return { problem: 'too_long' }
  const step = incrementMinor(increment, currency)
  const inMinor = value.times(Decimal.pow(10, digits))
  const minor = wholeUnits(inMinor.dividedBy(decimalOf(step)), mode) * step
  return { minor, isExact: inMinor.equals(decimalOf(minor)) }
}

/** Smallest step in minor units; an empty or senseless setting means one minor unit. */
export function incrementMinor(increment: string, currency: string): bigint {
  const parsed = parseAmount(increment, currency)
  return 'minor' in parsed && parsed.minor > 0n ? parsed.minor : 1n
}

/** True if the amount is a multiple of the increment, a decimal text of the currency (`0.05` for CHF). */
export function isMultipleOfIncrement(minor: bigint, currency: string, increment: string): boolean {
  return minor % incrementMinor(increment, currency) === 0n
}

/** A share of an amount, `12.5` or `12.5%`, rounded to minor units; undefined if it is no percentage. */
export function percentageOf(
  minor: bigint,
  percentText: string,
  currency: string,
  mode: RoundingMode,
  increment = '',
): bigint | undefined {
  const text = percentText.trim().replace(/\s*%$/, '')
  if (!plainDecimal.test(text) || text.length > maxDecimals) return undefined
  const step = incrementMinor(increment, currency)
  const share = decimalOf(minor).times(new Decimal(text)).dividedBy(100)
  return wholeUnits(share.dividedBy(decimalOf(step)), mode) * step
}
