import { describe, expect, test } from 'vitest'
import { planReversals } from '../../../main/engine/reversal/planReversals'
import { proposeDate } from '../../../main/engine/reversal/proposeDate'
import { remainderOf } from '../../../main/engine/reversal/remainderOf'
import { useUpOldestFirst, type SourceAdjustment } from '../../../main/engine/reversal/useUpOldestFirst'
import { adjustment, check, factsOf, invoice, period, periods, sayVerdicts, source } from '../example'

describe('the remainder', () => {
  const processed = { amountMinor: 3000n, status: 'Processed' as const }
  test.each([
    { what: 'nothing reversed', reversals: [], left: 3000n },
    { what: 'a posted one', reversals: [{ amountMinor: 1000n, status: 'Processed' as const }], left: 2000n },
    {
      what: 'one that waits counts',
      reversals: [{ amountMinor: 1000n, status: 'Waiting' as const }],
      left: 2000n,
    },
    {
      what: 'a Canceled one gives back',
      reversals: [{ amountMinor: 1000n, status: 'Canceled' as const }],
      left: 3000n,
    },
    { what: 'never below zero', reversals: [{ amountMinor: 4000n, status: 'Processed' as const }], left: 0n },
  ])('$what: $left', ({ reversals, left }) => {
    expect(remainderOf(processed, reversals)).toBe(left)
  })

  test('of a Canceled adjustment there is none', () => {
    expect(remainderOf({ amountMinor: 3000n, status: 'Canceled' }, [])).toBe(0n)
  })
})

describe('imported opposites use up remainders, oldest first', () => {
  const one = (
    id: string,
    type: 'Credit' | 'Charge',
    amountMinor: bigint,
    day: number,
    more: Partial<SourceAdjustment> = {},
  ): SourceAdjustment => ({
    id,
    type,
    amountMinor,
    date: `2026-06-${String(day).padStart(2, '0')}`,
    createdAt: '',
    origin: 'imported',
    reversesId: '',
    ...more,
  })
  const say = (adjustments: readonly SourceAdjustment[]) =>
    Object.fromEntries(useUpOldestFirst(adjustments).remainderById)

  test.each([
    {
      what: 'no opposite',
      of: [one('a', 'Credit', 30n, 1), one('b', 'Credit', 20n, 2)],
      left: { a: 30n, b: 20n },
    },
    {
      what: 'the older credit first',
      of: [one('b', 'Credit', 20n, 2), one('a', 'Credit', 30n, 1), one('c', 'Charge', 35n, 3)],
      left: { a: 0n, b: 15n, c: 0n },
    },
    {
      what: 'what is left of the opposite stands by itself',
      of: [one('a', 'Credit', 30n, 1), one('c', 'Charge', 35n, 3)],
      left: { a: 0n, c: 5n },
    },
    {
      what: 'an opposite before its time is none',
      of: [one('c', 'Charge', 35n, 1), one('a', 'Credit', 30n, 2)],
      left: { c: 5n, a: 0n },
    },
    {
      what: 'a local charge reverses nothing unless it says so',
      of: [one('a', 'Credit', 30n, 1), one('c', 'Charge', 10n, 3, { origin: 'local' })],
      left: { a: 30n, c: 10n },
    },
    {
      what: 'a link counts before age',
      of: [
        one('a', 'Credit', 30n, 1),
        one('b', 'Credit', 20n, 2),
        one('c', 'Charge', 15n, 3, { reversesId: 'b' }),
      ],
      left: { a: 30n, b: 5n, c: 0n },
    },
    {
      what: 'a local reversal first, then the imported one',
      of: [
        one('a', 'Credit', 30n, 1),
        one('b', 'Charge', 10n, 4, { origin: 'local', reversesId: 'a' }),
        one('c', 'Charge', 25n, 2),
      ],
      left: { a: 0n, b: 0n, c: 5n },
    },
    {
      what: 'one day: by creation',
      of: [
        one('b', 'Credit', 20n, 1, { createdAt: '2026-06-01T10:00:00Z' }),
        one('a', 'Credit', 30n, 1, { createdAt: '2026-06-01T09:00:00Z' }),
        one('c', 'Charge', 30n, 2),
      ],
      left: { a: 0n, b: 20n, c: 0n },
    },
  ])('$what', ({ of, left }) => {
    expect(say(of)).toEqual(left)
  })

  test('says which part of which original', () => {
    const { usedUp } = useUpOldestFirst([
      one('a', 'Credit', 30n, 1),
      one('b', 'Credit', 20n, 2),
      one('c', 'Charge', 35n, 3),
    ])
    expect(usedUp).toEqual([
      { originalId: 'a', reversalId: 'c', amountMinor: 30n },
      { originalId: 'b', reversalId: 'c', amountMinor: 5n },
    ])
  })
})

