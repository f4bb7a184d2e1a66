import { describe, expect, it, test } from 'vitest'
import type { TryApproval } from '@contract/approval'
import { tryApprovalRules } from '../../../main/usecase/approval/tryApprovalRules'
import { codesOf, valueOf } from '../../support/aBatch'
import { aRule, aRuledCompany, setRules, upTo } from './ruled'

const credit: TryApproval = {
  kind: 'item_credit',
  currency: 'USD',
  amount: '100.00',
  isUnderException: false,
}

describe('a line that is tried', () => {
  test.each<[string, Partial<TryApproval>, string[]]>([
    ['at all limits', {}, ['all', 'line', 'batch', 'running', 'items']],
    ['over them', { amount: '100.01' }, ['all', 'items']],
    ['a reversal', { kind: 'reversal' }, ['all', 'line', 'batch', 'running']],
    ['under an exception', { isUnderException: true }, ['all', 'line', 'batch', 'running']],
    ['in another currency', { currency: 'JPY', amount: '1' }, ['all', 'items']],
  ])('%s', (_what, change, covering) => {
    const { context } = aRuledCompany()
    const usd = { USD: '100.00' }
    const rules = [
      aRule({ name: 'all' }),
      aRule({ name: 'line', lineUpTo: usd }),
      aRule({ name: 'batch', batchUpTo: usd }),
      aRule({ name: 'running', running: [upTo('account', '100.00')] }),
      aRule({ name: 'items', kinds: ['item_credit'], coversExceptions: false }),
    ]
    const numbered = rules.map((rule, index) => ({ ...rule, ruleId: `01TESTRVE0000000000000000${index}` }))
    valueOf(setRules(context, ...numbered))
    const { trials } = valueOf(tryApprovalRules(context, { ...credit, ...change }))
    expect(trials.map(({ name }) => name)).toEqual(['all', 'line', 'batch', 'running', 'items'])
    expect(trials.filter(({ short }) => short === '').map(({ name }) => name)).toEqual(covering)
  })

  it('says the limit that it is over', () => {
    const { context } = aRuledCompany()
    valueOf(setRules(context, aRule({ running: [upTo('reason', '99.00', 7)] })))
    expect(valueOf(tryApprovalRules(context, credit)).trials).toMatchObject([
      { name: 'Rule', short: 'running', limit: '99.00', of: 'reason', days: 7 },
    ])
  })

  it('is an amount of its currency', () => {
    const { context } = aRuledCompany()
    expect(codesOf(tryApprovalRules(context, { ...credit, amount: '0.001' }))).toEqual(['amount_scale'])
    expect(codesOf(tryApprovalRules(context, { ...credit, amount: '0' }))).toEqual(['amount_not_positive'])
    expect(codesOf(tryApprovalRules(context, { ...credit, currency: 'USX' }))).toEqual(['value_unknown'])
  })
})
