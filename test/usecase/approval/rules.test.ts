import { beforeEach, describe, expect, it, test } from 'vitest'
import type { ApprovalRule } from '@contract/approval'
import type { Person } from '@contract/setting'
import type { Ledger } from '../../../main/ledger/database'
import { readApprovalRules } from '../../../main/ledger/approvalRuleTable'
import { readSettings } from '../../../main/ledger/settingTable'
import { verifyLedger } from '../../../main/ledger/verify'
import { approvalHandlers } from '../../../main/usecase/approvalHandlers'
import { listAudit } from '../../../main/usecase/listAudit'
import { codesOf, valueOf } from '../../support/aBatch'
import { controller, reopen, reviewer, type TestContext } from '../../support/tempLedger'
import { aRule, aRuledCompany, setRules, upTo } from './ruled'

let ledger: Ledger
let context: TestContext

beforeEach(() => {
  ;({ ledger, context } = aRuledCompany())
})

const rulesOf = () => valueOf(approvalHandlers.getApprovalRules(context, {}))
const second = (given: Partial<ApprovalRule> = {}) =>
  aRule({ ruleId: '01TESTRVE00000000000000002', name: 'Second', ...given })

describe('rules of approval', () => {
  it('start with one that covers everything, by one reviewer', () => {
    expect(rulesOf()).toEqual({
      rules: [aRule({ ruleId: '00000000000000000000000000', name: 'Everything, one reviewer' })],
      isStarting: true,
    })
  })

  it('are kept in their order, over a restart too, and leave the other settings alone', () => {
    const settings = readSettings(ledger)
    const changed = valueOf(
      setRules(context, second({ reviewerCount: 2 }), aRule({ approverIds: ['reviewer'] })),
    )
    expect(changed.isStarting).toBe(false)
    expect(changed.rules.map(({ name }) => name)).toEqual(['Second', 'Rule'])
    expect(rulesOf()).toEqual(changed)
    expect(readSettings(ledger)).toEqual(settings)
    expect(readApprovalRules(reopen(ledger))).toEqual(changed)
  })

  it('are written in one way, so that a log of was and is says what changed', () => {
    const given = aRule({
      kinds: ['delete', 'item_credit', 'delete'],
      lineUpTo: { USD: '1000', CHF: '950.5' },
      batchUpTo: { JPY: '100000.0' },
      running: [upTo('account', '5000')],
      approverIds: ['reviewer', 'controller', 'reviewer'],
    })
    expect(valueOf(setRules(context, given)).rules).toEqual([
      aRule({
        kinds: ['item_credit', 'delete'],
        lineUpTo: { CHF: '950.50', USD: '1000.00' },
        batchUpTo: { JPY: '100000' },
        running: [upTo('account', '5000.00')],
        approverIds: ['reviewer', 'controller'],
      }),
    ])
  })

  it('are logged as was and is, once, however often the command comes', () => {
    const { rules } = rulesOf()
    const input = { commandId: context.newId(), rules: [second()] }
    const change = () => approvalHandlers.changeApprovalRules(context.as(controller), input)
    expect(valueOf(change())).toEqual(valueOf(change()))
    const filter = { text: '', action: 'changeApprovalRules', person: '', from: '', to: '' }
    const asked = { filter, sort: 'sequence', descending: true, after: '', limit: 10 } as const
    const logged = valueOf(listAudit(context, asked)).rows
    expect(logged.map(({ personName, subject }) => [personName, subject])).toEqual([
      [controller.name, 'approval rules'],
    ])
    expect(JSON.parse(logged[0]!.detail)).toEqual({ was: rules, is: [second()] })
    expect(verifyLedger(ledger).faults).toEqual([])
    for (const name of triggersOf('audit')) ledger.sql(`drop trigger ${name}`).run()
    ledger.sql("delete from audit where action = 'changeApprovalRules'").run()
    expect(verifyLedger(ledger).faults.map(({ what }) => what)).toContain('audit_missing')
  })

  function triggersOf(table: string): string[] {
    return ledger
      .sql<{ name: string }>("select name from sqlite_master where type = 'trigger' and tbl_name = ?")
      .all(table)
      .map(({ name }) => name)
  }

  test.each<Person['rights']>([['prepare'], ['review'], ['manage_close'], []])(
    'are not for who has only the right %s',
    (...rights) => {
      const person = { ...reviewer, rights }
      const input = { commandId: context.newId(), rules: [second()] }
      expect(approvalHandlers.changeApprovalRules(context.as(person), input)).toMatchObject({
        ok: false,
        rejections: [{ code: 'right_missing', params: { right: 'control' } }],
      })
      expect(rulesOf().isStarting).toBe(true)
    },
  )
})

