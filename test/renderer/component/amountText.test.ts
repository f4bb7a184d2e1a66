import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  numberStyles,
  plainNumberStyle,
  readAmount,
  showAmount,
} from '../../../renderer/composable/amountText'

describe('a shown amount', () => {
  test.each([
    ['1234.50', '1,234.50', false],
    ['-1204.80', '(1,204.80)', true],
    ['0.00', '–', false],
    ['-0.00', '–', false],
    ['1500', '1,500', false],
    ['999', '999', false],
    ['123456789012345.123', '123,456,789,012,345.123', false],
    ['97.', '97.', false],
    ['abc', 'abc', false],
  ])('%s is %s', (amount, text, negative) => {
    expect(showAmount(amount, plainNumberStyle)).toMatchObject({ text, negative })
  })

  test('zero is a figure where a sentence needs one', () => {
    expect(showAmount('0.00', plainNumberStyle, 'figure').text).toBe('0.00')
  })

  test('follows the style of the person', () => {
    expect(showAmount('-1234567.5', numberStyles['1.234,50']!).text).toBe('(1.234.567,5)')
    expect(showAmount('-1.50', { ...plainNumberStyle, negative: 'minus' }).text).toBe('−1.50')
  })
})

describe('a typed amount', () => {
  test.each([
    ['(1,234.50)', '-1234.50'],
    ['1.234,50-', '-1234.50'],
    ['-12', '-12'],
    ['−12', '-12'],
    ['EUR 12.5', '12.5'],
    ['12 €', '12'],
    ['1\u00a0234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['1,234,567', '1234567'],
    ['1,234', '1234'],
    ['.5', '0.5'],
    ['007', '7'],
    ['(0.00)', '0.00'],
  ])('%s reads as %s', (typed, amount) => {
    expect(readAmount(typed, plainNumberStyle)).toEqual({ amount })
  })

  test('1.234 is ambiguous with two decimals, and a figure with three', () => {
    expect(readAmount('1.234', plainNumberStyle, 2)).toEqual({ refusal: 'ambiguous' })
    expect(readAmount('1.234', plainNumberStyle, 3)).toEqual({ amount: '1.234' })
    expect(readAmount('1,234', plainNumberStyle, 3)).toEqual({ refusal: 'ambiguous' })
  })

  test.each(['', 'abc', '1,23,4', '--1', '(-1)', '1.2.3', '1e5', '(1', '1,2345.00'])(
    '%j is refused',
    (typed) => {
      expect(readAmount(typed, plainNumberStyle)).toEqual({ refusal: 'malformed' })
    },
  )

  test('what is shown with two decimals reads back as it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (minor) => {
        const digits = String(minor < 0n ? -minor : minor).padStart(3, '0')
        const amount = `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
        for (const style of Object.values(numberStyles)) {
          expect(readAmount(showAmount(amount, style, 'figure').text, style)).toEqual({ amount })
        }
      }),
    )
  })
})
