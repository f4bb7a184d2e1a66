import { expect, it } from 'vitest'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { exportBatch } from '../../../main/usecase/exportBatch'
import type { JobContext } from '../../../main/usecase/context'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { reviewer, type TestContext } from '../../support/tempLedger'
import { carry, twoLedgers } from '../../support/twoLedgers'

function exported(context: TestContext, batchId: string) {
  const job = Object.create(context, {
    progress: { value: () => undefined },
    isCancelled: { value: () => false },
    beginCommit: { value: () => true },
  }) as JobContext
  const confirmed = [{ code: 'deprecated', at: '' }]
  return exportBatch(job, { commandId: context.newId(), batchId, format: 'csv', confirmed })
}

function approvedElsewhere() {
  const { here, there } = twoLedgers()
  const { batchId } = aDraft(here)
  edit(here, batchId, [cell('I1', 'IT1', 'Credit', '10.00')])
  submit(here, batchId)
  carry(here, there.as(reviewer), batchId)
  const by = there.as(reviewer)
  valueOf(approveBatch(by, approveInput(by, valueOf(getBatch(by, { batchId })))))
  carry(by, here, batchId)
  return { here, there, batchId }
}

it('only the ledger of birth exports what was approved elsewhere', () => {
  const { here, there, batchId } = approvedElsewhere()
  expect(codesOf(exported(there, batchId))).toEqual(['export_not_of_birth_ledger'])
  expect(valueOf(exported(here, batchId)).lineCount).toBe(1)
})

it.each([
  [
    'the journal that was signed',
    "update approval_elsewhere set journal = replace(journal, '10.00', '11.00')",
  ],
  ['the signature', "update statement set signature = replace(signature, 'a', 'b') where act = 'approve'"],
  [
    'what the approval says',
    "update statement set text = replace(text, 'Robin', 'Rubin') where act = 'approve'",
  ],
  ['what was booked', "update journal_entry set account = 'Adjustments' where account = 'Revenue'"],
])('and only where the approval verifies: not after somebody changed %s', (_what, change) => {
  const { here, batchId } = approvedElsewhere()
  here.ledger.database.exec(
    `drop trigger approval_elsewhere_keeps_what_was_signed; drop trigger statement_never_changes;
     drop trigger journal_entry_never_changes`,
  )
  here.ledger.database.exec(change)
  expect(codesOf(exported(here, batchId))).toEqual(['approval_unverified'])
})
