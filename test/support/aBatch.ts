import { expect } from 'vitest'
import type { Input, Output } from '@contract/api'
import type { BatchView, DraftAnswer, DraftChange, LineFields } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { createBatch } from '../../main/usecase/batch/createBatch'
import { editDraft } from '../../main/usecase/batch/editDraft'
import { getBatch } from '../../main/usecase/batch/getBatch'
import { submitBatch } from '../../main/usecase/batch/submitBatch'
import { reviewer, type TestContext } from './tempLedger'

/** The value of an accepted outcome; the test fails with the rejections of a refused one. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) expect.fail(JSON.stringify(outcome.rejections, null, 1))
  return outcome.value
}

/** The codes of a refused outcome; the test fails if it was accepted. */
export function codesOf(outcome: Outcome<unknown>): string[] {
  if (outcome.ok) expect.fail('was accepted')
  return outcome.rejections.map(({ code }) => code)
}

export function aDraft(context: TestContext, name = 'Corrections'): BatchView {
  return valueOf(createBatch(context, { commandId: context.newId(), name }))
}

export function cell(
  invoiceId: string,
  sourceId: string,
  type: 'Credit' | 'Charge',
  amount: string,
  fields: LineFields = {},
): DraftChange {
  const sourceType = sourceId.startsWith('T') ? 'Tax' : 'InvoiceDetail'
  return { op: 'adjustSource', invoiceId, sourceType, sourceId, type, amount, fields }
}

/** Makes an edit on the draft as it stands. */
export function edit(
  context: TestContext,
  batchId: string,
  changes: DraftChange[],
  label = 'Edit',
): DraftAnswer {
  const { editNumber } = valueOf(getBatch(context, { batchId }))
  return valueOf(editDraft(context, { commandId: context.newId(), batchId, editNumber, label, changes }))
}

export function submit(context: TestContext, batchId: string): Output<'submitBatch'> {
  const batch = valueOf(getBatch(context, { batchId }))
  return valueOf(submitBatch(context, submitInput(context, batch)))
}

export function submitInput(context: Pick<TestContext, 'newId'>, batch: BatchView): Input<'submitBatch'> {
  const { batchId, editNumber, warnings } = batch
  const confirmed = warnings.map(({ code, at }) => ({ code, at }))
  return { commandId: context.newId(), batchId, editNumber, confirmed }
}

export function approveInput(context: TestContext, batch: BatchView): Input<'approveBatch'> {
  const { batchId, revision, contentHash } = batch
  return { commandId: context.newId(), batchId, revision, contentHash, comment: '', confirmed: [] }
}

/** Submits as the context's person and approves as the reviewer. */
export function post(context: TestContext, batchId: string): BatchView {
  const submitted = submit(context, batchId)
  return valueOf(approveBatch(context.as(reviewer), approveInput(context, submitted)))
}

/** A batch of these cells, posted. */
export function aPostedBatch(context: TestContext, changes: DraftChange[], name = 'Posted'): BatchView {
  const { batchId } = aDraft(context, name)
  edit(context, batchId, changes)
  return post(context, batchId)
}