const usd = (amount: string) => ({ USD: amount })

/** Rules that are refused; the last columns are place, code and what the sentence names. */
const wrong: readonly (readonly [string, ApprovalRule[], string, string, Record<string, unknown>?])[] = [
  ['without a name', [aRule({ name: ' ' })], 'rules/0/name', 'field_required'],
  ['of one name', [aRule(), second({ name: 'Rule' })], 'rules/1/name', 'name_taken', { name: 'Rule' }],
  ['of one name but for case', [aRule(), second({ name: 'rULE ' })], 'rules/1/name', 'name_taken'],
  [
    'with a control character',
    [aRule({ name: 'a\u0007b' })],
    'rules/0/name',
    'text_not_allowed',
    { position: 2 },
  ],
  ['of one id', [aRule(), aRule({ name: 'Other' })], 'rules/1/ruleId', 'malformed_command'],
  [
    'with cents of yen',
    [aRule(), second({ lineUpTo: { JPY: '1000.50' } })],
    'rules/1/lineUpTo/JPY',
    'amount_scale',
    { currency: 'JPY', limit: 0, alternative: '1001' },
  ],
  [
    'with a tenth of a cent',
    [aRule({ batchUpTo: usd('1000.001') })],
    'rules/0/batchUpTo/USD',
    'amount_scale',
    { alternative: '1000.00' },
  ],
  [
    'with a fils too fine',
    [aRule({ running: [upTo('invoice', '1.00'), { of: 'account', days: 3, upTo: { KWD: '1.0005' } }] })],
    'rules/0/running/1/KWD',
    'amount_scale',
    { currency: 'KWD', limit: 3 },
  ],
  ['up to nothing', [aRule({ lineUpTo: usd('0.00') })], 'rules/0/lineUpTo/USD', 'amount_not_positive'],
  [
    'up to less than nothing',
    [aRule({ lineUpTo: usd('-1.00') })],
    'rules/0/lineUpTo/USD',
    'amount_not_positive',
  ],
  [
    'up to more than a ledger holds',
    [aRule({ lineUpTo: { CLF: '999999999999999' } })],
    'rules/0/lineUpTo/CLF',
    'amount_too_long',
  ],
  [
    'in a currency that is none',
    [aRule({ lineUpTo: { USX: '1.00' } })],
    'rules/0/lineUpTo/USX',
    'value_unknown',
    { value: 'USX', expected: 'ISO 4217' },
  ],
  ['with a limit in no currency', [aRule({ lineUpTo: {} })], 'rules/0/lineUpTo', 'field_required'],
  [
    'with a running limit in no currency',
    [aRule({ running: [{ of: 'reason', days: 1, upTo: {} }] })],
    'rules/0/running/0',
    'field_required',
  ],
  [
    'naming somebody who is not here',
    [aRule({ approverIds: ['reviewer', 'nobody'] })],
    'rules/0/approverIds',
    'value_unknown',
    { value: 'nobody', expected: 'Robin Reviewer, Chris Controller' },
  ],
  [
    'naming nobody who may review',
    [aRule({ approverIds: ['preparer'] })],
    'rules/0/approverIds',
    'value_unknown',
    { value: 'Pat Preparer' },
  ],
]

describe('a rule is refused', () => {
  test.each(wrong.map(([what, rules, at, code, params = {}]) => ({ what, rules, at, code, params })))(
    '$what',
    ({ rules, at, code, params }) => {
      const answer = setRules(context, ...rules)
      expect(answer).toMatchObject({ ok: false, rejections: [{ code, at, params }] })
      expect(rulesOf().isStarting).toBe(true)
    },
  )

  it('with everything that is wrong, rule by rule', () => {
    const rules = [
      aRule({ lineUpTo: usd('0'), approverIds: ['nobody'] }),
      second({ name: 'Rule', batchUpTo: {} }),
    ]
    expect(codesOf(setRules(context, ...rules))).toEqual([
      'name_taken',
      'amount_not_positive',
      'value_unknown',
      'field_required',
    ])
  })

  it('but not for asking for more people than there are: people come', () => {
    expect(
      valueOf(setRules(context, aRule({ approverIds: ['reviewer'], reviewerCount: 2 }))).rules,
    ).toHaveLength(1)
  })
})
