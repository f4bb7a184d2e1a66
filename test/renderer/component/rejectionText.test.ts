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
