import { toNumber, type Ledger } from './database'

/** A batch file that was written here or brought in, as a list shows it. */
export interface BatchFileRow {
  readonly direction: 'out' | 'in'
  readonly at: string
  readonly ledgerName: string
  readonly state: string
  readonly revision: number
  /** Of the sender's audit log. */
  readonly length: number
  readonly head: string
  readonly fileHash: string
}

/** All of a batch, the oldest first. */
export function listBatchFiles(ledger: Ledger, batchId: string): BatchFileRow[] {
  return ledger
    .sql<Omit<BatchFileRow, 'revision' | 'length'> & { revision: bigint; length: bigint }>(
      `select direction, at, ledger_name as ledgerName, state, revision, audit_length as length,
         audit_head as head, hash as fileHash
       from batch_file where batch_id = ? order by sequence`,
    )
    .all(batchId)
    .map((row) => ({ ...row, revision: toNumber(row.revision), length: toNumber(row.length) }))
}
