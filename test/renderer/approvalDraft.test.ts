import { describe, expect, it } from 'vitest'
import { approvalKinds, type ApprovalRule } from '@contract/approval'
import { plainNumberStyle, readAmount, showAmount } from '../../renderer/composable/amountText'
import { scaleOf } from '../../renderer/composable/useFormat'
import {
  currenciesOf,
  draftOf,
  moved,
  newDraft,
  readDraft,
  type RuleDraft,
} from '../../renderer/feature/setting/approvalDraft'
import {
  approversText,
  coversText,
  halfNamedText,
  needlessText,
  shortageText,
  uncoveredKinds,
} from '../../renderer/feature/setting/approvalSentence'

const show = (amount: string) => showAmount(amount, plainNumberStyle, 'figure').text
const withCurrency = (amount: string, currency: string) => `${show(amount)} ${currency}`
const read = (typed: string, currency: string) => readAmount(typed, plainNumberStyle, scaleOf(currency))

const rule: ApprovalRule = {
  ruleId: '01TESTRVE00000000000000001',
  name: 'Small credits',
  kinds: ['item_credit', 'invoice_credit'],
  lineUpTo: { USD: '1000.00' },
  batchUpTo: { USD: '10000.00' },
  running: [{ of: 'account', days: 30, upTo: { USD: '5000.00' } }],
  coversExceptions: false,
  approverIds: [],
  reviewerCount: 1,
}
const people = [
  { id: 'ann', name: 'Ann', rights: ['review' as const] },
  { id: 'bob', name: 'Bob', rights: ['review' as const] },
  { id: 'clara', name: 'Clara', rights: ['prepare' as const] },
]

describe('a rule as a sentence', () => {
  it.each<[string, Partial<ApprovalRule>, string]>([
    [
      'limits of all kinds',
      {},
      'Item credits and invoice credits up to 1,000.00 USD a line and 10,000.00 USD a batch; per account at most 5,000.00 USD in 30 days; nothing under an exception.',
    ],
    [
      'everything',
      { kinds: [...approvalKinds], lineUpTo: null, batchUpTo: null, running: [], coversExceptions: true },
      'Everything of any amount; also into periods under an exception.',
    ],
    [
      'two currencies',
      { kinds: ['reversal'], lineUpTo: { CHF: '900.00', JPY: '100000' }, batchUpTo: null, running: [] },
      'Reversals up to 900.00 CHF or 100,000 JPY a line; nothing under an exception.',
    ],
    [
      'a batch alone, and one day',
      {
        kinds: ['cancel', 'delete', 'item_charge'],
        lineUpTo: null,
        running: [{ of: 'reason', days: 1, upTo: { KWD: '1.500' } }],
      },
      'Cancels, deletes and item charges up to 10,000.00 USD a batch; per reason code at most 1.500 KWD in 1 day; nothing under an exception.',
    ],
  ])('%s', (_what, change, sentence) => {
    expect(coversText({ ...rule, ...change }, withCurrency)).toBe(sentence)
  })

  it.each<[string[], 1 | 2, string, string]>([
    [[], 1, 'One approval, by anybody who reviews.', ''],
    [[], 2, 'Two approvals, by any two who review.', ''],
    [['ann', 'bob'], 1, 'One approval, by Ann or Bob.', ''],
    [['ann', 'bob'], 2, 'Two approvals, by Ann and Bob.', ''],
    [['ann', 'bob', 'clara'], 2, 'Two approvals, by two of Ann, Bob and Clara.', ''],
    [
      ['ann', 'clara'],
      2,
      'Two approvals, by Ann and Clara.',
      'It asks for two people, and only Ann may review. Nothing can be approved by it.',
    ],
    [
      ['clara'],
      1,
      'One approval, by Clara.',
      'Nobody whom it names may review. Nothing can be approved by it.',
    ],
  ])('who approves: %j, %i', (approverIds, reviewerCount, sentence, shortage) => {
    const given = { ...rule, approverIds, reviewerCount }
    expect(approversText(given, people)).toBe(sentence)
    expect(shortageText(given, people)).toBe(shortage)
  })

  it.each<[string, Partial<ApprovalRule>, string]>([
    ['every limit has the same currencies', {}, ''],
    ['no limit at all', { lineUpTo: null, batchUpTo: null, running: [] }, ''],
    [
      'a line in francs, a batch in dollars only',
      { lineUpTo: { CHF: '900.00', EUR: '1.00', USD: '1.00' } },
      'Nothing in CHF and EUR is covered: not every limit of it has an amount there.',
    ],
    [
      'a running total in yen only',
      { running: [{ of: 'invoice', days: 3, upTo: { JPY: '1' } }] },
      'Nothing in JPY and USD is covered: not every limit of it has an amount there.',
    ],
  ])('says what its limits name by half: %s', (_what, change, sentence) => {
    expect(halfNamedText({ ...rule, ...change })).toBe(sentence)
  })

  const wide = { ...rule, name: 'Wide', lineUpTo: null, batchUpTo: null, running: [], coversExceptions: true }
  it.each<[string, Partial<ApprovalRule>, Partial<ApprovalRule>, boolean]>([
    ['beside one without limits', {}, {}, true],
    ['that asks for more people', { reviewerCount: 2 }, {}, true],
    ['that asks for fewer people', {}, { reviewerCount: 2 }, false],
    ['that names somebody of those who may', { approverIds: ['ann'] }, {}, true],
    ['that takes everybody where the other names some', {}, { approverIds: ['ann'] }, false],
    ['that names others', { approverIds: ['bob'] }, { approverIds: ['ann'] }, false],
    ['of another kind', { kinds: ['cancel'] }, {}, false],
    [
      'that covers exceptions where the other does not',
      { coversExceptions: true },
      { coversExceptions: false },
      false,
    ],
    ['beside one with a limit', {}, { lineUpTo: { USD: '1.00' } }, false],
    ['beside one with a running limit', {}, { running: rule.running }, false],
  ])('says when a rule makes no difference: one %s', (_what, change, other, isNeedless) => {
    const given = { ...rule, ...change }
    const sentence =
      'It makes no difference: “Wide” covers all of it without a limit and asks for no more approvals, and one rule is enough.'
    expect(needlessText(given, [given, { ...wide, ...other }])).toBe(isNeedless ? sentence : '')
  })

  it('says of two that are as wide, at the later one only, that it makes no difference', () => {
    const rules = [wide, { ...wide, name: 'As wide' }]
    expect(rules.map((one) => needlessText(one, rules) !== '')).toEqual([false, true])
  })

  it('says which kinds no rule covers', () => {
    expect(uncoveredKinds([rule, { ...rule, kinds: ['cancel', 'reversal', 'delete'] }])).toEqual([
      'item_charge',
      'invoice_charge',
    ])
  })
})

