import { describe, expect, test } from 'vitest'
import { remainingAmount } from '../../../main/engine/rule/remainingAmount'
import { mayDeleteAtOnce } from '../../../main/engine/rule/deleteNotAllowed'
import type { Facts } from '../../../main/engine/fact'
import { checkLines, inOrder } from '../../../main/engine/rule/checkLines'
import {
  adjustment,
  cancelOf,
  check,
  factsOf,
  header,
  invoice,
  line,
  lineIdOf,
  period,
  reversalOf,
  source,
  type World,
} from '../example'

const first = (verdict: ReturnType<typeof check>) => verdict.lines[0]!

describe('a rejection names place, limit and legal alternative', () => {
  test.each([
    {
      what: 'more than is open',
      fields: { amount: '100.01' },
      params: { limit: '100.00', type: 'Credit', open: '100.00', balance: '110.00', currency: 'USD' },
    },
    {
      what: 'the limit is the smaller of open amount and balance',
      fields: { amount: '100.01' },
      world: { invoices: [invoice({ balanceMinor: 6200n })] },
      params: { limit: '62.00', type: 'Credit', open: '100.00', balance: '62.00' },
    },
    {
      what: 'the wrong way: the other type and what it could take',
      fields: { type: 'Charge' as const },
      params: { limit: '100.00', type: 'Credit', open: '100.00' },
    },
    {
      what: 'a paid invoice: refund first',
      fields: {},
      world: { invoices: [invoice({ balanceMinor: 0n })] },
      params: { limit: '0.00', balance: '0.00', refundFirst: true },
    },
    {
      what: 'too many decimals: the rounded amount',
      fields: { amount: '1.235' },
      params: { limit: 2, alternative: '1.24', currency: 'USD' },
    },
    {
      what: 'a closed period: the first open day',
      fields: { date: '2026-04-30' },
      params: { period: '2026-04', alternative: '2026-06-01' },
    },
    {
      what: 'before the invoice: its date',
      fields: { date: '2026-06-09' },
      world: { invoices: [invoice({ invoiceDate: '2026-06-10' })] },
      params: { limit: '2026-06-10' },
    },
    {
      what: 'a reversal beyond the remainder: what is left',
      fields: reversalOf(adjustment().id, '20.01'),
      world: { adjustments: [adjustment({ remainderMinor: 2000n, hasReversals: true, claimedBy: 'June' })] },
      params: { limit: '20.00', original: '30.00', batch: 'June', currency: 'USD' },
    },
    {
      what: 'a cancel of a transferred one: reverse it',
      fields: cancelOf(adjustment().id),
      world: { adjustments: [adjustment({ transferred: 'Yes' as const })] },
      params: { alternative: 'reversal', transferred: 'Yes' },
    },
  ])('$what', ({ fields, world, params }) => {
    const [rejection] = first(check([fields], world)).rejections
    expect(rejection?.at).toBe(`lines/${lineIdOf(1)}/${String(rejection?.params['field'])}`)
    expect(rejection?.params).toMatchObject(params)
  })

  test('amounts of the Swiss franc: both neighbours', () => {
    const world = { invoices: [invoice({ currency: 'CHF' })] }
    expect(first(check([{ amount: '1.02' }], world)).rejections[0]?.params).toMatchObject({
      limit: '0.05',
      lower: '1.00',
      alternative: '1.05',
    })
  })
})

test('more lines than one submission holds: five hundred is the reason', () => {
  const count = 502
  const world = {
    invoices: [invoice({ balanceMinor: 0n, amountMinor: 100n })],
    sources: Array.from({ length: count }, (_, index) =>
      source({ id: `item${index}`, amountMinor: index % 2 === 0 ? 100n : -100n }),
    ),
  }
  const lines = world.sources.map(({ id }, index) => ({
    sourceId: id,
    type: index % 2 === 0 ? ('Credit' as const) : ('Charge' as const),
    amount: '1.00',
  }))
  const said = check(lines, world).lines.map(({ rejections }) => rejections[0]?.params)
  expect(
    said.filter((params) => params?.['mostTogether'] === 500 && params['together'] === 502),
  ).toHaveLength(count)
  const illegal = check([...lines.slice(1), { ...lines[1], amount: '5.00' }], world).lines
  expect(illegal.map(({ rejections }) => rejections[0]?.params['mostTogether'])).not.toContain(500)
})

test.each([
  ['USD', '1234.50'],
  ['JPY', '1234'],
  ['KWD', '1234.500'],
])('an amount in %s that is no number is answered with one that is', (currency, expected) => {
  const world = { invoices: [invoice({ currency })], settings: { increment: {} } }
  const [line] = check([{ amount: '12 or so' }], world).lines
  expect(line?.rejections.map(({ code, params }) => [code, params])).toEqual([
    ['value_unknown', { field: 'amount', value: '12 or so', expected, because: 'not_an_amount' }],
  ])
})

describe('what a line does', () => {
  test('open amount and balance before and after, in sequence', () => {
    const [one, two] = check([{ amount: '30.00' }, { amount: '20.00' }]).lines
    expect([one?.openBeforeMinor, one?.openAfterMinor]).toEqual([10000n, 7000n])
    expect([two?.openBeforeMinor, two?.openAfterMinor]).toEqual([7000n, 5000n])
    expect([two?.balanceBeforeMinor, two?.balanceAfterMinor]).toEqual([8000n, 6000n])
  })

  test('a header line has no open amount', () => {
    const verdict = first(check([{ ...header, amount: '30.00' }]))
    expect(verdict.openBeforeMinor).toBeUndefined()
    expect(verdict.balanceAfterMinor).toBe(8000n)
  })

  test('a line that is resolved says what posting writes', () => {
    expect(first(check([{ amount: '30' }])).resolved).toMatchObject({
      amountMinor: 3000n,
      impactMinor: -3000n,
      currency: 'USD',
      periodId: '2026-06',
      reasonCode: 'Standard Adjustment',
      accountingCode: '4000 Revenue',
    })
  })

  test('a cancel takes date, period and amount of what it cancels, and the opposite effect', () => {
    const world = { adjustments: [adjustment({ date: '2026-06-02' })] }
    expect(first(check([cancelOf(adjustment().id)], world)).resolved).toMatchObject({
      amountMinor: 3000n,
      impactMinor: 3000n,
      date: '2026-06-02',
      periodId: '2026-06',
    })
  })

  test('a line with rejections is not resolved', () => {
    expect(first(check([{ amount: '100.01' }])).resolved).toBeUndefined()
  })
})