describe('the date of a reversal', () => {
  const ada = { id: 'ada', rights: ['prepare' as const] }
  const controller = { id: 'con', rights: ['manage_close' as const] }
  test.each([
    {
      what: 'like the original while its period is open',
      date: '2026-06-02',
      rule: 'original_or_first_open' as const,
      person: ada,
      verdict: '2026-06-02 original_date',
    },
    {
      what: 'else the first open day',
      date: '2026-04-10',
      rule: 'original_or_first_open' as const,
      person: ada,
      verdict: '2026-06-01 first_open_day',
    },
    {
      what: 'pending close is shut',
      date: '2026-05-10',
      rule: 'original_or_first_open' as const,
      person: ada,
      verdict: '2026-06-01 first_open_day',
    },
    {
      what: 'pending close is open with the right',
      date: '2026-05-10',
      rule: 'original_or_first_open' as const,
      person: controller,
      verdict: '2026-05-10 original_date',
    },
    {
      what: 'the first open day may be one of pending close',
      date: '2026-04-10',
      rule: 'original_or_first_open' as const,
      person: controller,
      verdict: '2026-05-01 first_open_day',
    },
    {
      what: 'always today',
      date: '2026-06-02',
      rule: 'today' as const,
      person: ada,
      verdict: '2026-06-15 today',
    },
  ])('$what', ({ date, rule, person, verdict }) => {
    const proposed = proposeDate({ date }, rule, periods, '2026-06-15', person)
    expect('date' in proposed ? `${proposed.date} ${proposed.chosenBy}` : proposed.problem).toBe(verdict)
  })

  test('today may be shut, and there may be no open day', () => {
    const shut = [period('06', 'Closed')]
    expect(proposeDate({ date: '2026-06-02' }, 'today', shut, '2026-06-15', ada)).toEqual({
      problem: 'today_not_open',
    })
    expect(proposeDate({ date: '2026-06-02' }, 'original_or_first_open', shut, '2026-06-15', ada)).toEqual({
      problem: 'no_open_day',
    })
  })
})

describe('planning reversals', () => {
  const closed = adjustment({ date: '2026-04-10', remainderMinor: 2000n, hasReversals: true })
  const world = {
    adjustments: [
      closed,
      adjustment({ id: '01HADJ00000000000000000002', reversesId: closed.id, type: 'Charge' as const }),
    ],
    invoices: [invoice({ balanceMinor: 9000n })],
    sources: [source({ openMinor: 8000n })],
  }
  const facts = factsOf(world)
  const terms = { reasonCode: '', comment: 'Wrong price', today: '2026-06-15' }

  test('a full one takes the stored remainder, and the rules accept its line', () => {
    const [plan] = planReversals([{ adjustmentId: closed.id, amountMinor: undefined }], facts, terms)
    expect(plan).toMatchObject({
      amountMinor: 2000n,
      remainderAfterMinor: 0n,
      chosenBy: 'first_open_day',
      content: {
        type: 'Charge',
        amount: '20.00',
        date: '2026-06-01',
        reversesId: closed.id,
        comment: 'Wrong price',
      },
    })
    if (plan === undefined || plan.rejection !== undefined) throw new Error('no plan')
    expect(sayVerdicts(check([plan.content], world))).toEqual(['ok'])
  })

  test('two of one adjustment count each other', () => {
    const wish = { adjustmentId: closed.id, amountMinor: 1500n }
    const [one, two] = planReversals([wish, wish], facts, terms)
    expect(one).toMatchObject({ remainderBeforeMinor: 2000n, remainderAfterMinor: 500n })
    expect(two).toMatchObject({
      rejection: { code: 'reversal_exceeds_remainder', params: { limit: '5.00', currency: 'USD' } },
    })
  })

  test.each([
    { what: 'not here', id: '01HADJ99999999999999999999', amountMinor: 1n, code: 'reversal_not_posted' },
    { what: 'a reversal', id: '01HADJ00000000000000000002', amountMinor: 1n, code: 'reversal_of_reversal' },
    { what: 'too much', id: closed.id, amountMinor: 2001n, code: 'reversal_exceeds_remainder' },
    { what: 'nothing', id: closed.id, amountMinor: 0n, code: 'amount_not_positive' },
  ])('no plan: $what', ({ id, amountMinor, code }) => {
    expect(planReversals([{ adjustmentId: id, amountMinor }], facts, terms)).toMatchObject([
      { rejection: { code } },
    ])
  })

  test('no plan: Canceled, on an unknown invoice, and without an open day', () => {
    const wish = [{ adjustmentId: closed.id, amountMinor: undefined }]
    const codeIn = (changed: Parameters<typeof factsOf>[0]) =>
      planReversals(wish, factsOf(changed), terms)[0]?.rejection?.code
    expect(codeIn({ ...world, adjustments: [adjustment({ status: 'Canceled' })] })).toBe(
      'reversal_of_canceled',
    )
    expect(codeIn({ ...world, invoices: [] })).toBe('invoice_unknown')
    expect(codeIn({ ...world, periods: [period('04', 'Closed')] })).toBe('period_closed')
  })
})
