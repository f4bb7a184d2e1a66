import { describe, expect, test } from 'vitest'
import { allocate } from '../../../main/engine/money/allocate'
import { formatMinor, impactOf, parseAmount } from '../../../main/engine/money/amount'
import { currencyCodes, currencyDigits, requireCurrencyDigits } from '../../../main/engine/money/currency'
import { isMultipleOfIncrement, percentageOf, roundToMinor } from '../../../main/engine/money/rounding'

describe('currencies', () => {
  test.each([
    { code: 'JPY', digits: 0 },
    { code: 'ISK', digits: 0 },
    { code: 'USD', digits: 2 },
    { code: 'HUF', digits: 2 },
    { code: 'KWD', digits: 3 },
    { code: 'TND', digits: 3 },
    { code: 'CLF', digits: 4 },
    { code: 'XAU', digits: undefined },
    { code: 'usd', digits: undefined },
  ])('$code has $digits digits', ({ code, digits }) => {
    expect(currencyDigits(code)).toBe(digits)
  })

  test('the table holds each code once, three capitals', () => {
    expect(currencyCodes.length).toBeGreaterThan(165)
    expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
  })

  test('an unknown currency is a defect where it must be known', () => {
    expect(() => requireCurrencyDigits('XXX')).toThrow(RangeError)
    expect(() => formatMinor(1n, 'XXX')).toThrow(RangeError)
  })
})

describe('parseAmount', () => {
  test.each([
    { text: '12.50', currency: 'USD', verdict: 1250n },
    { text: '-12.5', currency: 'USD', verdict: -1250n },
    { text: '+12', currency: 'USD', verdict: 1200n },
    { text: '12.', currency: 'USD', verdict: 1200n },
    { text: '.5', currency: 'USD', verdict: 50n },
    { text: '-0.00', currency: 'USD', verdict: 0n },
    { text: '12.500000000', currency: 'USD', verdict: 1250n },
    { text: '1.234', currency: 'KWD', verdict: 1234n },
    { text: '1500', currency: 'JPY', verdict: 1500n },
    { text: '1500.0', currency: 'JPY', verdict: 1500n },
    { text: '9007199254740993', currency: 'JPY', verdict: 'too_long' },
    { text: '900719925474099', currency: 'USD', verdict: 90071992547409900n },
    { text: '1.234', currency: 'USD', verdict: 'scale' },
    { text: '0.5', currency: 'JPY', verdict: 'scale' },
    { text: '1000000000000000', currency: 'USD', verdict: 'too_long' },
    { text: '', currency: 'USD', verdict: 'malformed' },
    { text: '.', currency: 'USD', verdict: 'malformed' },
    { text: '-', currency: 'USD', verdict: 'malformed' },
    { text: '1,234.50', currency: 'USD', verdict: 'malformed' },
    { text: '1e3', currency: 'USD', verdict: 'malformed' },
    { text: '0x10', currency: 'USD', verdict: 'malformed' },
    { text: ' 1', currency: 'USD', verdict: 'malformed' },
    { text: '١٢', currency: 'USD', verdict: 'malformed' },
    { text: 'Infinity', currency: 'USD', verdict: 'malformed' },
  ])('$text $currency: $verdict', ({ text, currency, verdict }) => {
    const parsed = parseAmount(text, currency)
    expect('minor' in parsed ? parsed.minor : parsed.problem).toBe(verdict)
  })
})

describe('formatMinor', () => {
  test.each([
    { minor: -120480n, currency: 'USD', text: '-1204.80' },
    { minor: 5n, currency: 'USD', text: '0.05' },
    { minor: -5n, currency: 'KWD', text: '-0.005' },
    { minor: 0n, currency: 'USD', text: '0.00' },
    { minor: 1500n, currency: 'JPY', text: '1500' },
    { minor: 123_456_789_012_345_678n, currency: 'USD', text: '1234567890123456.78' },
  ])('$minor $currency: $text', ({ minor, currency, text }) => {
    expect(formatMinor(minor, currency)).toBe(text)
  })
})

