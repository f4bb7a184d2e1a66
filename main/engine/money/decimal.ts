import DecimalJs from 'decimal.js'

// The only importer of decimal.js. A clone of our own, so that nobody's configuration changes our
// rounding: 40 digits, half up, which in decimal.js means away from zero at the half, for negative
// numbers too (domain.md, "Money").

export const Decimal = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
})
export type Decimal = DecimalJs

export type RoundingMode = 'half_up' | 'up' | 'down'

const roundings = {
  half_up: DecimalJs.ROUND_HALF_UP,
  up: DecimalJs.ROUND_UP,
  down: DecimalJs.ROUND_DOWN,
} as const satisfies Record<RoundingMode, DecimalJs.Rounding>

/** Decimal text without exponent, as files and people write it: `-12.50`, `.5`, `12.`. */
export const plainDecimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** Whole units of a decimal, rounded by the mode; `up` is away from zero, `down` towards it. */
export function wholeUnits(value: Decimal, mode: RoundingMode): bigint {
  return BigInt(value.toDecimalPlaces(0, roundings[mode]).toFixed(0))
}

/** A number of minor units as a decimal, for proportions; amounts themselves stay bigint. */
export function decimalOf(units: bigint): Decimal {
  return new Decimal(units.toString())
}
