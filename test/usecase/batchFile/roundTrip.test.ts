import { describe, expect, it } from 'vitest'
import { postedJournalText } from '../../../main/ledger/postedJournal'
import { verifyLedger } from '../../../main/ledger/verify'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { reviewer, type TestContext } from '../../support/tempLedger'
import { bringIn, carry, giveBack, preview, savedFile, twoLedgers } from '../../support/twoLedgers'

function submitted(context: TestContext): string {
  const { batchId } = aDraft(context, 'March credits')
  edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10.00'), cell('I2', 'IT3', 'Credit', '20.00')])
  submit(context, batchId)
  return batchId
}

const approveAt = (context: TestContext, batchId: string) =>
  approveBatch(context.as(reviewer), approveInput(context, valueOf(getBatch(context, { batchId }))))

describe('a batch on its way', () => {
  it('is prepared here, returned there, corrected here, approved there and posted on both with one journal', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    expect(carry(here, there.as(reviewer), batchId)).toEqual({ batchId, effect: 'add' })
    expect(valueOf(getBatch(there, { batchId }))).toMatchObject({
      state: 'submitted',
      revision: 1,
      lineCount: 2,
      isBornHere: false,
      preparerName: 'Pat Preparer',
    })
    giveBack(there.as(reviewer), batchId, 1, 'Half of it')
    expect(carry(there.as(reviewer), here, batchId).effect).toBe('return')
    expect(valueOf(getBatch(here, { batchId })).state).toBe('draft')
    edit(here, batchId, [cell('I2', 'IT3', 'Credit', '15.00')])
    submit(here, batchId)
    expect(carry(here, there.as(reviewer), batchId).effect).toBe('update')
    expect(valueOf(approveAt(there, batchId)).state).toBe('approved')
    const approved = savedFile(there.as(reviewer), batchId)
    expect(valueOf(preview(here, approved))).toMatchObject({ relation: 'later', effect: 'post', reasons: [] })
    expect(valueOf(bringIn(here, approved)).effect).toBe('post')
    expect(valueOf(getBatch(here, { batchId })).state).toBe('approved')
    expect(postedJournalText(here.ledger, batchId)).toBe(postedJournalText(there.ledger, batchId))
    expect(postedJournalText(here.ledger, batchId)).toContain('"15.00"')
    for (const { ledger } of [here, there]) expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('comes once, however often its file is opened', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    const file = savedFile(here, batchId)
    valueOf(bringIn(there.as(reviewer), file))
    expect(valueOf(preview(there.as(reviewer), file))).toMatchObject({ relation: 'same', effect: 'nothing' })
    expect(codesOf(bringIn(there.as(reviewer), file))).toEqual(['file_already_here'])
    valueOf(approveAt(there, batchId))
    const approved = savedFile(there.as(reviewer), batchId)
    valueOf(bringIn(here, approved))
    expect(codesOf(bringIn(here, approved))).toEqual(['file_already_here'])
    expect(codesOf(bringIn(here, file))).toEqual(['file_older'])
    expect(valueOf(getBatch(here, { batchId })).state).toBe('approved')
  })

  it('approved elsewhere waits where the checks of this ledger refuse it, and is posted when they do not', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    valueOf(approveAt(there, batchId))
    here.ledger.sql("update invoice set status = 'Draft' where id = 'I1'").run()
    const file = savedFile(there.as(reviewer), batchId)
    expect(valueOf(preview(here, file))).toMatchObject({ effect: 'wait' })
    expect(valueOf(bringIn(here, file)).effect).toBe('wait')
    expect(valueOf(getBatch(here, { batchId }))).toMatchObject({
      state: 'submitted',
      isApprovedElsewhere: true,
      waitsFor: 'posting',
      notPostedBecause: [{ code: 'invoice_not_posted' }],
    })
    expect(codesOf(approveAt(here, batchId))).toContain('batch_approved_elsewhere')
    here.ledger.sql("update invoice set status = 'Posted' where id = 'I1'").run()
    expect(valueOf(bringIn(here, file)).effect).toBe('post')
    expect(valueOf(getBatch(here, { batchId })).state).toBe('approved')
    expect(verifyLedger(here.ledger).faults).toEqual([])
  })
})
