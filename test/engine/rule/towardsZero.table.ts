import { header, invoice, source, type World } from '../example'
import type { Row } from './row'

const balance = (balanceMinor: bigint): World => ({ invoices: [invoice({ balanceMinor })] })
const advanced: World = { settings: { advancedAdjustment: true } }
const discount = { sourceId: 'discount1', type: 'Charge' } as const
const tax = { sourceType: 'Tax', sourceId: 'tax1' } as const
const negative: World = {
  invoices: [invoice({ balanceMinor: -5000n, amountMinor: -5000n })],
  sources: [source({ amountMinor: -5000n }), source({ id: 'item2', amountMinor: 1000n })],
}

export const itemRows: readonly Row[] = [
  { what: 'all that is open', lines: [{ amount: '100.00' }], verdict: 'ok' },
  { what: 'more than is open', lines: [{ amount: '100.01' }], verdict: 'item_crosses_zero' },
  {
    what: 'more than is open and than the balance',
    lines: [{ amount: '110.01' }],
    verdict: 'item_crosses_zero balance_crosses_zero',
  },
  {
    what: 'two lines that share what is open',
    lines: [{ amount: '60.00' }, { amount: '40.00' }],
    verdict: 'ok | ok',
  },
  {
    what: 'two lines of which the second is too much',
    lines: [{ amount: '60.00' }, { amount: '40.01' }],
    verdict: 'ok | item_crosses_zero',
  },
  {
    what: 'a refused line takes nothing from the next',
    lines: [{ amount: '100.01' }, { amount: '100.00' }],
    verdict: 'item_crosses_zero | ok',
  },
  {
    what: 'a charge on a positive item',
    lines: [{ type: 'Charge' }],
    verdict: 'item_away_from_zero balance_away_from_zero',
  },
  { what: 'a credit on a discount', lines: [{ sourceId: 'discount1' }], verdict: 'item_away_from_zero' },
  {
    what: 'a credit on an item that is used up',
    lines: [{ amount: '0.01' }],
    world: { sources: [source({ openMinor: 0n })] },
    verdict: 'item_away_from_zero',
  },
  { what: 'a tax line by itself', lines: [{ ...tax, amount: '10.01' }], verdict: 'item_crosses_zero' },
  {
    what: 'a charge on a negative item of a negative invoice',
    lines: [{ type: 'Charge', amount: '50.00' }],
    world: negative,
    verdict: 'ok',
  },
  {
    what: 'a larger one',
    lines: [{ type: 'Charge', amount: '50.01' }],
    world: negative,
    verdict: 'item_crosses_zero balance_crosses_zero',
  },
  { what: 'advanced: a late fee', lines: [{ type: 'Charge' }], world: advanced, verdict: 'ok' },
  {
    what: 'advanced: a late fee on a paid invoice',
    lines: [{ type: 'Charge' }],
    world: { ...advanced, ...balance(0n) },
    verdict: 'ok',
  },
  {
    what: 'advanced: never across',
    lines: [{ amount: '100.01' }],
    world: advanced,
    verdict: 'item_crosses_zero',
  },
  {
    what: 'advanced: from zero, against the sign, is across',
    lines: [{}],
    world: { ...advanced, ...balance(0n) },
    verdict: 'balance_crosses_zero',
  },
  {
    what: 'advanced: away goes first and makes room',
    lines: [{ amount: '105.00' }, { type: 'Charge', amount: '5.00' }],
    world: advanced,
    verdict: 'ok | ok',
  },
]

export const signRows: readonly Row[] = [
  { what: 'a discount, the rule off', lines: [discount], world: advanced, verdict: 'ok' },
  {
    what: 'a discount, the rule on',
    lines: [discount],
    world: { settings: { adjustOppositeSign: false, advancedAdjustment: true } },
    verdict: 'item_sign_opposite',
  },
  {
    what: 'an item of the same sign, the rule on',
    lines: [{}],
    world: { settings: { adjustOppositeSign: false } },
    verdict: 'ok',
  },
  {
    what: 'a positive item of a negative invoice, the rule on',
    lines: [{ sourceId: 'item2' }],
    world: { ...negative, settings: { adjustOppositeSign: false, advancedAdjustment: true } },
    verdict: 'item_sign_opposite',
  },
  {
    what: 'a line refused by its sign takes no room',
    lines: [{ ...discount, amount: '20.00' }, { amount: '100.00' }],
    world: { ...balance(10000n), settings: { adjustOppositeSign: false } },
    verdict: 'item_sign_opposite balance_away_from_zero | ok',
  },
]

export const balanceRows: readonly Row[] = [
  { what: 'the whole balance', lines: [{ amount: '5.00' }], world: balance(500n), verdict: 'ok' },
  {
    what: 'more than the balance',
    lines: [{ amount: '5.01' }],
    world: balance(500n),
    verdict: 'balance_crosses_zero',
  },
  {
    what: 'a paid invoice takes no credit',
    lines: [{}],
    world: balance(0n),
    verdict: 'balance_away_from_zero',
  },
  {
    what: 'a paid invoice takes no charge on a discount',
    lines: [discount],
    world: balance(0n),
    verdict: 'balance_away_from_zero',
  },
  {
    what: 'a charge on a discount moves the balance away',
    lines: [discount],
    verdict: 'balance_away_from_zero',
  },
  {
    what: 'a credit on an overpaid invoice',
    lines: [{}],
    world: balance(-500n),
    verdict: 'balance_away_from_zero',
  },
  {
    what: 'a charge on a discount of an overpaid invoice',
    lines: [{ ...discount, amount: '5.00' }],
    world: balance(-500n),
    verdict: 'ok',
  },
  {
    what: 'a larger one',
    lines: [{ ...discount, amount: '5.01' }],
    world: balance(-500n),
    verdict: 'balance_crosses_zero',
  },
  {
    what: 'a header credit of the whole balance',
    lines: [{ ...header, amount: '110.00' }],
    warns: 'deprecated',
    verdict: 'ok',
  },
  {
    what: 'a larger header credit',
    lines: [{ ...header, amount: '110.01' }],
    warns: 'deprecated',
    verdict: 'balance_crosses_zero',
  },
  {
    what: 'a header charge',
    lines: [{ ...header, type: 'Charge' }],
    warns: 'deprecated',
    verdict: 'balance_away_from_zero',
  },
  {
    what: 'a header credit leaves open amounts alone',
    lines: [{ ...header, amount: '10.00' }, { amount: '100.00' }],
    warns: 'deprecated | ',
    verdict: 'ok | ok',
  },
  {
    what: 'a header credit takes from the balance of item credits',
    lines: [{ ...header, amount: '10.01' }, { amount: '100.00' }],
    warns: 'deprecated | ',
    verdict: 'ok | balance_crosses_zero',
  },
  {
    what: 'a line with a wrong reason still takes its room',
    lines: [
      { amount: '100.00', reasonCode: 'Bad mood' },
      { sourceId: 'item2', amount: '20.00' },
    ],
    verdict: 'reason_unknown | balance_crosses_zero',
  },
]
