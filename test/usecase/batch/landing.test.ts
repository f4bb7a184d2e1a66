import { describe, expect, it } from 'vitest'
import { deleteAdjustment } from '../../../main/usecase/batch/deleteAdjustment'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { refreshBalances } from '../../../main/ledger/balanceTable'
import { aDraft, aPostedBatch, cell, codesOf, edit, post, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { tempLedger, testContext, type TestContext } from '../../support/tempLedger'

const later = '2026-11-21T08:00:00.000Z'

function ready() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000 },
      { id: 'IT2', amount: 10000 },
    ],
  })
  const context = testContext(ledger)
  const balance = () => ledger.sql<{ b: bigint }>('select current_balance_minor as b from invoice').get()?.b
  return { ledger, context, balance }
}

function rowsOf(context: TestContext, batchId: string) {
  return valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 100 })).rows
}

const mark = (lineId: string, outcome: 'landed' | 'refused' = 'landed', moment = later) => ({
  lineId,
  outcome,
  moment,
  billingId: outcome === 'landed' ? 'BILL1' : '',
  number: outcome === 'landed' ? 'IIA-00000077' : '',
})
const land = (context: TestContext, batchId: string, marks: ReturnType<typeof mark>[]) =>
  markLanded(context, { commandId: context.newId(), batchId, marks })

describe('landing', () => {
  it('is noted line by line, and the batch has landed when every line has an answer', () => {
    const { context, balance } = ready()
    const { batchId } = aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '10'),
      cell('I1', 'IT2', 'Credit', '20'),
    ])
    const [first = '', second = ''] = rowsOf(context, batchId).map(({ line }) => line.lineId)
    expect(balance()).toBe(17000n)
    expect(valueOf(land(context, batchId, [mark(first)]))).toMatchObject({
      state: 'approved',
      landedCount: 1,
    })
    expect(codesOf(land(context, batchId, [mark(first)]))).toEqual(['landing_already_known'])
    expect(codesOf(land(context, batchId, [mark(second), mark(second)]))).toEqual(['landing_already_known'])
    expect(codesOf(land(context, batchId, [mark(context.newId())]))).toEqual(['not_found'])
    const done = valueOf(land(context, batchId, [mark(second, 'refused')]))
    expect(done).toMatchObject({ state: 'landed', landedCount: 1, refusedCount: 1, waitsFor: 'nobody' })
    expect(
      rowsOf(context, batchId).map(({ landing, adjustmentNumber }) => [landing, adjustmentNumber]),
    ).toEqual([
      ['landed', 'IIA-00000077'],
      ['refused', 'IIA-7F3K-00000002'],
    ])
    expect(balance()).toBe(19000n)
  })

  it('a refused line takes no further part in open amounts', () => {
    const { context } = ready()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '100')])
    valueOf(land(context, batchId, [mark(rowsOf(context, batchId)[0]?.line.lineId ?? '', 'refused')]))
    const draft = aDraft(context, 'Again')
    expect(edit(context, draft.batchId, [cell('I1', 'IT1', 'Credit', '100')]).rejectedLineCount).toBe(0)
  })

  it('what landed at or before the as-of of the balance is not counted twice', () => {
    const { ledger, context, balance } = ready()
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10')])
    valueOf(land(context, batchId, [mark(rowsOf(context, batchId)[0]?.line.lineId ?? '')]))
    expect(balance()).toBe(19000n)
    const importAt = (asOf: string) => {
      ledger.sql('update invoice set balance_minor = 19000, as_of = ?').run(asOf)
      refreshBalances(ledger, 'all')
    }
    importAt('2026-11-21T07:59:59.999Z')
    expect(balance()).toBe(18000n)
    importAt('2026-11-21T08:00:00Z')
    expect(balance()).toBe(19000n)
    expect(ledger.sql('select pending_minor as p, adjustment_impact_minor as i from invoice').get()).toEqual({
      p: 0n,
      i: -1000n,
    })
  })

  it('a refused cancel leaves the adjustment Processed, and it can be cancelled again', () => {
    const { ledger, context, balance } = ready()
    const posted = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10')])
    const adjustmentId = rowsOf(context, posted.batchId)[0]?.adjustmentId ?? ''
    valueOf(land(context, posted.batchId, [mark(adjustmentId)]))
    const cancel = (name: string) => {
      const { batchId } = aDraft(context, name)
      edit(context, batchId, [{ op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId } }])
      return post(context, batchId).batchId
    }
    const first = cancel('First')
    expect(balance()).toBe(20000n)
    valueOf(land(context, first, [mark(rowsOf(context, first)[0]?.line.lineId ?? '', 'refused')]))
    expect(balance()).toBe(19000n)
    cancel('Second')
    expect(balance()).toBe(20000n)
    expect(ledger.sql('select effect from journal order by id').all()).toEqual([
      { effect: 'create' },
      { effect: 'cancel' },
    ])
  })
})

describe('deleteAdjustment', () => {
  it('takes only what was cancelled before it ever left', () => {
    const { context, balance, ledger } = ready()
    const posted = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10')])
    const adjustmentId = rowsOf(context, posted.batchId)[0]?.adjustmentId ?? ''
    const remove = () => deleteAdjustment(context, { commandId: context.newId(), adjustmentId })
    expect(codesOf(remove())).toEqual(['delete_not_allowed'])
    const { batchId } = aDraft(context, 'Cancel')
    edit(context, batchId, [{ op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId } }])
    post(context, batchId)
    valueOf(remove())
    expect(codesOf(remove())).toEqual(['adjustment_unknown'])
    expect(balance()).toBe(20000n)
    expect(ledger.sql('select adjustment_count as n from invoice').get()).toEqual({ n: 0n })
    expect(valueOf(getBatch(context, { batchId: posted.batchId })).lineCount).toBe(1)
  })

  it('a landed and cancelled one goes by a line', () => {
    const { ledger, context } = ready()
    const posted = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '10')])
    const adjustmentId = rowsOf(context, posted.batchId)[0]?.adjustmentId ?? ''
    valueOf(land(context, posted.batchId, [mark(adjustmentId)]))
    const cancel = aDraft(context, 'Cancel').batchId
    edit(context, cancel, [{ op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId } }])
    post(context, cancel)
    expect(codesOf(deleteAdjustment(context, { commandId: context.newId(), adjustmentId }))).toEqual([
      'delete_not_allowed',
    ])
    valueOf(land(context, cancel, [mark(rowsOf(context, cancel)[0]?.line.lineId ?? '')]))
    const gone = aDraft(context, 'Delete').batchId
    const answer = edit(context, gone, [
      { op: 'put', lineId: '', fields: { action: 'delete', adjustmentId } },
    ])
    expect(answer.lines[0]?.rejections).toEqual([])
    post(context, gone)
    expect(ledger.sql('select is_deleted as d from adjustment_state').get()).toEqual({ d: 1n })
  })
})
