import { describe, expect, it } from 'vitest'
import type { CurrencyTotal } from '@contract/batch'
import { submitLabel } from '../../renderer/feature/draft/submitLabel'
import { t } from '../../renderer/text'

function total(
  currency: string,
  credits: [number, string],
  charges: [number, string] = [0, '0.00'],
): CurrencyTotal {
  return {
    currency,
    creditCount: credits[0],
    credits: credits[1],
    chargeCount: charges[0],
    charges: charges[1],
    net: '0.00',
  }
}

const words = {
  t: (key: string, named: Record<string, unknown>, count = 1) => t(key, named, count),
  amounts: (list: readonly { amount: string; currency: string }[]) =>
    list.map((one) => `${one.amount} ${one.currency}`).join(' and '),
  count: String,
}

describe('the submit button', () => {
  it.each([
    ['Submit', [], 0],
    ['Submit 1 credit, 5.00 EUR', [total('EUR', [1, '5.00'])], 1],
    [
      'Submit 14 credits, 2130.30 EUR and 412.00 USD',
      [total('EUR', [10, '2130.30']), total('USD', [4, '412.00'])],
      14,
    ],
    [
      'Submit 1 credit, 5.00 EUR, and 2 charges, 9.00 USD',
      [total('EUR', [1, '5.00']), total('USD', [0, '0.00'], [2, '9.00'])],
      3,
    ],
    ['Submit 1 credit, 5.00 EUR, and 2 other lines', [total('EUR', [1, '5.00'])], 3],
    ['Submit 3 other lines', [], 3],
    [
      'Submit 4 credits, in 4 currencies',
      ['EUR', 'USD', 'GBP', 'CHF'].map((currency) => total(currency, [1, '5.00'])),
      4,
    ],
  ])('says %s', (said, totals, lineCount) => {
    expect(submitLabel(totals, lineCount, words)).toBe(said)
  })
})
