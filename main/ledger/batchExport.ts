import type { Ledger } from './database'

/** Moment of the newest export of a batch for upload; empty if it has never been exported. */
export function readBatchExportedAt(ledger: Ledger, batchId: string): string {
  const row = ledger
    .sql<{ at: string | null }>('select max(at) as at from export where batch_id = ?')
    .get(batchId)
  return row?.at ?? ''
}
