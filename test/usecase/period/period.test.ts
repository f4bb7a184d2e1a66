import { beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '@contract/api'
import type { Ledger } from '../../../main/ledger/database'
import { readFactVersion } from '../../../main/ledger/ledgerTable'
import { verifyLedger } from '../../../main/ledger/verify'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { definePeriods, proposePeriods } from '../../../main/usecase/period/definePeriods'
import { lockPeriod } from '../../../main/usecase/period/lockPeriod'
import { movePeriodEnd } from '../../../main/usecase/period/movePeriodEnd'
import { getPeriod, getPeriods, sumPeriods } from '../../../main/usecase/period/periodRead'
import { aDraft, aPostedBatch, cell, codesOf, edit, post, submit, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../../support/tempLedger'
import { grant, move } from './periodCommand'

// What the commands on periods let happen, write down and refuse: 2026, closed up to October, locked up to August.

const october = 'P2026-10'
const november = 'P2026-11'
const december = 'P2026-12'

let ledger: Ledger
let context: TestContext
let closer: TestContext

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    date: '2026-10-01',
    items: [
      { id: 'IT1', amount: 10000 },
      { id: 'IT2', amount: 5000 },
    ],
  })
  context = testContext(ledger)
  closer = context.as(controller)
})

const stateOf = (periodId: string) => {
  const found = valueOf(getPeriods(closer)).periods.find((period) => period.periodId === periodId)
  return found?.hardLocked === true ? 'hard-locked' : found?.state
}
const auditRows = () =>
  ledger
    .sql<{ action: string; person_id: string; detail: string }>(
      `select action, person_id, detail from audit where action like '%eriod%' or action like '%xception' order by sequence`,
    )
    .all()
    .map(({ action, person_id, detail }) => ({ action, person_id, ...(JSON.parse(detail) as object) }))

function landAll(batchId: string): void {
  const lines = ledger.sql<{ id: string }>('select id from line where batch_id = ?').all(batchId)
  const mark = { outcome: 'landed' as const, moment: context.clock.now(), billingId: '', number: '' }
  valueOf(
    markLanded(context, {
      commandId: context.newId(),
      batchId,
      marks: lines.map(({ id }) => ({ ...mark, lineId: id })),
    }),
  )
}

