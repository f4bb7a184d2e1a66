import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { wayOutOf } from '../../renderer/feature/draft/wayOut'

const lineId = '01J0000000000000000000000A'

function view(fields: Partial<LineView['line']> = {}): LineView {
  return { line: { lineId, action: 'create', type: 'Credit', amount: '97.50', ...fields } } as LineView
}

function rejection(code: Rejection['code'], field: string, params: Rejection['params'] = {}): Rejection {
  return { code, at: `lines/${lineId}/${field}`, params }
}

describe('the way out of a refusal', () => {
  const table: [string, Rejection, LineView, unknown][] = [
    [
      'takes what is left',
      rejection('item_crosses_zero', 'amount', { limit: '62.00', type: 'Credit', currency: 'EUR' }),
      view(),
      { kind: 'amount', value: '62.00', change: { op: 'put', lineId, fields: { amount: '62.00' } } },
    ],
    [
      'takes the line out where nothing is left',
      rejection('balance_crosses_zero', 'amount', { limit: '0.00', type: 'Credit', currency: 'EUR' }),
      view(),
      { kind: 'remove', value: '', change: { op: 'remove', lineId } },
    ],
    [
      'turns to the other type',
      rejection('item_away_from_zero', 'amount', { limit: '12.00', type: 'Charge', currency: 'EUR' }),
      view(),
      { kind: 'type', value: 'Charge', change: { op: 'put', lineId, fields: { type: 'Charge' } } },
    ],
    [
      'turns a negative charge into a credit',
      rejection('amount_not_positive', 'amount', { value: '-5.00', limit: '0', type: 'Credit' }),
      view({ type: 'Charge', amount: '-5.00' }),
      {
        kind: 'type',
        value: 'Credit',
        change: { op: 'put', lineId, fields: { type: 'Credit', amount: '5.00' } },
      },
    ],
    [
      'takes the nearest amount',
      rejection('amount_scale', 'amount', { limit: 0, alternative: '1500', currency: 'JPY' }),
      view(),
      { kind: 'amount', value: '1500', change: { op: 'put', lineId, fields: { amount: '1500' } } },
    ],
    [
      'takes the next open day',
      rejection('period_closed', 'date', { value: '2026-01-03', alternative: '2026-12-01' }),
      view(),
      { kind: 'date', value: '2026-12-01', change: { op: 'put', lineId, fields: { date: '2026-12-01' } } },
    ],
    [
      'takes the reason that is proposed',
      rejection('reason_inactive', 'reasonCode', { value: 'Old', alternative: 'Write-off' }),
      view(),
      {
        kind: 'text',
        value: 'Write-off',
        change: { op: 'put', lineId, fields: { reasonCode: 'Write-off' } },
      },
    ],
    [
      'has none for text that is no amount',
      rejection('value_unknown', 'amount', { value: 'abc' }),
      view(),
      undefined,
    ],
    [
      'has none without an alternative',
      rejection('period_unknown', 'date', { value: '1999-01-01' }),
      view(),
      undefined,
    ],
    [
      'takes a refused cancel out of the batch',
      rejection('cancel_period_closed', 'adjustmentId'),
      view({ action: 'cancel' }),
      { kind: 'remove', value: '', change: { op: 'remove', lineId } },
    ],
    [
      'takes a cancel out and hands what it was about to the wizard, where the rule says so',
      rejection('cancel_period_closed', 'adjustmentId', { alternative: 'reversal' }),
      view({ action: 'cancel', adjustmentId: '01JZ0000000000000000000ADJ' }),
      { kind: 'reverse', value: '01JZ0000000000000000000ADJ', change: { op: 'remove', lineId } },
    ],
  ]

  it.each(table)('%s', (_name, given, of, expected) => {
    expect(wayOutOf(given, of)).toEqual(expected)
  })
})