describe('the order that is legal for the API', () => {
  test('away from zero first, then by position, without refused lines and those for a worksheet', () => {
    const world = { adjustments: [adjustment()], invoices: [invoice({ balanceMinor: 8000n })] }
    const lines = [{ amount: '90.00' }, { amount: '500.00' }, reversalOf(adjustment().id)]
    expect(check(lines, world).legalOrder).toEqual([lineIdOf(3), lineIdOf(1)])
  })

  test('lines that are legal only together are not in it', () => {
    const world = {
      invoices: [invoice({ balanceMinor: 100n, amountMinor: 100n })],
      sources: [source({ id: 'discount1', amountMinor: -9900n }), source()],
    }
    const lines = [{ sourceId: 'discount1', type: 'Charge' as const, amount: '2.00' }, { amount: '2.50' }]
    const verdict = check(lines, world)
    expect(verdict.legalOrder).toEqual([])
    expect(first(verdict).warnings[0]?.params).toMatchObject({ lines: 2, net: '-0.50', currency: 'USD' })
  })

  test('lines come by position, then by id', () => {
    const lines = [line(2), { ...line(1), lineId: lineIdOf(9) }, line(1)]
    expect(inOrder(lines).map(({ lineId }) => lineId)).toEqual([lineIdOf(1), lineIdOf(9), lineIdOf(2)])
  })
})

describe('all that is open', () => {
  test.each([
    { what: 'the item', open: 4000n, balance: 9000n, type: 'Credit' as const, left: 4000n },
    { what: 'the balance', open: 4000n, balance: 1500n, type: 'Credit' as const, left: 1500n },
    { what: 'a paid invoice', open: 4000n, balance: 0n, type: 'Credit' as const, left: 0n },
    { what: 'the wrong way', open: 4000n, balance: 9000n, type: 'Charge' as const, left: 0n },
    {
      what: 'a discount of an invoice above zero',
      open: -2000n,
      balance: 9000n,
      type: 'Charge' as const,
      left: 0n,
    },
    {
      what: 'a discount of an overpaid invoice',
      open: -2000n,
      balance: -500n,
      type: 'Charge' as const,
      left: 500n,
    },
  ])('$what: $left', ({ open, balance, type, left }) => {
    const item = { openMinor: open, amountMinor: open }
    expect(remainingAmount(item, { balanceMinor: balance, amountMinor: 10000n }, type)).toBe(left)
  })

  test('of a header it is the balance', () => {
    expect(remainingAmount(undefined, { balanceMinor: 700n, amountMinor: 900n }, 'Credit')).toBe(700n)
  })
})

test('only a Canceled adjustment that never left is deleted at once', () => {
  expect(mayDeleteAtOnce(adjustment({ status: 'Canceled' }))).toBe(true)
  expect(mayDeleteAtOnce(adjustment({ status: 'Processed' }))).toBe(false)
  expect(mayDeleteAtOnce(adjustment({ status: 'Canceled', everExported: true }))).toBe(false)
  expect(mayDeleteAtOnce(adjustment({ status: 'Canceled', origin: 'imported', hasLanded: true }))).toBe(false)
})

describe('a reversal in a period that is not open: the day that the wizard would propose', () => {
  const original = (fields: Parameters<typeof adjustment>[0]) => [adjustment({ number: 'IIA-1', ...fields })]
  const alternativeOf = (date: string, changed: Partial<Facts>, world: World) => {
    const facts = { ...factsOf(world), ...changed }
    const [rejection] = checkLines([line(1, { ...reversalOf(adjustment().id), date })], facts).lines[0]!
      .rejections
    expect(rejection?.code).toBe('period_closed')
    return rejection?.params['alternative']
  }
  const onToday: Facts['reasons'] = new Map(
    [...factsOf().reasons].map(([name, reason]) => [name, { ...reason, reversalDateRule: 'today' as const }]),
  )

  test('the original’s own day while its period is open', () => {
    expect(alternativeOf('2026-04-30', {}, { adjustments: original({ date: '2026-06-02' }) })).toBe(
      '2026-06-02',
    )
  })

  test('the first open day after the original, not after the day of the line', () => {
    const periods = [
      period('03', 'Open'),
      period('04', 'Closed'),
      period('05', 'Closed'),
      period('06', 'Open'),
    ]
    const world = { periods, adjustments: original({ date: '2026-02-28' }) }
    expect(alternativeOf('2026-05-30', {}, world)).toBe('2026-03-01')
  })

  test('today where its reason asks for it', () => {
    const world = { adjustments: original({ date: '2026-04-02' }) }
    expect(alternativeOf('2026-04-30', { reasons: onToday, today: '2026-06-15' }, world)).toBe('2026-06-15')
  })

  test('the first open day where today is asked for and not open', () => {
    const world = { adjustments: original({ date: '2026-04-02' }) }
    expect(alternativeOf('2026-04-30', { reasons: onToday, today: '2026-05-02' }, world)).toBe('2026-06-01')
  })
})
