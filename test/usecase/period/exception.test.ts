import { beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '../../../main/ledger/database'
import { verifyLedger } from '../../../main/ledger/verify'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { exportBatch } from '../../../main/usecase/exportBatch'
import { getPeriod, getPeriods } from '../../../main/usecase/period/periodRead'
import { revokeException } from '../../../main/usecase/period/revokeException'
import { aDraft, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { controller, reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'
import { approve, close, grant, move } from './periodCommand'

// Exceptions to a closed period: whom they let in and until when, and what was done under each. 2026, closed up to
// October, locked up to August; it is the 20th of November, ten o'clock.

const october = 'P2026-10'
const november = 'P2026-11'

let ledger: Ledger
let context: TestContext
let closer: TestContext
let reviewing: TestContext

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
  reviewing = context.as(reviewer)
})

const at = (time: string) => context.clock.moveTo(`2026-11-20T${time}:00.000Z`)
const late = (amount: string, date = '2026-10-05') => [cell('I1', 'IT1', 'Credit', amount, { date })]
const revoke = (exceptionId: string) => revokeException(closer, { commandId: context.newId(), exceptionId })

/** A submitted batch with one line in October. */
function submitted(name: string, amount = '10', date?: string): string {
  const { batchId } = aDraft(context, name)
  edit(context, batchId, late(amount, date))
  submit(context, batchId)
  return batchId
}

/** By person, whether it holds and what was done under it. */
const exceptionsOf = (periodId = october): Record<string, { holds: boolean; uses: string[] }> =>
  Object.fromEntries(
    valueOf(getPeriod(closer, { periodId })).exceptions.map(({ personName, holds, uses }) => [
      personName.split(' ')[0] ?? '',
      { holds, uses: uses.map(({ how, became, batchName }) => `${batchName} ${how} ${became}`) },
    ]),
  )

describe('an exception', () => {
  it('lets its person post until it ends, and lists what was done under it', () => {
    valueOf(grant(closer, october, 'preparer'))
    const given = valueOf(grant(closer, october, 'reviewer'))
    at('11:00')
    const batchId = submitted('Late')
    expect(exceptionsOf().Pat).toEqual({ holds: true, uses: ['Late submitted waiting'] })
    valueOf(approve(reviewing, batchId))
    expect(exceptionsOf()).toEqual({
      Pat: { holds: true, uses: ['Late submitted posted'] },
      Robin: { holds: true, uses: ['Late posted posted'] },
    })
    const { exceptions } = valueOf(getPeriod(closer, { periodId: october }))
    const [line] = valueOf(listLines(closer, { batchId, revision: 0, invoiceId: '', from: 0, limit: 1 })).rows
    const use = { amount: '10.00', currency: 'USD', type: 'Credit', date: '2026-10-05', revision: 1 }
    expect(exceptions.flatMap(({ uses }) => uses)).toMatchObject([
      { ...use, adjustmentId: line?.adjustmentId, number: line?.adjustmentNumber },
      { ...use, adjustmentId: line?.adjustmentId, number: line?.adjustmentNumber },
    ])
    at('12:00')
    valueOf(revoke(given.exceptionId))
    expect(codesOf(revoke(given.exceptionId))).toEqual(['exception_over'])
    const count = valueOf(getPeriods(closer)).periods.find(({ periodId }) => periodId === october)
    expect(count).toMatchObject({ exceptionCount: 1 })
    expect(exceptionsOf().Robin).toEqual({ holds: false, uses: ['Late posted posted'] })
    const actions = ledger
      .sql<{ action: string }>("select action from audit where action like '%xception' order by sequence")
      .all()
    expect(actions.map(({ action }) => action)).toEqual([
      'grantException',
      'grantException',
      'revokeException',
    ])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('lists what was submitted under it and came back, and what is submitted again', () => {
    valueOf(grant(closer, october, 'preparer'))
    const batchId = submitted('Late')
    const comment = 'Wrong amount'
    valueOf(returnBatch(reviewing, { commandId: context.newId(), batchId, revision: 1, comment }))
    expect(exceptionsOf().Pat?.uses).toEqual(['Late submitted withdrawn'])
    edit(context, batchId, late('12'))
    submit(context, batchId)
    expect(exceptionsOf().Pat?.uses).toEqual(['Late submitted withdrawn', 'Late submitted waiting'])
    const { uses } = valueOf(getPeriod(closer, { periodId: october })).exceptions[0]!
    expect(uses.map(({ amount, revision }) => [amount, revision])).toEqual([
      ['10.00', 1],
      ['12.00', 2],
    ])
  })

  it('does not let in after its end, nor another person, nor for another', () => {
    valueOf(grant(closer, october, 'preparer', '2026-11-20T11:00:00Z'))
    submitted('In time')
    at('11:00')
    const other = aDraft(context, 'Too late')
    edit(context, other.batchId, late('1'))
    expect(() => submit(context, other.batchId)).toThrow(/period_closed/)
    valueOf(grant(closer, october, 'reviewer', '2026-11-21T00:00:00Z'))
    expect(exceptionsOf()).toEqual({
      Pat: { holds: false, uses: ['In time submitted waiting'] },
      Robin: { holds: true, uses: [] },
    })
  })

  it('is granted by controllers, to people, for a reason, into the future, to closed periods', () => {
    expect(codesOf(grant(context, october, 'preparer'))).toEqual(['right_missing'])
    expect(codesOf(grant(closer, october, 'nobody'))).toEqual(['value_unknown'])
    expect(codesOf(grant(closer, november, 'preparer'))).toEqual(['period_not_in_order'])
    expect(codesOf(grant(closer, october, 'preparer', '2026-11-20T10:00:00Z'))).toEqual(['exception_over'])
    expect(codesOf(revoke(context.newId()))).toEqual(['not_found'])
  })

  it('is not what was done under while the period was open', () => {
    valueOf(grant(closer, october, 'preparer'))
    valueOf(grant(closer, october, 'reviewer'))
    valueOf(move(closer, october, 'Open'))
    valueOf(approve(reviewing, submitted('While open')))
    expect(exceptionsOf()).toMatchObject({ Pat: { uses: [] }, Robin: { uses: [] } })
  })

  it('is said to those who submit, and each approver confirms the own one', () => {
    valueOf(grant(closer, october, 'preparer'))
    const { exceptionId } = valueOf(grant(closer, october, 'reviewer'))
    const batchId = submitted('Late')
    const [own] = valueOf(getBatch(context, { batchId })).warnings
    expect(own).toMatchObject({
      code: 'under_exception',
      params: {
        period: '2026-10',
        person: 'Pat Preparer',
        until: '2026-11-30T00:00:00.000Z',
        reason: 'Late file',
      },
    })
    const seen = valueOf(getBatch(reviewing, { batchId })).warnings
    expect(seen.map(({ params }) => params['person'])).toEqual(['Pat Preparer', 'Robin Reviewer'])
    const [row] = valueOf(
      listLines(reviewing, { batchId, revision: 0, invoiceId: '', from: 0, limit: 1 }),
    ).rows
    expect(row?.warnings).toEqual(seen)
    expect(seen[1]?.at).toBe(`lines/${row?.line.lineId ?? ''}/date/${exceptionId}`)
    expect(codesOf(approve(reviewing, batchId, [own!]))).toEqual(['warnings_unconfirmed', 'under_exception'])
    valueOf(approve(reviewing, batchId))
    expect(valueOf(getBatch(closer, { batchId })).warnings.map(({ params }) => params['person'])).toEqual([
      'Pat Preparer',
      'Robin Reviewer',
    ])
  })

  it('of the preparer that has ended since is said to be over to the reviewer', () => {
    const given = valueOf(grant(closer, october, 'preparer'))
    const batchId = submitted('Late')
    valueOf(revoke(given.exceptionId))
    expect(valueOf(getBatch(reviewing, { batchId })).warnings).toMatchObject([
      { code: 'under_exception', params: { person: 'Pat Preparer', because: 'ended' } },
    ])
  })
})

describe('a clock that is set back', () => {
  it('hides nothing that was done under an exception', () => {
    at('12:00')
    const given = valueOf(grant(closer, october, 'preparer', '2026-11-20T13:00:00.000Z'))
    at('11:00')
    submitted('Before the grant, it seems')
    at('10:30')
    valueOf(revoke(given.exceptionId))
    expect(exceptionsOf().Pat).toEqual({
      holds: false,
      uses: ['Before the grant, it seems submitted waiting'],
    })
  })

  it('brings back no exception that the log has outlived', () => {
    const given = valueOf(grant(closer, october, 'preparer', '2026-11-20T11:00:00.000Z'))
    at('11:00')
    valueOf(grant(closer, october, 'reviewer'))
    at('10:30')
    const { batchId } = aDraft(context)
    edit(context, batchId, late('1'))
    expect(() => submit(context, batchId)).toThrow(/period_closed/)
    expect(exceptionsOf().Pat).toEqual({ holds: false, uses: [] })
    expect(codesOf(revoke(given.exceptionId))).toEqual(['exception_over'])
  })
})

describe('a batch posted under an exception', () => {
  it('is exported after the exception was revoked, and only then lets the period be locked', () => {
    valueOf(grant(closer, october, 'preparer'))
    const { exceptionId } = valueOf(grant(closer, october, 'reviewer'))
    const batchId = submitted('Late')
    valueOf(approve(reviewing, batchId))
    at('11:00')
    valueOf(revoke(exceptionId))
    const job = { ...context, progress: () => undefined, isCancelled: () => false, beginCommit: () => true }
    const exported = exportBatch(job, {
      commandId: context.newId(),
      batchId,
      format: 'json',
      confirmed: [{ code: 'deprecated', at: '' }],
    })
    expect(valueOf(exported)).toMatchObject({ lineCount: 1 })
  })

  it('is found as its own by a period that was closed a second time', () => {
    valueOf(grant(closer, october, 'preparer'))
    valueOf(grant(closer, october, 'reviewer'))
    valueOf(move(closer, october, 'Open'))
    close(closer, october)
    valueOf(approve(reviewing, submitted('Closed again')))
    expect(exceptionsOf()).toMatchObject({
      Pat: { uses: ['Closed again submitted posted'] },
      Robin: { uses: ['Closed again posted posted'] },
    })
  })
})
