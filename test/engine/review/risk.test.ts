import { describe, expect, it } from 'vitest'
import { riskReasons, type RiskReason } from '@contract/review'
import { judgeRisk, riskWeights, type RiskHistory, type RiskLine } from '../../../main/engine/review/risk'

const plainLine: RiskLine = {
  lineId: 'L1',
  position: 1,
  action: 'create',
  currency: 'USD',
  impactMinor: -1234n,
  place: 'InvoiceDetail:IT1',
  date: '2026-11-10',
  reasonCode: 'Incorrect Charge',
  actsOn: '',
  periodId: 'P11',
  isUnderException: false,
  openBeforeMinor: 100_000n,
  balanceBeforeMinor: 100_000n,
}
const plainHistory: RiskHistory = {
  reopenedPeriods: new Map(),
  adjustments: [],
  usedReasons: new Set(['Incorrect Charge']),
  sameReviewerCount: 0,
  lineLimits: new Map(),
}
const credit = {
  id: 'A1',
  place: 'InvoiceDetail:IT1',
  type: 'Credit',
  date: '2026-10-05',
  reversesId: '',
} as const
const charge = { ...credit, id: 'A2', type: 'Charge', date: '2026-10-09' } as const

/** The reasons of one line, and what the sentence names. */
function found(line: Partial<RiskLine>, history: Partial<RiskHistory> = {}): Record<string, object> {
  const [judged] = judgeRisk([{ ...plainLine, ...line }], { ...plainHistory, ...history })
  return Object.fromEntries((judged?.risks ?? []).map(({ reason, params }) => [reason, params]))
}

type Row = readonly [
  name: string,
  line: Partial<RiskLine>,
  history: Partial<RiskHistory>,
  params: object | undefined,
]

const tables: Record<RiskReason, readonly Row[]> = {
  reopened_period: [
    [
      'of a period that was always open',
      {},
      { reopenedPeriods: new Map([['P10', 'October 2026']]) },
      undefined,
    ],
    [
      'into one that was closed',
      { periodId: 'P10' },
      { reopenedPeriods: new Map([['P10', 'October 2026']]) },
      { period: 'October 2026' },
    ],
  ],
  under_exception: [
    ['into an open period', {}, {}, undefined],
    ['under an exception', { isUnderException: true }, {}, {}],
  ],
  credit_then_charge: [
    ['a credit after a credit', {}, { adjustments: [credit] }, undefined],
    [
      'a charge after a credit',
      { impactMinor: 500n },
      { adjustments: [credit] },
      { opposite: 'Credit', date: '2026-10-05', where: 'before' },
    ],
    [
      'a credit after a charge',
      {},
      { adjustments: [charge] },
      { opposite: 'Charge', date: '2026-10-09', where: 'before' },
    ],
    [
      'a charge after a credit on another item',
      { impactMinor: 500n, place: 'InvoiceDetail:IT2' },
      { adjustments: [credit] },
      undefined,
    ],
    [
      'a linked reversal of that credit',
      { impactMinor: 500n, actsOn: 'A1' },
      { adjustments: [credit] },
      undefined,
    ],
    [
      'a credit after a linked reversal',
      {},
      { adjustments: [credit, { ...charge, reversesId: 'A1' }] },
      undefined,
    ],
    [
      'a charge after a credit that was reversed',
      { impactMinor: 500n },
      { adjustments: [credit, { ...charge, reversesId: 'A1' }] },
      undefined,
    ],
    ['a cancel', { action: 'cancel', impactMinor: 500n, actsOn: 'A1' }, { adjustments: [credit] }, undefined],
  ],
  item_adjusted_before: [
    ['nothing there', {}, {}, undefined],
    ['on another item', {}, { adjustments: [{ ...credit, place: 'InvoiceDetail:IT2' }] }, undefined],
    ['one there', {}, { adjustments: [credit] }, { count: '1', date: '2026-10-05' }],
    [
      'two there, the last one named',
      {},
      { adjustments: [charge, credit] },
      { count: '2', date: '2026-10-09' },
    ],
    ['only what it reverses', { impactMinor: 500n, actsOn: 'A1' }, { adjustments: [credit] }, undefined],
    [
      'another one beside what it reverses',
      { impactMinor: 500n, actsOn: 'A1' },
      { adjustments: [credit, charge] },
      { count: '1', date: '2026-10-09' },
    ],
  ],
  just_under_threshold: [
    ['no limit', { impactMinor: -9999n }, {}, undefined],
    ['a cent under 95 %', { impactMinor: -9499n }, { lineLimits: new Map([['USD', [10_000n]]]) }, undefined],
    [
      '95 %',
      { impactMinor: -9500n },
      { lineLimits: new Map([['USD', [10_000n]]]) },
      { limit: '100.00', currency: 'USD' },
    ],
    [
      'a cent under the limit',
      { impactMinor: 9999n },
      { lineLimits: new Map([['USD', [10_000n]]]) },
      { limit: '100.00', currency: 'USD' },
    ],
    [
      'the limit',
      { impactMinor: -10_000n },
      { lineLimits: new Map([['USD', [10_000n]]]) },
      { limit: '100.00', currency: 'USD' },
    ],
    ['a cent over it', { impactMinor: -10_001n }, { lineLimits: new Map([['USD', [10_000n]]]) }, undefined],
    [
      'under the limit of another currency',
      { impactMinor: -9999n },
      { lineLimits: new Map([['EUR', [10_000n]]]) },
      undefined,
    ],
    [
      'under the second limit',
      { impactMinor: -49_990n },
      { lineLimits: new Map([['USD', [10_000n, 50_000n]]]) },
      { limit: '500.00', currency: 'USD' },
    ],
    ['nothing', { impactMinor: 0n }, { lineLimits: new Map([['USD', [0n]]]) }, undefined],
  ],
  close_to_cap: [
    ['a cent under 90 %', { impactMinor: -89_999n }, {}, undefined],
    ['90 %', { impactMinor: -90_000n }, {}, { percent: '90', cap: '1000.00', currency: 'USD' }],
    ['all but a cent', { impactMinor: -99_999n }, {}, { percent: '99', cap: '1000.00', currency: 'USD' }],
    ['all of it', { impactMinor: -100_000n }, {}, undefined],
    ['more than that', { impactMinor: 150_000n }, {}, undefined],
    [
      'close to a smaller balance',
      { impactMinor: -9500n, balanceBeforeMinor: 10_000n },
      {},
      { percent: '95', cap: '100.00', currency: 'USD' },
    ],
    [
      'of a discount',
      { impactMinor: 950n, openBeforeMinor: -1000n },
      {},
      { percent: '95', cap: '10.00', currency: 'USD' },
    ],
    [
      'on the header',
      { impactMinor: -95_000n, openBeforeMinor: undefined },
      {},
      { percent: '95', cap: '1000.00', currency: 'USD' },
    ],
    ['a reversal', { impactMinor: 95_000n, actsOn: 'A1' }, {}, undefined],
    ['nothing open', { impactMinor: 500n, openBeforeMinor: 0n }, {}, undefined],
  ],
  first_reason_by_preparer: [
    ['used before', {}, {}, undefined],
    ['never used', { reasonCode: 'Write-off' }, {}, { reason: 'Write-off' }],
    [
      'a cancel, which takes the reason of what it cancels',
      { action: 'cancel', reasonCode: 'Write-off' },
      {},
      undefined,
    ],
  ],
  same_pair: [
    ['four in a row', {}, { sameReviewerCount: 4 }, undefined],
    ['five in a row', {}, { sameReviewerCount: 5 }, { count: '5' }],
    ['nine in a row', {}, { sameReviewerCount: 9 }, { count: '9' }],
  ],
  round_amount: [
    ['99.99', { impactMinor: -9999n }, {}, undefined],
    ['100.00', { impactMinor: -10_000n }, {}, {}],
    ['100.01', { impactMinor: -10_001n }, {}, undefined],
    ['a charge of 1,000.00', { impactMinor: 100_000n }, {}, {}],
    ['JPY 9,900', { currency: 'JPY', impactMinor: -9900n }, {}, undefined],
    ['JPY 10,000', { currency: 'JPY', impactMinor: -10_000n }, {}, {}],
    ['KWD 10.000', { currency: 'KWD', impactMinor: -10_000n }, {}, undefined],
    ['KWD 100.000', { currency: 'KWD', impactMinor: -100_000n }, {}, {}],
    ['a reversal of 100.00', { impactMinor: 10_000n, actsOn: 'A1' }, {}, undefined],
  ],
}

