import { beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '@contract/setting'
import type { Ledger } from '../../../main/ledger/database'
import { insertPerson } from '../../../main/ledger/personTable'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { movePeriodEnd } from '../../../main/usecase/period/movePeriodEnd'
import { revokeException } from '../../../main/usecase/period/revokeException'
import {
  aDraft,
  aPostedBatch,
  approveInput,
  cell,
  codesOf,
  edit,
  submit,
  submitInput,
  valueOf,
} from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { forcePeriod } from '../../support/forcedPeriod'
import { controller, reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'
import { approve as approveConfirming, close, grant, move } from './periodCommand'

// A period moves between two steps of a batch: only the lines that rest on it are shown again, was and is.

let ledger: Ledger
let context: TestContext
let closer: TestContext
let batchId: string

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
  batchId = aDraft(context).batchId
})

const lineOn = (date: string, item: string) => cell('I1', item, 'Credit', '10', { date })
const lines = () =>
  valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 100 })).rows
const approve = (person: Person = reviewer, confirmed: { code: string; at: string }[] = []) =>
  approveBatch(context.as(person), {
    ...approveInput(context, valueOf(getBatch(context, { batchId }))),
    confirmed,
  })

describe('a period that moves', () => {
  it('between the draft and its submission refuses its own lines and leaves the rest', () => {
    edit(context, batchId, [lineOn('2026-11-20', 'IT1'), lineOn('2026-12-01', 'IT2')])
    close(closer, 'P2026-11')
    expect(lines().map(({ rejections }) => rejections.map(({ code }) => code))).toEqual([
      ['period_closed'],
      [],
    ])
    expect(lines()[0]?.rejections[0]?.params).toMatchObject({ period: '2026-11', alternative: '2026-12-01' })
    const refusal = submitBatch(context, submitInput(context, valueOf(getBatch(context, { batchId }))))
    expect(codesOf(refusal)).toEqual(['batch_has_rejections', 'period_closed'])
  })

  it('gives a drafted reversal the day of the wizard and any other line the first open day after its own', () => {
    const original = aPostedBatch(context, [lineOn('2026-11-05', 'IT1')])
    const posted = valueOf(
      listLines(context, { batchId: original.batchId, revision: 0, invoiceId: '', from: 0, limit: 1 }),
    ).rows[0]
    const fields = {
      ...{ kind: 'IIA' as const, invoiceId: 'I1', sourceType: 'InvoiceDetail' as const, sourceId: 'IT1' },
      ...{ type: 'Charge' as const, amount: '10.00', date: '2026-11-10' },
      reversesId: posted?.adjustmentId ?? '',
    }
    edit(context, batchId, [{ op: 'put', lineId: '', fields }, lineOn('2026-11-20', 'IT2')])
    forcePeriod(ledger, 'P2026-11', 'Closed')
    expect(lines().map(({ rejections: [first] }) => [first?.code, first?.params['alternative']])).toEqual([
      ['period_closed', '2026-12-01'],
      ['period_closed', '2026-12-01'],
    ])
    edit(context, batchId, [{ op: 'put', lineId: lines()[0]!.line.lineId, fields: { date: '2026-10-31' } }])
    forcePeriod(ledger, 'P2026-11', 'Open')
    expect(lines()[0]?.rejections).toMatchObject([
      { code: 'period_closed', params: { value: '2026-10-31', alternative: '2026-11-05' } },
    ])
  })

  it('between submission and approval is shown as was and is, with its lines only', () => {
    edit(context, batchId, [lineOn('2026-11-20', 'IT1'), lineOn('2026-12-01', 'IT2')])
    submit(context, batchId)
    expect(codesOf(move(closer, 'P2026-12', 'PendingClose'))).toEqual(['period_not_in_order'])
    valueOf(move(closer, 'P2026-11', 'PendingClose'))
    const [first, second] = lines()
    const view = valueOf(getBatch(context, { batchId }))
    expect(view.movedFacts).toEqual([
      {
        lineIds: [first?.line.lineId],
        what: 'period.state',
        subject: '2026-11',
        was: 'Open',
        is: 'PendingClose',
      },
    ])
    expect(view.movedFacts[0]?.lineIds).not.toContain(second?.line.lineId)
    expect(codesOf(approve())).toEqual(['facts_moved', 'period_pending_close'])
    const closing: Person = { id: 'closer', name: 'Closer', rights: ['review', 'manage_close'] }
    insertPerson(ledger, closing)
    const asked = approve(closing)
    expect(codesOf(asked)).toEqual(['facts_moved'])
    const confirmed = asked.ok ? [] : asked.rejections.map(({ code, at }) => ({ code, at }))
    valueOf(approve(closing, confirmed))
  })

  it('cannot be closed over what is submitted, nor over what is approved and has not landed', () => {
    edit(context, batchId, [lineOn('2026-11-20', 'IT1')])
    submit(context, batchId)
    valueOf(move(closer, 'P2026-11', 'PendingClose'))
    expect(codesOf(move(closer, 'P2026-11', 'Closed'))).toEqual(['period_blocked'])
    valueOf(move(closer, 'P2026-11', 'Open'))
    valueOf(approve())
    valueOf(move(closer, 'P2026-11', 'PendingClose'))
    expect(codesOf(move(closer, 'P2026-11', 'Closed'))).toEqual(['period_blocked'])
  })

  it('whose end moves is a moved fact of its lines', () => {
    edit(context, batchId, [lineOn('2026-11-20', 'IT1'), lineOn('2026-12-01', 'IT2')])
    submit(context, batchId)
    valueOf(movePeriodEnd(closer, { commandId: context.newId(), periodId: 'P2026-12', end: '2026-12-15' }))
    expect(valueOf(getBatch(context, { batchId })).movedFacts).toMatchObject([
      { what: 'period.end', was: '2026-12-31', is: '2026-12-15', lineIds: [lines()[1]?.line.lineId] },
    ])
  })
})

describe('an exception that ends', () => {
  beforeEach(() => {
    edit(context, batchId, [lineOn('2026-10-05', 'IT1'), lineOn('2026-12-01', 'IT2')])
    valueOf(grant(closer, 'P2026-10', 'preparer', '2026-11-20T12:00:00.000Z'))
  })

  it('by its moment, refuses the reviewer who has none, naming its lines', () => {
    submit(context, batchId)
    const refusal = approve()
    expect(refusal).toMatchObject({
      rejections: [{ code: 'batch_has_rejections', params: { lineCount: 1 } }, { code: 'period_closed' }],
    })
    valueOf(grant(closer, 'P2026-10', 'reviewer', '2026-11-20T11:00:00.000Z'))
    context.clock.moveTo('2026-11-20T11:00:00.000Z')
    expect(codesOf(approve())).toEqual(['batch_has_rejections', 'period_closed'])
    valueOf(grant(closer, 'P2026-10', 'reviewer', '2026-11-20T11:30:00.000Z'))
    expect(codesOf(approve())).toEqual(['warnings_unconfirmed', 'under_exception'])
    valueOf(approveConfirming(context.as(reviewer), batchId))
  })

  it('by being revoked, refuses at once', () => {
    submit(context, batchId)
    const { exceptionId } = valueOf(grant(closer, 'P2026-10', 'reviewer'))
    valueOf(revokeException(closer, { commandId: context.newId(), exceptionId }))
    expect(codesOf(approve())).toEqual(['batch_has_rejections', 'period_closed'])
  })
})
