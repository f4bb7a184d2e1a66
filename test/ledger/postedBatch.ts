import type { BatchView } from '@contract/batch'
import type { LineFields } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { createBatch } from '../../main/usecase/batch/createBatch'
import { editDraft } from '../../main/usecase/batch/editDraft'
import { submitBatch } from '../../main/usecase/batch/submitBatch'
import { reviewer, type TestContext } from '../support/tempLedger'

export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.rejections))
  return outcome.value
}

/** A draft with these lines, in the hands of the context's person. */
export function draftOf(context: TestContext, name: string, lines: readonly LineFields[]): BatchView {
  const batch = valueOf(createBatch(context, { commandId: context.newId(), name }))
  valueOf(
    editDraft(context, {
      commandId: context.newId(),
      batchId: batch.batchId,
      editNumber: batch.editNumber,
      label: 'Type',
      changes: lines.map((fields) => ({ op: 'put', lineId: '', fields })),
    }),
  )
  return { ...batch, editNumber: batch.editNumber + 1 }
}

/** The same, submitted. */
export function submittedOf(context: TestContext, name: string, lines: readonly LineFields[]): BatchView {
  const { batchId, editNumber } = draftOf(context, name, lines)
  const submit = { commandId: context.newId(), batchId, editNumber, confirmed: [] }
  return valueOf(submitBatch(context, submit))
}

/** The same, approved by the reviewer and so posted; answers with the ids of its adjustments in order. */
export function postedOf(
  context: TestContext,
  name: string,
  lines: readonly LineFields[],
): { batchId: string; ids: string[] } {
  const { batchId, revision, contentHash } = submittedOf(context, name, lines)
  const approver = context.as(reviewer)
  valueOf(
    approveBatch(approver, {
      commandId: context.newId(),
      batchId,
      revision,
      contentHash,
      comment: '',
      confirmed: [],
    }),
  )
  const rows = context.ledger
    .sql<{ id: string }>('select id from line where batch_id = ? order by position')
    .all(batchId)
  return { batchId, ids: rows.map(({ id }) => id) }
}

/** A line of an item adjustment. */
export function itemLine(
  invoiceId: string,
  sourceId: string,
  amount: string,
  more: LineFields = {},
): LineFields {
  return { kind: 'IIA', invoiceId, sourceType: 'InvoiceDetail', sourceId, type: 'Credit', amount, ...more }
}
