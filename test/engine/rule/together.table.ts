import { header, invoice, source, type World } from '../example'
import type { Row } from './row'

// The example of the billing system's support: a discount of 99.00 and an item of 100.00, balance 1.00.
const support: World = {
  invoices: [invoice({ balanceMinor: 100n, amountMinor: 100n })],
  sources: [source({ id: 'discount1', amountMinor: -9900n }), source()],
}
const charge = { sourceId: 'discount1', type: 'Charge', amount: '2.00' } as const
const credit = { amount: '2.50' } as const
const paid: World = { ...support, invoices: [invoice({ balanceMinor: 0n, amountMinor: 100n })] }
const many = (count: number): World => ({
  invoices: [invoice({ balanceMinor: 0n, amountMinor: 100n })],
  sources: Array.from({ length: count }, (_, index) =>
    source({ id: `item${index + 1}`, amountMinor: index % 2 === 0 ? 100n : -100n }),
  ),
})
const linesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    sourceId: `item${index + 1}`,
    type: index % 2 === 0 ? ('Credit' as const) : ('Charge' as const),
    amount: '1.00',
  }))
const each = (count: number, word: string) => Array.from({ length: count }, () => word).join(' | ')

export const togetherRows: readonly Row[] = [
  { what: 'the charge alone', lines: [charge], world: support, verdict: 'balance_away_from_zero' },
  { what: 'the credit alone', lines: [credit], world: support, verdict: 'balance_crosses_zero' },
  {
    what: 'both on one date',
    lines: [charge, credit],
    world: support,
    warns: 'only_together | only_together',
    verdict: 'together | together',
  },
  {
    what: 'both, the other way round',
    lines: [credit, charge],
    world: support,
    warns: 'only_together | only_together',
    verdict: 'together | together',
  },
  {
    what: 'both on two dates',
    lines: [charge, { ...credit, date: '2026-06-11' }],
    world: support,
    verdict: 'balance_away_from_zero | balance_crosses_zero',
  },
  {
    what: 'a net charge',
    lines: [charge, { amount: '1.99' }],
    world: support,
    verdict: 'balance_away_from_zero | balance_crosses_zero',
  },
  {
    what: 'a net credit above the balance',
    lines: [charge, { amount: '3.01' }],
    world: support,
    verdict: 'balance_away_from_zero | balance_crosses_zero',
  },
  {
    what: 'net zero on a paid invoice',
    lines: [charge, { amount: '2.00' }],
    world: paid,
    warns: 'only_together | only_together',
    verdict: 'together | together',
  },
  {
    what: 'net credit on a paid invoice',
    lines: [charge, { amount: '2.01' }],
    world: paid,
    verdict: 'balance_away_from_zero | balance_away_from_zero',
  },
  {
    what: 'a third line that was legal alone goes with them',
    lines: [{ amount: '0.50' }, charge, credit],
    world: support,
    warns: 'only_together | only_together | only_together',
    verdict: 'together | together | together',
  },
  {
    what: 'a line whose item refuses it stays out',
    lines: [charge, credit, { amount: '97.51' }],
    world: support,
    warns: 'only_together | only_together | ',
    verdict: 'together | together | item_crosses_zero balance_crosses_zero',
  },
  {
    what: 'lines that are legal one after the other stay so beside one that nothing helps',
    lines: [{ amount: '0.40' }, { amount: '0.50' }, { amount: '999999.00' }],
    world: support,
    verdict: 'ok | ok | item_crosses_zero balance_crosses_zero',
  },
  {
    what: 'header adjustments never go together',
    lines: [charge, { ...header, amount: '2.50' }],
    world: support,
    warns: ' | deprecated',
    verdict: 'balance_away_from_zero | balance_crosses_zero',
  },
  {
    what: 'a legal header credit stays in sequence',
    lines: [{ ...header, amount: '0.50' }, charge, credit],
    world: support,
    warns: 'deprecated | only_together | only_together',
    verdict: 'ok | together | together',
  },
  {
    what: 'two dates, each together',
    lines: [
      charge,
      credit,
      { ...charge, date: '2026-06-11' },
      { ...credit, amount: '2.25', date: '2026-06-11' },
    ],
    world: support,
    warns: each(4, 'only_together'),
    verdict: each(4, 'together'),
  },
  {
    what: 'a line that was legal alone is not given up for others',
    lines: [{ amount: '8.00' }, { amount: '4.00' }, { ...charge, amount: '3.00' }],
    world: {
      invoices: [invoice({ balanceMinor: 500n, amountMinor: 500n })],
      sources: [source({ openMinor: 1000n }), source({ id: 'discount1', amountMinor: -2000n })],
    },
    verdict: 'balance_crosses_zero | ok | balance_away_from_zero',
  },
  {
    what: 'a refused header credit takes what the submission leaves',
    lines: [{ amount: '0.90' }, charge, { amount: '1.50' }, { ...header, amount: '0.60' }],
    world: support,
    warns: 'only_together | only_together | only_together | deprecated',
    verdict: 'together | together | together | ok',
  },
  {
    what: 'two dates, together more than the balance',
    lines: [charge, credit, { ...charge, date: '2026-06-11' }, { amount: '2.51', date: '2026-06-11' }],
    world: support,
    warns: 'only_together | only_together |  | ',
    verdict: 'together | together | balance_away_from_zero | balance_crosses_zero',
  },
  {
    what: 'a header credit that would lose its ground stays, the submission goes',
    lines: [{ ...header, amount: '1.00' }, charge, credit],
    world: support,
    warns: 'deprecated |  | ',
    verdict: 'ok | balance_away_from_zero | balance_away_from_zero',
  },
  {
    what: 'five hundred',
    lines: linesOf(500),
    world: many(500),
    warns: each(500, 'only_together'),
    verdict: each(500, 'together'),
  },
  {
    what: 'more than five hundred',
    lines: linesOf(502),
    world: many(502),
    verdict: each(502, 'balance_away_from_zero'),
  },
]