describe('rounding', () => {
  test.each([
    { text: '1.005', currency: 'USD', mode: 'half_up' as const, minor: 101n, isExact: false },
    { text: '-1.005', currency: 'USD', mode: 'half_up' as const, minor: -101n, isExact: false },
    { text: '1.0049999', currency: 'USD', mode: 'half_up' as const, minor: 100n, isExact: false },
    { text: '1.001', currency: 'USD', mode: 'up' as const, minor: 101n, isExact: false },
    { text: '-1.001', currency: 'USD', mode: 'up' as const, minor: -101n, isExact: false },
    { text: '1.009', currency: 'USD', mode: 'down' as const, minor: 100n, isExact: false },
    { text: '-1.009', currency: 'USD', mode: 'down' as const, minor: -100n, isExact: false },
    { text: '0.5', currency: 'JPY', mode: 'half_up' as const, minor: 1n, isExact: false },
    { text: '12.50', currency: 'USD', mode: 'half_up' as const, minor: 1250n, isExact: true },
  ])('$text $currency $mode: $minor', ({ text, currency, mode, minor, isExact }) => {
    expect(roundToMinor(text, currency, mode)).toEqual({ minor, isExact })
  })

  test('to an increment', () => {
    expect(roundToMinor('1.025', 'CHF', 'half_up', '0.05')).toEqual({ minor: 105n, isExact: false })
    expect(roundToMinor('1.02', 'CHF', 'half_up', '0.05')).toEqual({ minor: 100n, isExact: false })
    expect(isMultipleOfIncrement(105n, 'CHF', '0.05')).toBe(true)
    expect(isMultipleOfIncrement(102n, 'CHF', '0.05')).toBe(false)
  })

  test('what is no number, or none that fits', () => {
    expect(roundToMinor('abc', 'USD', 'half_up')).toEqual({ problem: 'malformed' })
    expect(roundToMinor('1'.repeat(16), 'USD', 'half_up')).toEqual({ problem: 'too_long' })
  })

  test.each([
    { minor: 10000n, percent: '12.5', share: 1250n },
    { minor: 10000n, percent: '12.5 %', share: 1250n },
    { minor: 333n, percent: '50', share: 167n },
    { minor: -333n, percent: '50', share: -167n },
    { minor: 100n, percent: '33.333333', share: 33n },
    { minor: 100n, percent: 'half', share: undefined },
  ])('$percent of $minor: $share', ({ minor, percent, share }) => {
    expect(percentageOf(minor, percent, 'USD', 'half_up')).toBe(share)
  })
})

describe('allocate', () => {
  test.each([
    { what: 'evenly', total: 300n, weights: [1n, 1n, 1n], shares: [100n, 100n, 100n], oddUnits: [] },
    {
      what: 'the odd cent to the first of equals',
      total: 100n,
      weights: [1n, 1n, 1n],
      shares: [34n, 33n, 33n],
      oddUnits: [0],
    },
    {
      what: 'the odd cent to the largest remainder',
      total: 100n,
      weights: [10n, 25n, 65n],
      shares: [10n, 25n, 65n],
      oddUnits: [],
    },
    { what: 'two odd cents', total: 101n, weights: [3n, 3n, 3n], shares: [34n, 34n, 33n], oddUnits: [0, 1] },
    {
      what: 'a credit like the charge',
      total: -100n,
      weights: [1n, 1n, 1n],
      shares: [-34n, -33n, -33n],
      oddUnits: [0],
    },
    { what: 'over discounts', total: -100n, weights: [-1n, -3n], shares: [-25n, -75n], oddUnits: [] },
    { what: 'nothing for no weight', total: 100n, weights: [0n, 5n], shares: [0n, 100n], oddUnits: [] },
    { what: 'nothing at all', total: 0n, weights: [1n, 2n], shares: [0n, 0n], oddUnits: [] },
  ])('$what', ({ total, weights, shares, oddUnits }) => {
    expect(allocate(total, weights)).toEqual({ shares, oddUnits })
  })

  test('in steps of the increment', () => {
    expect(allocate(100n, [1n, 1n, 1n], 5n)).toEqual({ shares: [35n, 35n, 30n], oddUnits: [0, 1] })
  })

  test.each([
    { what: 'no weight', total: 100n, weights: [0n, 0n], step: 1n },
    { what: 'nobody', total: 100n, weights: [], step: 1n },
    { what: 'weights of both signs', total: 100n, weights: [5n, -1n], step: 1n },
    { what: 'no multiple of the step', total: 101n, weights: [1n], step: 5n },
  ])('cannot be spread: $what', ({ total, weights, step }) => {
    expect(allocate(total, weights, step)).toBeUndefined()
  })
})

test('a credit lowers, a charge raises', () => {
  expect([impactOf('Credit', 5n), impactOf('Charge', 5n)]).toEqual([-5n, 5n])
})