describe('a rule that is typed', () => {
  const draft = draftOf(rule, show)
  const problemsOf = (change: Partial<RuleDraft>) =>
    Object.fromEntries(readDraft({ ...draft, ...change }, read).problems)

  it('comes back as it was, whatever it has', () => {
    for (const given of [
      rule,
      { ...rule, lineUpTo: null, running: [], approverIds: ['ann'], reviewerCount: 2 as const },
      { ...rule, batchUpTo: { JPY: '100000', KWD: '0.500' } },
    ]) {
      expect(readDraft(draftOf(given, show), read)).toEqual({ rule: given, problems: new Map() })
    }
  })

  it('is filled up to the decimals of its currency, and not cut', () => {
    const typed = { ...draft, currencies: ['JPY', 'KWD', 'USD'], line: { JPY: '1000', KWD: '2.5', USD: '3' } }
    expect(readDraft(typed, read).rule.lineUpTo).toEqual({ JPY: '1000', KWD: '2.500', USD: '3.00' })
    expect(readDraft({ ...typed, line: { USD: '0.0001' } }, read).rule.lineUpTo).toEqual({ USD: '0.0001' })
  })

  it('has no limit where a row is empty, and none of a currency that has left', () => {
    expect(readDraft({ ...draft, line: { USD: ' ' } }, read).rule.lineUpTo).toBeNull()
    expect(readDraft({ ...draft, currencies: [] }, read).rule).toMatchObject({
      lineUpTo: null,
      batchUpTo: null,
    })
  })

  it.each<[string, Partial<RuleDraft>, Record<string, string>]>([
    ['no name', { name: '  ' }, { name: 'approval.needsName' }],
    ['no kind', { kinds: [] }, { kinds: 'approval.needsKind' }],
    ['nobody', { isForEverybody: false }, { approvers: 'approval.needsApprover' }],
    ['no amount', { line: { USD: 'much' } }, { 'lineUpTo/USD': 'approval.amount.malformed' }],
    ['below zero', { line: { USD: '-1' } }, { 'lineUpTo/USD': 'approval.amount.malformed' }],
    ['two ways', { batch: { USD: '1.005' } }, { 'batchUpTo/USD': 'approval.amount.ambiguous' }],
    [
      'a running total without an amount',
      { running: [{ of: 'invoice', days: '0', amounts: {} }] },
      { 'running/0/days': 'approval.needsDays', 'running/0': 'approval.needsAmount' },
    ],
    [
      'too many days',
      { running: [{ of: 'invoice', days: '3661', amounts: { USD: '1' } }] },
      { 'running/0/days': 'approval.needsDays' },
    ],
  ])('is short of something: %s', (_what, change, problems) => {
    expect(problemsOf(change)).toEqual(problems)
  })

  it('starts with the currencies of the other rules, and in dollars where there are none', () => {
    expect(newDraft('X', [{ ...rule, lineUpTo: { CHF: '1.00' } }]).currencies).toEqual(['CHF', 'USD'])
    expect(newDraft('X', [{ ...rule, lineUpTo: null, batchUpTo: null, running: [] }]).currencies).toEqual([
      'USD',
    ])
    expect(currenciesOf([])).toEqual([])
  })
})

it('a rule moves by one place, and stays at an end', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
})
