import { describe, expect, test } from 'vitest'
import { detectDateFormat, readDate } from '../../../main/exchange/in/cell/date'
import { readMoment } from '../../../main/exchange/in/cell/moment'
import { readNumber } from '../../../main/exchange/in/cell/number'
import { detectNumberFormat } from '../../../main/exchange/in/cell/numberFormat'
import { isTextAllowed } from '../../../main/exchange/in/cell/text'
import { moneyReader } from '../../../main/exchange/in/money'
import { shown } from '../../../main/exchange/in/refusal'

const malformed = { fault: 'row_number_malformed' }
const ambiguous = { fault: 'row_number_ambiguous' }
const tooLong = { fault: 'row_number_too_long' }

describe('readNumber', () => {
  test.each([
    ['12.5', 'point', 2, '12.5'],
    ['12.50', 'point', 2, '12.5'],
    ['-0.00', 'point', 2, '0'],
    ['007', 'point', 2, '7'],
    ['+3', 'point', 2, '3'],
    ['1,234.50', 'point', 2, '1234.5'],
    ['1,234,567', 'point', 2, '1234567'],
    ['1,23', 'point', 2, malformed],
    ['1.234.567', 'point', 2, malformed],
    ['1.234', 'point', 2, '1.234'],
    ['1.234', 'comma', 2, '1234'],
    ['1.234,5', 'comma', 2, '1234.5'],
    ['1 234,5', 'comma', 2, '1234.5'],
    ["1'234.50", 'point', 2, '1234.5'],
    ['1.5', 'comma', 2, malformed],
    ['1.234', 'auto', 2, ambiguous],
    ['1,234', 'auto', 2, ambiguous],
    ['1.234', 'auto', 3, '1.234'],
    ['1,234', 'auto', 3, '1.234'],
    ['0.123', 'auto', 2, '0.123'],
    ['1234.567', 'auto', 2, '1234.567'],
    ['1.5', 'auto', 2, '1.5'],
    ['1,5', 'auto', 2, '1.5'],
    ['1,234.5', 'auto', 2, '1234.5'],
    ['1.234,5', 'auto', 2, '1234.5'],
    ['1.234.567', 'auto', 2, '1234567'],
    ['1.5', 'unclear', 2, ambiguous],
    ['15', 'unclear', 2, '15'],
    ['(1,234.50)', 'point', 2, '-1234.5'],
    ['12.50-', 'point', 2, '-12.5'],
    ['\u221212.50', 'point', 2, '-12.5'],
    ['0E-9', 'point', 2, '0'],
    ['1.5e3', 'point', 2, '1500'],
    ['12E-2', 'point', 2, '0.12'],
    ['1E99', 'point', 2, tooLong],
    ['1E-10', 'point', 2, tooLong],
    ['12345678901234', 'point', 2, tooLong],
    ['1.1234567891', 'point', 2, tooLong],
    ['', 'point', 2, malformed],
    ['.', 'point', 2, malformed],
    ['12,5,0', 'auto', 2, malformed],
    ['--1', 'point', 2, malformed],
    ['USD 5', 'point', 2, malformed],
    ['NaN', 'point', 2, malformed],
    ['Infinity', 'point', 2, malformed],
    ['0x10', 'point', 2, malformed],
    ['１２', 'point', 2, malformed],
  ] as const)('%s, %s, %i decimals', (text, format, decimals, verdict) => {
    expect(readNumber(text, format, decimals)).toEqual(verdict)
  })
})

test.each([
  [['1', '2.5'], 'point'],
  [['1,234', '1,234.50'], 'point'],
  [['2,5'], 'comma'],
  [['1.234.567'], 'comma'],
  [['1.234', '17'], 'auto'],
  [['', 'abc'], 'auto'],
  [['2.5', '2,5'], 'unclear'],
])('number format of %j', (values, verdict) => {
  expect(detectNumberFormat(values)).toBe(verdict)
})

const badDate = { fault: 'row_date_malformed' }
const twoDates = { fault: 'row_date_ambiguous' }

