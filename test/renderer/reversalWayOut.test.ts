import { describe, expect, it } from 'vitest'
import type { PeriodView } from '@contract/invoice'
import type { Rejection } from '@contract/rejection'
import type { ReversalCandidate } from '@contract/reversal'
import { amountWidth } from '../../renderer/feature/reversal/amountWidth'
import { waysOutOf } from '../../renderer/feature/reversal/candidateWayOut'
import { openStretches } from '../../renderer/feature/reversal/legalDay'

const adjustmentId = '01J0000000000000000000000A'

function candidate(rejections: Rejection[], more: Partial<ReversalCandidate> = {}): ReversalCandidate {
  return {
    row: { adjustmentId, number: 'IIA-7', invoiceId: 'I1', invoiceNumber: 'INV-1', currency: 'EUR' },
    waiting: [],
    proposedDate: '2026-12-01',
    rejections,
    ...more,
  } as unknown as ReversalCandidate
}

function no(code: Rejection['code'], params: Rejection['params'] = {}): Rejection {
  return { code, at: `adjustments/${adjustmentId}`, params }
}

describe('what to do instead of a reversal that a rule refuses', () => {
  it.each<[string, Rejection, Partial<ReversalCandidate>, unknown[]]>([
    [
      'opens the batch that holds the claim',
      no('claim_taken', { batch: 'October repairs', left: '0.00' }),
      { waiting: [{ batchId: 'B1', batchName: 'October repairs', personName: 'Ada', amount: '62.00' }] },
      [{ label: 'Open “October repairs”', to: '/batches/B1' }],
    ],
    [
      'adjusts the invoice anew instead of reversing a reversal',
      no('reversal_of_reversal', { alternative: 'new_adjustment' }),
      {},
      [{ label: 'New adjustment on INV-1', to: '/invoices/I1' }],
    ],
    ['adjusts anew where it has been canceled', no('reversal_of_canceled'), {}, [{ to: '/invoices/I1' }]],
    ['opens the settings', no('reversal_not_enabled', { setting: 'counterItem' }), {}, [{ to: '/settings' }]],
    [
      'shows what has reversed it where nothing is left',
      no('reversal_exceeds_remainder', { limit: '0.00', currency: 'EUR' }),
      {},
      [{ to: `/adjustments/${adjustmentId}` }],
    ],
    [
      'takes what is left',
      no('reversal_exceeds_remainder', { limit: '12.40', currency: 'EUR' }),
      {},
      [{ edit: { lines: [{ adjustmentId, amount: '12.40', chosen: true }] } }],
    ],
    [
      'goes back to the day proposed',
      no('period_closed', { value: '2026-11-30', alternative: '2026-12-24' }),
      {},
      [{ edit: { lines: [{ adjustmentId, date: '' }] } }],
    ],
    [
      'takes the day of the invoice',
      no('date_before_invoice', { limit: '2026-12-05' }),
      {},
      [{ edit: { lines: [{ adjustmentId, date: '2026-12-05' }] } }],
    ],
    [
      'opens the periods where no day is open',
      no('period_closed', { because: 'no_open_day' }),
      { proposedDate: '' },
      [{ to: '/periods' }],
    ],
  ])('%s', (_, rejection, more, expected) => {
    expect(waysOutOf(candidate([rejection], more))).toMatchObject(expected)
  })

  it('is offered once, however many rules say the same', () => {
    const two = [
      no('item_away_from_zero', { limit: '0.00' }),
      no('balance_away_from_zero', { limit: '0.00' }),
    ]
    expect(waysOutOf(candidate(two))).toEqual([{ label: 'Open INV-1', to: '/invoices/I1' }])
  })

  it('is nothing where nothing is refused', () => {
    expect(waysOutOf(candidate([]))).toEqual([])
  })
})

describe('the open days', () => {
  const month = (start: string, end: string, state: PeriodView['state']) =>
    ({ start, end, state }) as PeriodView

  it('are one stretch where open periods follow each other', () => {
    expect(
      openStretches([
        month('2026-12-01', '2026-12-31', 'Open'),
        month('2026-11-01', '2026-11-30', 'Open'),
        month('2026-10-01', '2026-10-31', 'PendingClose'),
        month('2026-08-01', '2026-08-31', 'Open'),
      ]),
    ).toEqual([
      { from: '2026-08-01', to: '2026-08-31' },
      { from: '2026-11-01', to: '2026-12-31' },
    ])
  })
})

describe('the width of a column of amounts', () => {
  it('grows with the longest figure, its thousands marks among it, and never below its header', () => {
    expect(amountWidth([], 74)).toBe(74)
    expect(amountWidth(['-13255.01'])).toBeGreaterThan(amountWidth(['3255.01']))
    expect(amountWidth(['1234567.00'])).toBeGreaterThan(10 * 7 + 26)
  })
})
