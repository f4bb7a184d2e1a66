import { appendBatchEvent } from '../../ledger/batchEventTable'
import { setBatchState, type BatchRecord } from '../../ledger/batchTable'
import { audit, type Context } from '../context'

/** A submitted batch is a draft again; its revision stays readable, and the next submit makes a new one. */
export function backToDraft(
  context: Context,
  batch: BatchRecord,
  event: 'recalled' | 'returned',
  comment: string,
  signed: { readonly signature?: string } = {},
): { batchId: string } {
  const { ledger, person, clock } = context
  const { id: batchId, name, revision } = batch
  const at = clock.now()
  setBatchState(ledger, batchId, 'draft', at)
  const who = { personId: person.id, personName: person.name }
  appendBatchEvent(ledger, { batchId, event, revision, ...who, at, comment })
  const action = event === 'recalled' ? 'recallBatch' : 'returnBatch'
  audit(context, { action, subject: `batch ${batchId}`, detail: { name, revision, comment, ...signed } })
  return { batchId }
}
