import { beforeEach, describe, expect, it } from 'vitest'
import type { ApprovalRule } from '@contract/approval'
import type { DraftChange, LineFields } from '@contract/batch'
import type { Person } from '@contract/setting'
import { insertPerson, setPerson } from '../../../main/ledger/personTable'
import type { Ledger } from '../../../main/ledger/database'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { approveInput, cell, codesOf, submit, valueOf } from '../../support/aBatch'
import { anImported } from '../../support/anImported'
import { controller, preparer, reviewer, type TestContext } from '../../support/tempLedger'
import { approve, grant } from '../period/periodCommand'
import { aDraftOf, aRule, aRuledCompany, saidOf, setRules, trySubmit, upTo } from './ruled'

let ledger: Ledger
let context: TestContext

beforeEach(() => {
  ;({ ledger, context } = aRuledCompany())
})

const second = (given: Partial<ApprovalRule> = {}) =>
  aRule({ ruleId: '01TESTRVE00000000000000002', name: 'Second', ...given })
const upToHundred = (given: Partial<ApprovalRule> = {}) => aRule({ lineUpTo: { USD: '100.00' }, ...given })
const credit = (amount: string, fields = {}, item = 'I1a'): DraftChange =>
  cell('I1', item, 'Credit', amount, fields)
const headerCredit: LineFields = {
  kind: 'IA',
  invoiceId: 'I1',
  type: 'Credit',
  amount: '1.00',
  accountingCode: 'Adjustments',
}
const viewOf = (batchId: string) => valueOf(getBatch(context, { batchId }))
const approveAs = (person: Person, batchId: string) =>
  approveBatch(context.as(person), approveInput(context, viewOf(batchId)))

describe('a batch that no rule covers', () => {
  it('is not submitted, and says what the nearest rule is short of', () => {
    const batchId = aDraftOf(context, [credit('100.01'), credit('900.00', {}, 'I1b')])
    valueOf(setRules(context, second({ lineUpTo: { USD: '50.00' } }), upToHundred()))
    expect(trySubmit(context, batchId)).toEqual({
      ok: false,
      rejections: [
        {
          code: 'approval_not_covered',
          at: `batches/${batchId}`,
          params: {
            rule: 'Rule',
            what: 'line',
            kind: '',
            lineId: expect.stringMatching(/^[0-9A-Z]{26}$/) as string,
            currency: 'USD',
            limit: '100.00',
            found: '900.00',
            of: '',
            label: '',
            days: 0,
          },
        },
      ],
    })
    expect(viewOf(batchId)).toMatchObject({ state: 'draft', revision: 0 })
  })

  it('leaves no number and no revision behind, and is submitted once a rule covers it', () => {
    const batchId = aDraftOf(context, [credit('100.01')])
    valueOf(setRules(context, upToHundred()))
    expect(saidOf(trySubmit(context, batchId))).toBe('line: 100.01 > 100.00 USD')
    valueOf(setRules(context, upToHundred({ lineUpTo: { USD: '100.01' } })))
    expect(saidOf(trySubmit(context, batchId))).toBe('ok')
    expect(ledger.sql('select count(*) as n, min(revision) as r from revision').get()).toEqual({
      n: 1n,
      r: 1n,
    })
    expect(ledger.sql('select last_number as n from ledger').get()).toEqual({ n: 1n })
  })

  it('is told from one whose lines are refused, which is said first', () => {
    const batchId = aDraftOf(context, [credit('100001.00')])
    valueOf(setRules(context, upToHundred()))
    expect(codesOf(trySubmit(context, batchId))).toEqual(['batch_has_rejections', 'item_crosses_zero'])
  })

  it.each<[string, (adjustmentId: string) => LineFields, string]>([
    ['a reversal, though it is a charge', (reversesId) => ({ reversesId, amount: '1.00' }), 'kind reversal'],
    ['a cancel', (adjustmentId) => ({ action: 'cancel', adjustmentId }), 'kind cancel'],
    ['an invoice credit', () => headerCredit, 'kind invoice_credit'],
  ])('because the rule does not have its kind: %s', (_what, fieldsOf, verdict) => {
    const original = aDraftOf(context, [credit('5.00')])
    submit(context, original)
    valueOf(approveAs(reviewer, original))
    const id = ledger.sql<{ id: string }>('select id from adjustment').get()?.id ?? ''
    valueOf(setRules(context, aRule({ kinds: ['item_credit', 'item_charge'] })))
    const batchId = aDraftOf(context, [{ op: 'put', lineId: '', fields: fieldsOf(id) }])
    expect(saidOf(trySubmit(context, batchId))).toBe(verdict)
  })

  it('because a line goes in under an exception', () => {
    valueOf(grant(context.as(controller), 'P2026-10', preparer.id))
    valueOf(grant(context.as(controller), 'P2026-10', reviewer.id))
    ledger.sql("update invoice set invoice_date = '2026-10-01'").run()
    const batchId = aDraftOf(context, [credit('1.00', { date: '2026-10-15' })])
    valueOf(setRules(context, aRule({ coversExceptions: false })))
    expect(saidOf(trySubmit(context, batchId))).toBe('exception')
    valueOf(setRules(context, aRule()))
    expect(saidOf(trySubmit(context, batchId))).toBe('ok')
    valueOf(setRules(context, aRule({ coversExceptions: false })))
    expect(saidOf(approve(context.as(reviewer), batchId))).toBe('exception')
    valueOf(setRules(context, second({ coversExceptions: true }), aRule({ coversExceptions: false })))
    expect(valueOf(approve(context.as(reviewer), batchId)).state).toBe('approved')
  })

  it('counts nothing that came by import', () => {
    anImported(ledger, { n: 1, type: 'Credit', amount: 9000, day: 15, source: 'I1a' })
    valueOf(
      setRules(
        context,
        aRule({ running: [upTo('invoice', '100.00'), upTo('account', '100.00'), upTo('reason', '100.00')] }),
      ),
    )
    const batchId = aDraftOf(context, [credit('100.00', { reasonCode: 'Write-off' })])
    expect(saidOf(trySubmit(context, batchId))).toBe('ok')
  })
})