describe('closing and reopening', () => {
  it('goes step by step and back, each in the audit log as was and is', () => {
    const version = readFactVersion(ledger)
    valueOf(move(closer, november, 'PendingClose', { reason: '' }))
    valueOf(move(closer, november, 'Closed', { reason: '' }))
    expect(stateOf(november)).toBe('Closed')
    valueOf(move(closer, november, 'PendingClose', { reason: 'Forgot one' }))
    valueOf(move(closer, november, 'Open', { reason: 'Forgot two' }))
    expect(stateOf(november)).toBe('Open')
    expect(readFactVersion(ledger)).toBe(version + 4n)
    expect(auditRows()).toMatchObject([
      { action: 'movePeriod', was: { state: 'Open' }, is: { state: 'PendingClose' } },
      { action: 'movePeriod', was: { state: 'PendingClose' }, is: { state: 'Closed' } },
      { action: 'movePeriod', was: { state: 'Closed' }, is: { state: 'PendingClose' }, reason: 'Forgot one' },
      { action: 'movePeriod', was: { state: 'PendingClose' }, is: { state: 'Open' }, reason: 'Forgot two' },
    ])
    expect(verifyLedger(ledger)).toMatchObject({ sound: true, faults: [] })
  })

  it.each<[string, string, 'Open' | 'PendingClose' | 'Closed', string[]]>([
    ['a later one first', december, 'PendingClose', ['period_not_in_order']],
    ['two steps at once', november, 'Closed', ['period_not_in_order']],
    ['what it is already', november, 'Open', ['period_not_in_order']],
    ['not the one before an open one', 'P2026-09', 'Open', ['period_not_in_order']],
    ['a locked one', 'P2026-08', 'Open', ['period_hard_locked']],
    ['one that is not there', 'P1999-01', 'Open', ['not_found']],
  ])('is refused: %s', (_, periodId, to, codes) => {
    expect(codesOf(move(closer, periodId, to))).toEqual(codes)
    expect(auditRows()).toEqual([])
  })

  it('goes back only with a reason', () => {
    expect(codesOf(move(closer, october, 'Open', { reason: '' }))).toEqual(['comment_required'])
    valueOf(move(closer, october, 'Open', { reason: 'Audit adjustment' }))
  })

  it('needs the right to manage the close', () => {
    for (const person of [preparer, reviewer]) {
      expect(move(context.as(person), november, 'PendingClose')).toMatchObject({
        rejections: [{ code: 'right_missing', params: { right: 'manage_close' } }],
      })
    }
  })

  it('happens once for one command', () => {
    const input: Input<'definePeriods'> = {
      commandId: context.newId(),
      periods: [
        { name: '2027-01', start: '2027-01-01', end: '2027-01-31', fiscalYear: '', fiscalQuarter: '' },
      ],
    }
    const first = valueOf(definePeriods(closer, input))
    expect(valueOf(definePeriods(closer, input))).toEqual(first)
    expect(auditRows()).toHaveLength(1)
    expect(codesOf(definePeriods(closer, { ...input, periods: [] }))).toEqual(['command_id_reused'])
  })

  it('waits for lines that are submitted, and for posted ones until they have landed', () => {
    const { batchId } = aDraft(context, 'Corrections')
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10'), cell('I1', 'IT2', 'Credit', '5')])
    valueOf(move(closer, november, 'PendingClose'))
    expect(valueOf(getPeriod(closer, { periodId: november }))).toMatchObject({
      waitingCount: 0,
      drafts: [{ batchId, name: 'Corrections', lineCount: 2 }],
      steps: [
        { step: 'Closed', rejections: [], warnings: [{ code: 'drafts_in_period', params: { count: 2 } }] },
        { step: 'Open', rejections: [] },
      ],
    })
    valueOf(move(closer, november, 'Open'))
    submit(context, batchId)
    valueOf(move(closer, november, 'PendingClose'))
    const refusal = move(closer, november, 'Closed')
    expect(refusal).toMatchObject({
      rejections: [{ code: 'period_blocked', params: { count: 2, batch: 'Corrections', period: '2026-11' } }],
    })
    expect(valueOf(getPeriod(closer, { periodId: november }))).toMatchObject({
      waitingCount: 2,
      waiting: [
        { batchId, batchState: 'submitted', amount: '10.00', currency: 'USD', invoiceNumber: 'INV-I1' },
        { batchId, batchState: 'submitted', amount: '5.00', type: 'Credit', date: '2026-11-20' },
      ],
    })
  })

  it('goes on when the lines have landed', () => {
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10')])
    valueOf(move(closer, november, 'PendingClose'))
    expect(codesOf(move(closer, november, 'Closed'))).toEqual(['period_blocked'])
    landAll(batchId)
    valueOf(move(closer, november, 'Closed'))
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('asks for what drafts are dated in it, and for each number of lines anew', () => {
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10')])
    valueOf(move(closer, november, 'PendingClose'))
    const asked = move(closer, november, 'Closed')
    expect(codesOf(asked)).toEqual(['warnings_unconfirmed', 'drafts_in_period'])
    const confirmed = asked.ok ? [] : asked.rejections.map(({ code, at }) => ({ code, at }))
    edit(context, batchId, [cell('I1', 'IT2', 'Credit', '10')])
    expect(codesOf(move(closer, november, 'Closed', { confirmed }))).toEqual([
      'warnings_unconfirmed',
      'drafts_in_period',
    ])
    const again = confirmed.map(({ code, at }) => ({ code, at: at.replace('=1', '=2') }))
    valueOf(move(closer, november, 'Closed', { confirmed: again }))
    expect(auditRows().at(-1)).toMatchObject({ confirmed: [{ code: 'drafts_in_period' }] })
  })
})

describe('defining', () => {
  const given = (name: string, start: string, end: string) => ({
    name,
    start,
    end,
    fiscalYear: '2027',
    fiscalQuarter: '1' as const,
  })
  const define = (...periods: Input<'definePeriods'>['periods']) =>
    definePeriods(closer, { commandId: context.newId(), periods })

  it('adds what is proposed, and posts into it', () => {
    const { periods } = valueOf(proposePeriods(closer, { start: '', months: 12 }))
    expect([periods[0]?.name, periods[0]?.start, periods.at(-1)?.end]).toEqual([
      '2027-01',
      '2027-01-01',
      '2027-12-31',
    ])
    expect(valueOf(define(...periods)).periods).toHaveLength(24)
    expect(auditRows()).toMatchObject([{ action: 'definePeriods', is: periods }])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('begins anywhere in a ledger without any', () => {
    const empty = testContext(tempLedger(), controller)
    const proposed = valueOf(proposePeriods(empty, { start: '', months: 2 })).periods
    expect(proposed.map(({ start }) => start)).toEqual(['2026-01-01', '2026-02-01'])
    const periods = valueOf(proposePeriods(empty, { start: '2025-07-15', months: 1 })).periods
    expect(valueOf(definePeriods(empty, { commandId: empty.newId(), periods })).periods).toMatchObject([
      { start: '2025-07-15', end: '2025-07-31', state: 'Open', hardLocked: false },
    ])
  })

  it.each<[string, [string, string, string][], string[]]>([
    ['a gap', [['Jan', '2027-01-02', '2027-01-31']], ['period_gap periods/0/start']],
    ['an overlap', [['Jan', '2026-12-31', '2027-01-31']], ['period_overlap periods/0/start']],
    [
      'a gap between two',
      [
        ['Jan', '2027-01-01', '2027-01-31'],
        ['Feb', '2027-02-02', '2027-02-28'],
      ],
      ['period_gap periods/1/start'],
    ],
    ['no such day', [['Jan', '2027-01-01', '2027-01-32']], ['date_invalid periods/0/end']],
    ['backwards', [['Jan', '2027-01-01', '2026-12-31']], ['date_invalid periods/0/end']],
    ['no name', [['', '2027-01-01', '2027-01-31']], ['field_required periods/0/name']],
    ['a name that is taken', [['2026-11', '2027-01-01', '2027-01-31']], ['name_taken periods/0/name']],
    [
      'a name that is too long',
      [['x'.repeat(101), '2027-01-01', '2027-01-31']],
      ['text_too_long periods/0/name'],
    ],
    ['a control character', [['a\u0007b', '2027-01-01', '2027-01-31']], ['text_not_allowed periods/0/name']],
  ])('refuses %s, and makes none', (_, periods, expected) => {
    const outcome = define(...periods.map(([name, start, end]) => given(name, start, end)))
    expect(outcome.ok ? [] : outcome.rejections.map(({ code, at }) => `${code} ${at}`)).toEqual(expected)
    expect(valueOf(getPeriods(closer)).periods).toHaveLength(12)
  })

  it('moves the end of the last open one, never away from what is dated in it', () => {
    const moveEnd = (periodId: string, end: string) =>
      movePeriodEnd(closer, { commandId: context.newId(), periodId, end })
    valueOf(moveEnd(december, '2027-01-15'))
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10', { date: '2027-01-10' })])
    post(context, batchId)
    const refusal = moveEnd(december, '2027-01-09')
    expect(refusal).toMatchObject({
      rejections: [{ code: 'period_blocked', params: { because: 'cut', limit: '2027-01-10' } }],
    })
    valueOf(moveEnd(december, '2027-01-10'))
    expect(codesOf(moveEnd(november, '2026-11-29'))).toEqual(['period_not_in_order'])
    expect(codesOf(moveEnd(december, '2026-11-29'))).toEqual(['date_invalid'])
    expect(auditRows().at(-1)).toMatchObject({ was: { end: '2027-01-15' }, is: { end: '2027-01-10' } })
  })
})

describe('the hard lock', () => {
  const lock = (periodId: string, typedName: string, who = closer) =>
    lockPeriod(who, { commandId: context.newId(), periodId, typedName })

  it('is for controllers who type the name, on a closed period, for good', () => {
    expect(codesOf(lock(october, 'October'))).toEqual(['value_unknown'])
    expect(codesOf(lock(november, '2026-11'))).toEqual(['period_not_in_order'])
    const close = context.as({ id: 'close', name: 'Close', rights: ['manage_close'] })
    expect(codesOf(lock(october, '2026-10', close))).toEqual(['right_missing'])
    valueOf(lock(october, '2026-10'))
    expect(stateOf(october)).toBe('hard-locked')
    expect(codesOf(lock(october, '2026-10'))).toEqual(['period_hard_locked'])
    expect(codesOf(move(closer, october, 'Open'))).toEqual(['period_hard_locked'])
    expect(codesOf(grant(closer, october, 'preparer'))).toEqual(['period_hard_locked'])
    expect(valueOf(getPeriod(closer, { periodId: october })).steps).toEqual([])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('ends exceptions, and waits for what was submitted under one', () => {
    valueOf(grant(closer, october, 'preparer'))
    valueOf(grant(closer, october, 'reviewer'))
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10', { date: '2026-10-05' })])
    submit(context, batchId)
    expect(codesOf(lock(october, '2026-10'))).toEqual(['period_blocked'])
  })
})

describe('totals', () => {
  it('come per period and currency, of Processed adjustments, at their own date', () => {
    anInvoice(ledger, { id: 'I2', currency: 'JPY', items: [{ id: 'IT3', amount: 7000 }] })
    aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '10'),
      cell('I1', 'IT2', 'Credit', '5', { date: '2026-12-01' }),
      cell('I2', 'IT3', 'Credit', '700'),
    ])
    const total = { canceledCount: 0, charges: '0.00' }
    expect(valueOf(sumPeriods(closer)).totals).toEqual([
      { ...total, periodId: november, currency: 'JPY', count: 1, credits: '700', charges: '0', net: '-700' },
      { ...total, periodId: november, currency: 'USD', count: 1, credits: '10.00', net: '-10.00' },
      { ...total, periodId: december, currency: 'USD', count: 1, credits: '5.00', net: '-5.00' },
    ])
  })
})
