import type { AdjustmentType } from '@contract/line'
import { requireCurrencyDigits } from './currency'
import { plainDecimal } from './decimal'

export type AmountProblem = 'malformed' | 'scale' | 'too_long'
export type ParsedAmount = { readonly minor: bigint } | { readonly problem: AmountProblem }

/** What a ledger column (64 bit) and the contract's money text hold: 15 digits left, 18 in all. */
const maxWholeDigits = 15
const maxDigits = 18

/**
 * Exact minor units of a decimal text (`-12.50`, `.5`, `12.`), no rounding. More decimals than the
 * currency has are `scale`, unless they are zeros, which lose nothing (APIs answer `12.500000000`).
 * Throws RangeError for an unknown currency.
 */
export function parseAmount(text: string, currency: string): ParsedAmount {
  const digits = requireCurrencyDigits(currency)
  if (!plainDecimal.test(text)) return { problem: 'malformed' }
  const isNegative = text.startsWith('-')
  const unsigned = isNegative || text.startsWith('+') ? text.slice(1) : text
  const point = unsigned.indexOf('.')
  const whole = (point < 0 ? unsigned : unsigned.slice(0, point)).replace(/^0+/, '')
  const decimals = (point < 0 ? '' : unsigned.slice(point + 1)).replace(/0+$/, '')
  if (whole.length > maxWholeDigits || whole.length + digits > maxDigits) return { problem: 'too_long' }
  if (decimals.length > digits) return { problem: 'scale' }
  const minor = BigInt(whole + decimals.padEnd(digits, '0') || '0')
  return { minor: isNegative ? -minor : minor }
}

/** Canonical decimal text with exactly the currency's digits: `-1204.80`, `1500` (JPY). */
export function formatMinor(minor: bigint, currency: string): string {
  const digits = requireCurrencyDigits(currency)
  const isNegative = minor < 0n
  const text = (isNegative ? -minor : minor).toString()
  const sign = isNegative ? '-' : ''
  if (digits === 0) return sign + text
  const padded = text.padStart(digits + 1, '0')
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}

/** The signed effect of an adjustment on item and balance: charge +, credit − (domain.md, "Words"). */
export function impactOf(type: AdjustmentType, amountMinor: bigint): bigint {
  return type === 'Charge' ? amountMinor : -amountMinor
}

export function absolute(minor: bigint): bigint {
  return minor < 0n ? -minor : minor
}

export function signOf(minor: bigint): -1 | 0 | 1 {
  return minor > 0n ? 1 : minor < 0n ? -1 : 0
}
