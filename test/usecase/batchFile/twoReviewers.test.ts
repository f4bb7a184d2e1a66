import { expect, it } from 'vitest'
import { approvalKinds } from '../../../preload/contract/approval'
import { verifyLedger } from '../../../main/ledger/verify'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { changeApprovalRules } from '../../../main/usecase/approval/changeApprovalRules'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { controller, reviewer, type TestContext } from '../../support/tempLedger'
import { bringIn, carry, preview, savedFile, twoLedgers } from '../../support/twoLedgers'

function askForTwo(context: TestContext): void {
  const by = context.as(controller)
  const rule = {
    ruleId: by.newId(),
    name: 'Two',
    kinds: [...approvalKinds],
    lineUpTo: null,
    batchUpTo: null,
    running: [],
    coversExceptions: true,
    approverIds: [],
    reviewerCount: 2 as const,
  }
  valueOf(changeApprovalRules(by, { commandId: by.newId(), rules: [rule] }))
}

const approve = (context: TestContext, batchId: string) =>
  approveBatch(context, approveInput(context, valueOf(getBatch(context, { batchId }))))

/** Submitted here, where two reviewers are asked for; and brought in there. */
function submitted() {
  const { here, there } = twoLedgers()
  for (const context of [here, there]) askForTwo(context)
  const { batchId } = aDraft(here)
  edit(here, batchId, [cell('I1', 'IT1', 'Credit', '10.00')])
  submit(here, batchId)
  carry(here, there.as(reviewer), batchId)
  return { here, there, batchId }
}

it('one approves on each machine: the second approval posts, and comes back once', () => {
  const { here, there, batchId } = submitted()
  expect(valueOf(approve(there.as(reviewer), batchId))).toMatchObject({
    state: 'submitted',
    approval: { approvedBy: ['Robin Reviewer'], missing: 1 },
  })
  expect(codesOf(approve(there.as(reviewer), batchId))).toEqual(['approved_already'])
  const partly = savedFile(there.as(reviewer), batchId)
  expect(valueOf(preview(here, partly))).toMatchObject({ relation: 'later', effect: 'approve' })
  valueOf(bringIn(here, partly))
  expect(valueOf(getBatch(here, { batchId })).approval).toMatchObject({ missing: 1 })
  expect(valueOf(approve(here.as(controller), batchId)).state).toBe('approved')
  expect(carry(here, there.as(reviewer), batchId).effect).toBe('post')
  for (const { ledger } of [here, there]) expect(verifyLedger(ledger).faults).toEqual([])
})

it('both approve by themselves: the second file is enough, and posts', () => {
  const { here, there, batchId } = submitted()
  valueOf(approve(there.as(reviewer), batchId))
  valueOf(approve(here.as(controller), batchId))
  expect(valueOf(getBatch(here, { batchId })).state).toBe('submitted')
  const file = savedFile(there.as(reviewer), batchId)
  expect(valueOf(preview(here, file)).effect).toBe('post')
  expect(valueOf(bringIn(here, file)).effect).toBe('post')
  expect(valueOf(getBatch(here, { batchId })).state).toBe('approved')
  expect(carry(here, there.as(reviewer), batchId).effect).toBe('post')
  for (const { ledger } of [here, there]) expect(verifyLedger(ledger).faults).toEqual([])
})

it('one approval that was enough there is not enough where two are asked for', () => {
  const { here, there } = twoLedgers()
  askForTwo(here)
  const { batchId } = aDraft(here)
  edit(here, batchId, [cell('I1', 'IT1', 'Credit', '10.00')])
  submit(here, batchId)
  carry(here, there.as(reviewer), batchId)
  expect(valueOf(approve(there.as(reviewer), batchId)).state).toBe('approved')
  expect(carry(there.as(reviewer), here, batchId).effect).toBe('wait')
  expect(valueOf(getBatch(here, { batchId })).notPostedBecause.map(({ code }) => code)).toEqual([
    'approver_not_named',
  ])
})
