import { describe, expect, it } from 'vitest'
import { verifyLedger } from '../../../main/ledger/verify'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { listRevisions } from '../../../main/usecase/batch/listRevisions'
import { undoEdit } from '../../../main/usecase/batch/undoEdit'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { controller, reviewer, type TestContext } from '../../support/tempLedger'
import { bringIn, carry, giveBack, preview, savedFile, twoLedgers } from '../../support/twoLedgers'

/** Both machines have revision 1, returned: each goes on with it by itself. */
function parted() {
  const { here, there } = twoLedgers()
  const { batchId } = aDraft(here, 'March credits')
  edit(here, batchId, [
    cell('I1', 'IT1', 'Credit', '10.00'),
    cell('I1', 'IT2', 'Credit', '5.00'),
    cell('I2', 'IT3', 'Credit', '20.00'),
  ])
  submit(here, batchId)
  carry(here, there.as(reviewer), batchId)
  giveBack(there.as(reviewer), batchId, 1, 'Please look again')
  carry(there.as(reviewer), here, batchId)
  return { here, there: there.as(controller), batchId }
}

function amountsOf(context: TestContext, batchId: string) {
  const input = { batchId, revision: 0, invoiceId: '', from: 0, limit: 100 }
  const { rows } = valueOf(listLines(context, input))
  return Object.fromEntries(rows.map(({ line }) => [line.sourceId, line.amount]))
}

describe('a batch that was changed on both sides', () => {
  it('is shown line by line, the sides that changed alone proposed, and becomes one draft with both', () => {
    const { here, there, batchId } = parted()
    edit(here, batchId, [cell('I1', 'IT1', 'Credit', '11.00')])
    edit(there, batchId, [cell('I2', 'IT3', 'Credit', '22.00'), cell('I2', 'IT4', 'Credit', '4.00')])
    submit(there, batchId)
    const file = savedFile(there, batchId)
    const looked = valueOf(preview(here, file))
    expect(looked).toMatchObject({ relation: 'both', effect: 'merge', commonRevision: 1 })
    expect(looked.changes.map(({ side, proposal, fields }) => ({ side, proposal, fields }))).toEqual([
      { side: 'here', proposal: 'here', fields: ['amount'] },
      { side: 'there', proposal: 'there', fields: ['amount'] },
      { side: 'there', proposal: 'there', fields: [] },
    ])
    expect(valueOf(bringIn(here, file)).effect).toBe('merge')
    const merged = { IT1: '11.00', IT2: '5.00', IT3: '22.00', IT4: '4.00' }
    expect(amountsOf(here, batchId)).toEqual(merged)
    expect(valueOf(getBatch(here, { batchId }))).toMatchObject({ state: 'draft', revision: 2 })
    expect(codesOf(bringIn(here, file))).toEqual(['file_already_here'])
    const { editNumber } = valueOf(getBatch(here, { batchId }))
    valueOf(undoEdit(here, { commandId: here.newId(), batchId, editNumber }))
    expect(amountsOf(here, batchId)).toEqual({ IT1: '11.00', IT2: '5.00', IT3: '20.00' })
    expect(verifyLedger(here.ledger).faults).toEqual([])
  })

  it('asks for every line that both have changed, and keeps both revisions where both have one of a number', () => {
    const { here, there, batchId } = parted()
    edit(here, batchId, [cell('I1', 'IT1', 'Credit', '11.00')])
    submit(here, batchId)
    edit(there, batchId, [cell('I1', 'IT1', 'Credit', '12.00')])
    submit(there, batchId)
    const file = savedFile(there, batchId)
    const [conflict] = valueOf(preview(here, file)).changes
    expect(conflict).toMatchObject({ side: 'conflict', proposal: '', fields: ['amount'] })
    expect(codesOf(bringIn(here, file))).toEqual(['file_conflict_open'])
    const { lineId } = conflict!
    expect(valueOf(bringIn(here, file, [{ lineId, take: 'there' }])).effect).toBe('merge')
    expect(amountsOf(here, batchId).IT1).toBe('12.00')
    submit(here, batchId)
    expect(valueOf(getBatch(here, { batchId })).revision).toBe(3)
    const { revisions } = valueOf(listRevisions(here, { batchId }))
    expect(revisions.map(({ revision, isBranch }) => [revision, isBranch])).toEqual([
      [1, false],
      [2, false],
      [2, true],
      [3, false],
    ])
    // The other side has all of it in what comes next: nothing is merged twice.
    expect(carry(here, there, batchId).effect).toBe('update')
    const both = approveInput(there.as(reviewer), valueOf(getBatch(there, { batchId })))
    expect(valueOf(approveBatch(there.as(reviewer), both)).state).toBe('approved')
    expect(carry(there.as(reviewer), here, batchId).effect).toBe('post')
    for (const { ledger } of [here, there]) expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('is refused where one side has approved what the other has changed', () => {
    const { here, there, batchId } = parted()
    edit(there, batchId, [cell('I1', 'IT1', 'Credit', '12.00')])
    submit(there, batchId)
    edit(here, batchId, [cell('I1', 'IT1', 'Credit', '11.00')])
    const view = valueOf(getBatch(there, { batchId }))
    valueOf(approveBatch(there.as(reviewer), approveInput(there.as(reviewer), view)))
    const file = savedFile(there.as(reviewer), batchId)
    expect(valueOf(preview(here, file))).toMatchObject({
      effect: 'nothing',
      reasons: [{ code: 'file_approved_but_changed_here' }],
    })
    expect(codesOf(bringIn(here, file))).toEqual(['file_approved_but_changed_here'])
    // The way out: undo here what was changed, and the approval comes in.
    const { editNumber } = valueOf(getBatch(here, { batchId }))
    valueOf(undoEdit(here, { commandId: here.newId(), batchId, editNumber }))
    expect(valueOf(bringIn(here, file)).effect).toBe('post')
  })
})
