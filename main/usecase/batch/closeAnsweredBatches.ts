import { appendBatchEvent } from '../../ledger/batchEventTable'
import { findBatch, setBatchState } from '../../ledger/batchTable'
import { listBatchLines } from '../../ledger/lineTable'
import type { Context } from '../context'
import { landingOfLines } from './lineLanding'

/**
 * A posted batch has landed when each of its lines has an answer, whoever gave the last one, a person or an
 * import. Answers with those that have now. Only within the transaction that brought the answers.
 */
export function closeAnsweredBatches(context: Context, batchIds: Iterable<string>): string[] {
  return [...batchIds].filter((batchId) => closeIfAnswered(context, batchId))
}

function closeIfAnswered(context: Context, batchId: string): boolean {
  const { ledger, person, clock } = context
  const batch = findBatch(ledger, batchId)
  if (batch?.state !== 'approved' && batch?.state !== 'exported') return false
  const lines = listBatchLines(ledger, batchId)
  const landings = landingOfLines(ledger, batchId, lines)
  if (!lines.every(({ lineId }) => landings.get(lineId)?.isAnswered === true)) return false
  const at = clock.now()
  setBatchState(ledger, batchId, 'landed', at)
  const who = { personId: person.id, personName: person.name }
  appendBatchEvent(ledger, {
    batchId,
    event: 'landed',
    revision: batch.revision,
    ...who,
    at,
    comment: '',
  })
  return true
}
