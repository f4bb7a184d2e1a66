import { describe, expect, test } from 'vitest'
import { rejectionCodes, type Rejection } from '@contract/rejection'
import { te } from '../../../renderer/text'
import { placeText, rejectionText } from '../../../renderer/text/rejectionText'
import sentences from '../../../renderer/text/en/rejection'

function rejected(code: Rejection['code'], params: Rejection['params'] = {}, at = ''): Rejection {
  return { code, at, params }
}

test('every code of the contract has a sentence, and no sentence is without a code', () => {
  expect(rejectionCodes.filter((code) => !te(`rejection.${code}`))).toEqual([])
  expect(
    Object.keys(sentences).filter((code) => !(rejectionCodes as readonly string[]).includes(code)),
  ).toEqual([])
})

test.each(rejectionCodes.map((code) => [code]))(
  '%s is a whole sentence, even with nothing to name',
  (code) => {
    expect(rejectionText(rejected(code))).toMatch(/^\S.*[.]$/s)
  },
)

describe('a sentence', () => {
  test('names the limit as the person reads amounts', () => {
    expect(
      rejectionText(rejected('item_crosses_zero', { limit: '1062.00', currency: 'EUR', refundFirst: false })),
    ).toBe('1,062.00 EUR is left on this item.')
  })

  test('says so when nothing is left, or when the invoice is paid', () => {
    expect(rejectionText(rejected('item_crosses_zero', { limit: '0.00', currency: 'EUR' }))).toBe(
      'Nothing is left on this item.',
    )
    expect(
      rejectionText(
        rejected('balance_away_from_zero', { limit: '0.00', currency: 'EUR', refundFirst: true }),
      ),
    ).toMatch(/Refund first/)
  })

  test.each([
    ['item_crosses_zero', '50.00', /50\.00 USD is left on the invoice’s balance/],
    ['item_crosses_zero', '100.00', /^100\.00 USD is left on this item/],
    ['balance_crosses_zero', '100.00', /100\.00 USD is left on this item/],
    ['balance_crosses_zero', '50.00', /^50\.00 USD is left on the invoice’s balance/],
    ['balance_crosses_zero', '0.00', /nothing is left on this item/],
  ] as const)('says whether item or balance is the limit: %s, %s', (code, limit, sentence) => {
    const params = { limit, open: '-100.00', balance: '50.00', currency: 'USD', refundFirst: false }
    expect(rejectionText(rejected(code, params))).toMatch(sentence)
  })

  test.each([
    [
      'cancel_not_processed',
      { status: 'Processed', batch: 'May', line: '' },
      'The batch “May” acts on it already.',
    ],
    ['cancel_not_processed', { status: 'Processed', batch: '', line: 'L1' }, /An earlier line of this batch/],
    ['cancel_not_processed', { status: 'Canceled', batch: '', line: '' }, /this one is Canceled/],
    ['reversal_of_canceled', { batch: 'May', line: '' }, /“May”/],
    ['delete_not_allowed', { because: 'taken', batch: 'May', line: '' }, /“May”/],
    ['delete_not_allowed', { because: 'taken', batch: '', line: 'L1' }, /An earlier line of this batch/],
    ['delete_not_allowed', { because: 'not_canceled', batch: '' }, /cancel it first/],
    ['delete_not_allowed', { because: 'never_left', batch: '' }, /delete it at once/],
    ['delete_not_allowed', { because: 'left_this_ledger', batch: '' }, /into a batch/],
    ['delete_not_allowed', { because: 'in_flight' }, /Mark it as landed/],
    ['delete_not_allowed', { because: 'transferred' }, /transferred to accounting/],
    ['delete_not_allowed', { because: 'period_closed' }, /period is closed/],
    ['duplicate_line', { in: 'batch', of: 'L1' }, /An earlier line of this batch/],
    ['duplicate_line', { in: 'ledger', of: 'IIA-1' }, /^The adjustment IIA-1 has/],
  ] as const)('says what stands in the way: %s %j', (code, params, sentence) => {
    expect(rejectionText(rejected(code, params))).toMatch(sentence)
  })

  test('names the next open day when there is one', () => {
    const params = { value: '2026-09-30', period: 'Sep 2026', alternative: '2026-11-01' }
    expect(rejectionText(rejected('period_closed', params))).toMatch(/next open day is 2026-11-01/)
    expect(rejectionText(rejected('period_closed', { ...params, alternative: '' }))).not.toMatch(
      /next open day/,
    )
  })

  test('counts decimals as a count, not as an amount', () => {
    const text = rejectionText(rejected('amount_scale', { limit: 0, alternative: '2', currency: 'JPY' }))
    expect(text).toBe('JPY has 0 decimals. Nearest: 2.')
  })

  test('names the field by its label', () => {
    expect(rejectionText(rejected('field_required', { field: 'reasonCode' }, 'lines/X/reasonCode'))).toBe(
      'Reason code is needed.',
    )
  })
})

test('a place is the file, line and column, or the field', () => {
  expect(placeText(rejected('row_date_malformed', { file: 'a.csv', line: 42, column: 'Due' }))).toBe(
    'a.csv, line 42, column Due',
  )
  expect(placeText(rejected('amount_scale', {}, 'lines/01X/amount'))).toBe('Amount')
  expect(placeText(rejected('batch_empty', {}, 'batch/01X'))).toBe('')
})
