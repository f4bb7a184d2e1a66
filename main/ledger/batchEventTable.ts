import type { BatchEvent } from '@contract/batch'
import { toNumber, type Ledger } from './database'

interface BatchEventRecord extends BatchEvent {
  readonly batchId: string
  readonly personId: string
}

/**
 * Appends what became of a batch. Its creation is not among these rows but read from the batch itself:
 * a draft that was never submitted can still be discarded, and events never go.
 */
export function appendBatchEvent(ledger: Ledger, record: BatchEventRecord): void {
  ledger
    .sql(
      `insert into batch_event (batch_id, event, revision, person_id, person_name, at, comment)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.batchId,
      record.event,
      BigInt(record.revision),
      record.personId,
      record.personName,
      record.at,
      record.comment,
    )
}

export function listBatchEvents(ledger: Ledger, batchId: string): BatchEvent[] {
  return ledger
    .sql<{ event: BatchEvent['event']; revision: bigint; person_name: string; at: string; comment: string }>(
      'select event, revision, person_name, at, comment from batch_event where batch_id = ? order by sequence',
    )
    .all(batchId)
    .map((row) => ({
      event: row.event,
      revision: toNumber(row.revision),
      personName: row.person_name,
      at: row.at,
      comment: row.comment,
    }))
}
