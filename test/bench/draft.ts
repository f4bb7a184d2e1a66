import type { DraftChange } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import type { Context } from '../../main/usecase/context'
import { createBatch } from '../../main/usecase/batch/createBatch'
import { editDraft } from '../../main/usecase/batch/editDraft'
import { submitBatch } from '../../main/usecase/batch/submitBatch'
import type { BenchInvoice } from './benchInvoice'
import { newId, valueOf } from './workplace'

/** A credit of an item, as it is typed into the grid. */
export function creditOf(invoiceId: string, sourceId: string, amount: string): DraftChange {
  return {
    op: 'adjustSource',
    invoiceId,
    sourceType: 'InvoiceDetail',
    sourceId,
    type: 'Credit',
    amount,
    fields: {},
  }
}

export function newDraft(context: Context, name: string): { batchId: string; editNumber: number } {
  return valueOf(createBatch(context, { commandId: newId(), name }))
}

/** Saves changes as one edit; gives the number of the edit. */
export function edit(
  context: Context,
  { batchId, editNumber }: { readonly batchId: string; readonly editNumber: number },
  changes: DraftChange[],
): number {
  const input = { commandId: newId(), batchId, editNumber, label: 'Type', changes }
  return valueOf(editDraft(context, input)).editNumber
}

/** A batch that credits every item of the invoices, submitted. */
export function submitted(context: Context, name: string, invoices: readonly BenchInvoice[]) {
  const draft = newDraft(context, name)
  const changes = invoices.flatMap(({ id, itemIds }) =>
    itemIds.map((itemId) => creditOf(id, itemId, '12.50')),
  )
  return submitDraft(context, { batchId: draft.batchId, editNumber: edit(context, draft, changes) })
}

/** Submits a draft, confirming every warning. */
export function submitDraft(
  context: Context,
  { batchId, editNumber }: { readonly batchId: string; readonly editNumber: number },
) {
  const submit = (confirmed: Pick<Rejection, 'code' | 'at'>[]) =>
    submitBatch(context, { commandId: newId(), batchId, editNumber, confirmed })
  const first = submit([])
  if (first.ok) return first.value
  const [reason, ...warnings] = first.rejections
  if (reason?.code !== 'warnings_unconfirmed') throw new Error(JSON.stringify(first.rejections.slice(0, 3)))
  return valueOf(submit(warnings.map(({ code, at }) => ({ code, at }))))
}