test.each([
  ['2026-01-31', 'auto', '2026-01-31'],
  ['20260131', 'auto', '2026-01-31'],
  ['2026-01-31 00:00:00.000000', 'ISO', '2026-01-31'],
  ['2026-01-31T23:00:00.000-08:00', 'ISO', '2026-01-31'],
  ['2024-02-29', 'ISO', '2024-02-29'],
  ['2026-02-29', 'ISO', badDate],
  ['2026-13-01', 'ISO', badDate],
  ['2026-1-1', 'ISO', badDate],
  ['31/01/2026', 'auto', '2026-01-31'],
  ['01/31/2026', 'auto', '2026-01-31'],
  ['01/02/2026', 'auto', twoDates],
  ['02/02/2026', 'auto', '2026-02-02'],
  ['01/02/2026', 'DMY', '2026-02-01'],
  ['01/02/2026', 'MDY', '2026-01-02'],
  ['01/31/2026', 'DMY', badDate],
  ['1.2.2026', 'auto', '2026-02-01'],
  ['31/01/2026', 'unclear', twoDates],
  ['31/01/2026', 'ISO', badDate],
  ['01/02/26', 'DMY', badDate],
  ['46054', 'auto', badDate],
  ['yesterday', 'auto', badDate],
] as const)('date %s as %s', (text, format, verdict) => {
  expect(readDate(text, format)).toEqual(verdict)
})

test.each([
  [['01/02/2026', '31/01/2026'], 'DMY'],
  [['01/02/2026', '01/31/2026'], 'MDY'],
  [['01/02/2026'], 'auto'],
  [['31/01/2026', '01/31/2026'], 'unclear'],
  [['2026-01-31', '31.01.2026'], 'auto'],
])('date format of %j', (values, verdict) => {
  expect(detectDateFormat(values)).toBe(verdict)
})

test.each([
  ['2016-01-15 20:42:32.000000', '2016-01-15T20:42:32.000Z'],
  ['2016-01-15T20:42:32Z', '2016-01-15T20:42:32.000Z'],
  ['2016-01-15T20:42:32.1234-08:00', '2016-01-16T04:42:32.123Z'],
  ['2015-12-31T20:42:32-0800', '2016-01-01T04:42:32.000Z'],
  ['2016-03-01T01:00:00+02:00', '2016-02-29T23:00:00.000Z'],
  ['2016-01-01T00:30:00+05:45', '2015-12-31T18:45:00.000Z'],
  ['2016-01-15', '2016-01-15T00:00:00.000Z'],
  ['2016-01-15 25:00:00', undefined],
  ['2016-02-30 10:00:00', undefined],
  ['2016-01-15T10:00:00+99:00', undefined],
  ['soon', undefined],
])('moment %s', (text, verdict) => {
  expect(readMoment(text)).toBe(verdict)
})

test.each([
  ['plain', false, true],
  ['漢字 é', false, true],
  ['😀', false, true],
  ['two\nlines', false, false],
  ['two\nlines', true, true],
  ['bell\u0007', true, false],
  ['nul\u0000', true, false],
  ['turned \u202e around', true, false],
  ['half \ud800', true, false],
])('text %j, several lines %s', (text, lines, verdict) => {
  expect(isTextAllowed(text, lines)).toBe(verdict)
})

test.each([
  ['12.5', 'USD', { minor: 1250n, exact: '' }],
  ['-0.01', 'USD', { minor: -1n, exact: '' }],
  ['12.500000000', 'USD', { minor: 1250n, exact: '' }],
  ['1.005', 'USD', { minor: 101n, exact: '1.005' }],
  ['-1.005', 'USD', { minor: -101n, exact: '-1.005' }],
  ['1.50', 'JPY', { minor: 2n, exact: '1.5' }],
  ['1500', 'JPY', { minor: 1500n, exact: '' }],
  ['1.234', 'KWD', { minor: 1234n, exact: '' }],
  ['9999999999999.99', 'USD', { minor: 999999999999999n, exact: '' }],
  ['12345678901234', 'USD', tooLong],
  ['abc', 'USD', malformed],
])('amount %s %s', (text, currency, verdict) => {
  expect(moneyReader(currency, 'point')?.(text)).toEqual(verdict)
})

test('an unknown currency has no amounts', () => {
  expect(moneyReader('ZZZ', 'point')).toBeUndefined()
})

test.each([
  ['plain', 'plain'],
  ['a\u0000b\tc', 'a\\u0000b\\u0009c'],
  ['x\u202ey', 'x\\u202ey'],
  ['😀\ud800', '😀\\ud800'],
  ['x'.repeat(100), `${'x'.repeat(80)}…`],
])('%j is shown as %s', (text, verdict) => {
  expect(shown(text)).toBe(verdict)
})
