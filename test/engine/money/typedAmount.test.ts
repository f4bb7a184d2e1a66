import { expect, test } from 'vitest'
import { readTypedAmount, type NumberFormat } from '../../../main/engine/money/typedAmount'

interface Row {
  text: string
  currency: string
  format: NumberFormat
  verdict: string
}

const rows: Row[] = [
  // plain
  { text: '12.50', currency: 'USD', format: 'auto', verdict: '12.50' },
  { text: '12,50', currency: 'EUR', format: 'auto', verdict: '12.50' },
  { text: '12', currency: 'USD', format: 'auto', verdict: '12.00' },
  { text: '12.', currency: 'USD', format: 'auto', verdict: '12.00' },
  { text: '.5', currency: 'USD', format: 'auto', verdict: '0.50' },
  { text: '1500', currency: 'JPY', format: 'auto', verdict: '1500' },
  { text: '12.5000', currency: 'USD', format: 'auto', verdict: '12.50' },
  // signs
  { text: '(1,234.50)', currency: 'USD', format: 'auto', verdict: '-1234.50' },
  { text: '1.234,50-', currency: 'EUR', format: 'auto', verdict: '-1234.50' },
  { text: '-12', currency: 'USD', format: 'auto', verdict: '-12.00' },
  { text: '\u221212', currency: 'USD', format: 'auto', verdict: '-12.00' },
  { text: '+12', currency: 'USD', format: 'auto', verdict: '12.00' },
  { text: '(-12)', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '-12-', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '--12', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '(12', currency: 'USD', format: 'auto', verdict: 'malformed' },
  // groups
  { text: '1,234,567.89', currency: 'USD', format: 'auto', verdict: '1234567.89' },
  { text: '1.234.567,89', currency: 'EUR', format: 'auto', verdict: '1234567.89' },
  { text: '1,234,567', currency: 'USD', format: 'auto', verdict: '1234567.00' },
  { text: "1'234.50", currency: 'CHF', format: 'auto', verdict: '1234.50' },
  { text: '1’234.50', currency: 'CHF', format: 'auto', verdict: '1234.50' },
  { text: '1 234,50', currency: 'EUR', format: 'auto', verdict: '1234.50' },
  { text: '1\u00a0234,50', currency: 'EUR', format: 'auto', verdict: '1234.50' },
  { text: '1\u202f234,50', currency: 'EUR', format: 'auto', verdict: '1234.50' },
  { text: '12,34,567.00', currency: 'INR', format: 'auto', verdict: '1234567.00' },
  { text: '1,23.45', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '1,234.567,8', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '1,2345.00', currency: 'USD', format: 'auto', verdict: 'malformed' },
  // doubt
  { text: '1.234', currency: 'USD', format: 'auto', verdict: 'ambiguous' },
  { text: '1,234', currency: 'USD', format: 'auto', verdict: 'ambiguous' },
  { text: '1.234', currency: 'USD', format: 'point', verdict: 'ambiguous' },
  { text: '1,234', currency: 'USD', format: 'point', verdict: '1234.00' },
  { text: '1.234', currency: 'EUR', format: 'comma', verdict: '1234.00' },
  { text: '1,234', currency: 'EUR', format: 'comma', verdict: 'ambiguous' },
  { text: '1.234', currency: 'KWD', format: 'auto', verdict: '1.234' },
  { text: '1,234', currency: 'KWD', format: 'auto', verdict: 'ambiguous' },
  { text: '1,234', currency: 'KWD', format: 'comma', verdict: '1.234' },
  { text: '1.234', currency: 'KWD', format: 'comma', verdict: '1234.000' },
  { text: '1.234', currency: 'JPY', format: 'auto', verdict: 'ambiguous' },
  { text: '0.234', currency: 'USD', format: 'auto', verdict: 'scale' },
  { text: '1234.567', currency: 'USD', format: 'auto', verdict: 'scale' },
  { text: '12.50', currency: 'EUR', format: 'comma', verdict: 'malformed' },
  { text: '12,50', currency: 'USD', format: 'point', verdict: 'malformed' },
  // currency
  { text: '$1,234.50', currency: 'USD', format: 'auto', verdict: '1234.50' },
  { text: '($1,234.50)', currency: 'USD', format: 'auto', verdict: '-1234.50' },
  { text: '-$5.00', currency: 'USD', format: 'auto', verdict: '-5.00' },
  { text: '$ -5.00', currency: 'USD', format: 'auto', verdict: '-5.00' },
  { text: '12,50 €', currency: 'EUR', format: 'auto', verdict: '12.50' },
  { text: 'USD 5', currency: 'USD', format: 'auto', verdict: '5.00' },
  { text: '5.00 usd', currency: 'USD', format: 'auto', verdict: '5.00' },
  { text: '€5', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: 'EUR 5', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '¥1500', currency: 'JPY', format: 'auto', verdict: '1500' },
  // no amount
  { text: '', currency: 'USD', format: 'auto', verdict: 'empty' },
  { text: ' \u00a0', currency: 'USD', format: 'auto', verdict: 'empty' },
  { text: 'abc', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '$', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '12%', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '1e3', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '=1+1', currency: 'USD', format: 'auto', verdict: 'malformed' },
  { text: '9'.repeat(30), currency: 'USD', format: 'auto', verdict: 'too_long' },
]

test.each(rows)('"$text" in $currency, $format: $verdict', ({ text, currency, format, verdict }) => {
  const read = readTypedAmount(text, currency, format)
  expect('text' in read ? read.text : read.problem).toBe(verdict)
})