describe('reasons for a look', () => {
  for (const reason of riskReasons) {
    it.each(tables[reason])(`${reason}: %s`, (_name, line, history, params) => {
      expect(found(line, history)[reason]).toEqual(params)
    })
  }

  it('are none for a plain line', () => {
    expect(found({})).toEqual({})
  })

  it('see a credit and a charge of one batch on the same item, from both sides', () => {
    const lines = [plainLine, { ...plainLine, lineId: 'L2', position: 2, impactMinor: 700n }]
    const judged = judgeRisk(lines, plainHistory)
    expect(judged.map(({ lineId, risks }) => [lineId, risks])).toEqual([
      ['L1', [{ reason: 'credit_then_charge', params: { opposite: 'Charge', date: '', where: 'batch' } }]],
      ['L2', [{ reason: 'credit_then_charge', params: { opposite: 'Credit', date: '', where: 'batch' } }]],
    ])
  })

  it('come weightiest first, and their weights make the score', () => {
    const [judged] = judgeRisk(
      [{ ...plainLine, impactMinor: -90_000n, isUnderException: true, reasonCode: 'Write-off' }],
      plainHistory,
    )
    const reasons = judged?.risks.map(({ reason }) => reason) ?? []
    expect(reasons).toEqual(['under_exception', 'close_to_cap', 'first_reason_by_preparer', 'round_amount'])
    expect(judged?.score).toBe(reasons.reduce((sum, reason) => sum + riskWeights[reason], 0))
  })

  it('weigh as much as they stand high in the list', () => {
    const weights = riskReasons.map((reason) => riskWeights[reason])
    expect(weights).toEqual([...weights].sort((left, right) => right - left))
  })
})

describe('the order of review', () => {
  it('is score, then amount per currency, then position', () => {
    const line = (lineId: string, position: number, fields: Partial<RiskLine>) => ({
      ...plainLine,
      lineId,
      position,
      place: `InvoiceDetail:${lineId}`,
      ...fields,
    })
    const lines = [
      line('small', 1, { impactMinor: -1n }),
      line('twinB', 3, { impactMinor: 700n }),
      line('twinA', 2, { impactMinor: -700n }),
      line('yen', 4, {
        currency: 'JPY',
        impactMinor: -99_999n,
        openBeforeMinor: undefined,
        balanceBeforeMinor: undefined,
      }),
      line('euro', 5, { currency: 'EUR', impactMinor: -5n }),
      line('risky', 6, { isUnderException: true }),
    ]
    const order = ['risky', 'euro', 'yen', 'twinA', 'twinB', 'small']
    expect(judgeRisk(lines, plainHistory).map(({ lineId }) => lineId)).toEqual(order)
    expect(judgeRisk([...lines].reverse(), plainHistory).map(({ lineId }) => lineId)).toEqual(order)
  })
})