describe('rules that change while a batch waits', () => {
  it('measure it anew when it is approved', () => {
    const batchId = aDraftOf(context, [credit('100.01')])
    submit(context, batchId)
    valueOf(setRules(context, upToHundred()))
    expect(viewOf(batchId).approval).toEqual({ coveredBy: [], approvedBy: [], missing: 1 })
    expect(saidOf(approveAs(reviewer, batchId))).toBe('line: 100.01 > 100.00 USD')
    expect(viewOf(batchId).state).toBe('submitted')
    valueOf(setRules(context, upToHundred({ lineUpTo: { USD: '200.00' } })))
    expect(valueOf(approveAs(reviewer, batchId)).state).toBe('approved')
  })

  it('ask for a second person after the first has approved', () => {
    const batchId = aDraftOf(context, [credit('1.00')])
    submit(context, batchId)
    valueOf(setRules(context, aRule({ reviewerCount: 2 })))
    const once = valueOf(approveAs(reviewer, batchId))
    expect(once).toMatchObject({ state: 'submitted', approval: { approvedBy: [reviewer.name], missing: 1 } })
    expect(codesOf(approveAs(reviewer, batchId))).toEqual(['approved_already'])
    expect(valueOf(approveAs(controller, batchId)).state).toBe('approved')
    const { rule } = ledger.sql<{ rule: string }>('select rule from approval_decision').get()!
    expect(JSON.parse(rule)).toEqual(aRule({ reviewerCount: 2 }))
  })

  it('name somebody else: what the first one said does not count, and counts again when they are named', () => {
    const batchId = aDraftOf(context, [credit('1.00')])
    submit(context, batchId)
    valueOf(setRules(context, aRule({ reviewerCount: 2 })))
    valueOf(approveAs(reviewer, batchId))
    valueOf(setRules(context, aRule({ approverIds: ['controller'], reviewerCount: 2 })))
    expect(viewOf(batchId).approval.missing).toBe(2)
    valueOf(setRules(context, aRule({ approverIds: ['controller', 'reviewer'], reviewerCount: 2 })))
    expect(viewOf(batchId).approval.missing).toBe(1)
    expect(valueOf(approveAs(controller, batchId)).state).toBe('approved')
  })
})

describe('who approves', () => {
  it('is named by a rule that covers the batch', () => {
    const rules = [upToHundred({ name: 'Small' }), second({ name: 'Large', approverIds: ['controller'] })]
    valueOf(setRules(context, ...rules))
    const small = aDraftOf(context, [credit('100.00')])
    const large = aDraftOf(context, [cell('I3', 'I3a', 'Credit', '100.01')])
    for (const batchId of [small, large]) submit(context, batchId)
    expect(valueOf(approveAs(reviewer, small)).state).toBe('approved')
    expect(approveAs(reviewer, large)).toMatchObject({
      ok: false,
      rejections: [{ code: 'approver_not_named', at: `batches/${large}`, params: { rules: 'Large' } }],
    })
    expect(valueOf(approveAs(controller, large)).state).toBe('approved')
  })

  it('counts no more once the right to review is gone', () => {
    const other: Person = { id: 'other', name: 'Olive Other', rights: ['review'] }
    insertPerson(ledger, other)
    valueOf(setRules(context, aRule({ reviewerCount: 2 })))
    const batchId = aDraftOf(context, [credit('1.00')])
    submit(context, batchId)
    valueOf(approveAs(reviewer, batchId))
    setPerson(ledger, { ...reviewer, rights: ['prepare'] })
    expect(viewOf(batchId).approval.missing).toBe(2)
    expect(valueOf(approveAs(other, batchId))).toMatchObject({ state: 'submitted', approval: { missing: 1 } })
    expect(valueOf(approveAs(controller, batchId)).state).toBe('approved')
  })
})
