import { describe, expect, test } from 'vitest'
import type { AdjustmentFact } from '../../../main/engine/fact'
import { checkLines } from '../../../main/engine/rule/checkLines'
import { planReversals } from '../../../main/engine/reversal/planReversals'
import { adjustment, cancelOf, factsOf, invoice, line, periods, source, type World } from '../example'
import { verdictTable } from './verdict.table'

// Each row of the table holds for every origin and type: on the header, an item, a tax line; credit and charge.

const origins = {
  IA: { kind: 'IA', sourceType: '', sourceId: '' },
  item: { kind: 'IIA', sourceType: 'InvoiceDetail', sourceId: 'item1' },
  tax: { kind: 'IIA', sourceType: 'Tax', sourceId: 'tax1' },
} as const

const dates = {
  open: '2026-06-02',
  pending: '2026-05-10',
  closed: '2026-04-10',
  locked: '2026-03-20',
  exception: '2026-04-10',
  none: '2026-03-20',
} as const

const reversals = {
  no: {},
  partly: { remainderMinor: 1000n, hasReversals: true },
  fully: { remainderMinor: 0n, hasReversals: true },
  elsewhere: { remainderMinor: 1000n, hasReversals: true, claimedBy: 'Other batch' },
} as const

const rows = verdictTable
  .trim()
  .split('\n')
  .slice(1)
  .map((text) => text.trim().split(/\s{2,}/))
  .map(([period, transferred, reversed, amount, cancel, reverse]) => ({
    period: period as keyof typeof dates,
    transferred: transferred as 'yes' | 'no',
    reversed: reversed as keyof typeof reversals,
    amount: amount as 'full' | 'part',
    cancel: cancel ?? '',
    reverse: reverse ?? '',
  }))
const cases = rows.flatMap((row) =>
  (['IA', 'item', 'tax'] as const).flatMap((origin) =>
    (['Credit', 'Charge'] as const).map((type) => ({ ...row, origin, type })),
  ),
)

type Case = (typeof cases)[number]

function worldOf({ origin, type, period, transferred, reversed }: Case): [World, AdjustmentFact] {
  const original = adjustment({
    ...origins[origin],
    type,
    date: dates[period],
    transferred: transferred === 'yes' ? 'Yes' : '',
    ...reversals[reversed],
  })
  const world: World = {
    adjustments: [original],
    invoices: [invoice({ balanceMinor: 8000n })],
    sources: [
      source({ openMinor: 7000n }),
      source({ id: 'tax1', type: 'Tax', openMinor: 7000n, accountingCode: '2200 Tax' }),
    ],
    ...(period === 'exception'
      ? { exceptions: [{ periodId: '2026-04', personId: 'ada', until: '2099-01-01T00:00:00Z' }] }
      : {}),
    ...(period === 'none' ? { periods: periods.slice(1) } : {}),
  }
  return [world, original]
}

function cancelVerdict(given: Case): string {
  const [world, { id }] = worldOf(given)
  return codesOf(checkLines([line(1, cancelOf(id))], factsOf(world)).lines[0]?.rejections ?? [])
}

function reverseVerdict(given: Case): string {
  const [world, { id }] = worldOf(given)
  const facts = factsOf(world)
  const amountMinor = given.amount === 'full' ? undefined : 500n
  const terms = { reasonCode: '', comment: '', today: '2026-06-15' }
  const [plan] = planReversals([{ adjustmentId: id, amountMinor }], facts, terms)
  if (plan === undefined || plan.rejection !== undefined) return plan?.rejection.code ?? 'no plan'
  const codes = codesOf(checkLines([line(1, plan.content)], facts).lines[0]?.rejections ?? [])
  return codes === 'ok' ? `${plan.content.amount} on ${plan.content.date}` : codes
}

function codesOf(rejections: readonly { code: string }[]): string {
  return rejections.length === 0 ? 'ok' : rejections.map(({ code }) => code).join(' ')
}

describe('what may be cancelled and what reversed', () => {
  test('the table has every combination once', () => {
    const keys = rows.map(({ period, transferred, reversed, amount }) =>
      [period, transferred, reversed, amount].join(),
    )
    expect(new Set(keys).size).toBe(6 * 2 * 4 * 2)
    expect(keys).toHaveLength(6 * 2 * 4 * 2)
  })

  test.each(cases)(
    '$origin $type, $period, transferred $transferred, reversed $reversed, $amount: $cancel | $reverse',
    (given) => {
      expect([cancelVerdict(given), reverseVerdict(given)]).toEqual([given.cancel, given.reverse])
    },
  )
})
