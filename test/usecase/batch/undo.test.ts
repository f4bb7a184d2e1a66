import { describe, expect, it } from 'vitest'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { redoEdit } from '../../../main/usecase/batch/redoEdit'
import { undoEdit } from '../../../main/usecase/batch/undoEdit'
import { aDraft, aPostedBatch, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { reopen, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

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
  return { ledger, context, batchId: aDraft(context).batchId }
}

const input = (context: TestContext, batchId: string) => ({
  commandId: context.newId(),
  batchId,
  editNumber: valueOf(getBatch(context, { batchId })).editNumber,
})
const undo = (context: TestContext, batchId: string) => valueOf(undoEdit(context, input(context, batchId)))
const redo = (context: TestContext, batchId: string) => valueOf(redoEdit(context, input(context, batchId)))

function amounts(context: TestContext, batchId: string): string[] {
  const { rows } = valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 100 }))
  return rows.map(({ line }) => `${line.sourceId} ${line.amount}`)
}

describe('undo and redo', () => {
  it('walk back and forth over edits, each an entry of the log', () => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '1')], 'one')
    edit(context, batchId, [cell('I1', 'IT2', 'Credit', '2')], 'two')
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '3')], 'three')
    expect(undo(context, batchId)).toMatchObject({ undoLabel: 'two', redoLabel: 'three', editNumber: 4 })
    expect(undo(context, batchId)).toMatchObject({ undoLabel: 'one', redoLabel: 'two', lineCount: 1 })
    expect(amounts(context, batchId)).toEqual(['IT1 1.00'])
    expect(redo(context, batchId)).toMatchObject({ undoLabel: 'two', redoLabel: 'three' })
    expect(undo(context, batchId)).toMatchObject({ undoLabel: 'one', redoLabel: 'two' })
    redo(context, batchId)
    redo(context, batchId)
    expect(amounts(context, batchId)).toEqual(['IT1 3.00', 'IT2 2.00'])
    expect(codesOf(redoEdit(context, input(context, batchId)))).toEqual(['nothing_to_redo'])
    expect(
      ledger.sql('select kind, of_edit_number as o from draft_edit order by edit_number').all(),
    ).toHaveLength(9)
  })

  it('a new edit ends redo', () => {
    const { context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '1')], 'one')
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '2')], 'two')
    undo(context, batchId)
    expect(edit(context, batchId, [cell('I1', 'IT2', 'Credit', '5')], 'five')).toMatchObject({
      undoLabel: 'five',
      redoLabel: '',
    })
    undo(context, batchId)
    expect(undo(context, batchId)).toMatchObject({ undoLabel: '', redoLabel: 'one', lineCount: 0 })
    expect(codesOf(undoEdit(context, input(context, batchId)))).toEqual(['nothing_to_undo'])
  })

  it('brings a removed line back to its place, also after a restart', () => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '1'), cell('I1', 'IT2', 'Credit', '2')], 'two cells')
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '')], 'out')
    const again = context.on(reopen(ledger))
    expect(valueOf(getBatch(again, { batchId })).undoLabel).toBe('out')
    undo(again, batchId)
    expect(amounts(again, batchId)).toEqual(['IT1 1.00', 'IT2 2.00'])
    undo(again, batchId)
    expect(amounts(again, batchId)).toEqual([])
    redo(again, batchId)
    expect(amounts(again, batchId)).toEqual(['IT1 1.00', 'IT2 2.00'])
  })

  it('ends at the last submit', () => {
    const { context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '1')], 'one')
    submit(context, batchId)
    valueOf(recallBatch(context, { commandId: context.newId(), batchId, revision: 1 }))
    expect(codesOf(undoEdit(context, input(context, batchId)))).toEqual(['nothing_to_undo'])
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '2')], 'two')
    undo(context, batchId)
    expect(amounts(context, batchId)).toEqual(['IT1 1.00'])
  })

  it('is refused when the claim has been taken meanwhile, and says by whom', () => {
    const { context, batchId } = ready()
    const posted = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '40')])
    const { rows } = valueOf(
      listLines(context, { batchId: posted.batchId, revision: 0, invoiceId: '', from: 0, limit: 9 }),
    )
    const reversesId = rows[0]?.adjustmentId ?? ''
    const made = edit(context, batchId, [{ op: 'put', lineId: '', fields: { reversesId } }], 'reverse')
    edit(context, batchId, [{ op: 'remove', lineId: made.lines[0]?.line.lineId ?? '' }], 'take out')
    const thief = aDraft(context, 'Thief').batchId
    edit(context, thief, [{ op: 'put', lineId: '', fields: { reversesId } }])
    expect(undoEdit(context, input(context, batchId))).toMatchObject({
      ok: false,
      rejections: [
        { code: 'undo_refused', params: { because: 'claim_taken', batch: 'Thief', label: 'take out' } },
      ],
    })
    expect(amounts(context, batchId)).toEqual([])
  })
})
