import type { BatchRecord } from './batchTable'
import type { Ledger } from './database'
import { readLedger } from './ledgerTable'
import { readPeople } from './personTable'

/** Where a batch was made, and by whom. */
export interface BatchOrigin {
  readonly ledgerName: string
  readonly ledgerCode: string
  readonly createdByName: string
}

export function insertBatchOrigin(
  ledger: Ledger,
  batchId: string,
  { ledgerName, ledgerCode, createdByName }: BatchOrigin,
): void {
  ledger
    .sql('insert into batch_origin (batch_id, ledger_name, ledger_code, created_by_name) values (?, ?, ?, ?)')
    .run(batchId, ledgerName, ledgerCode, createdByName)
}

/** Of a batch that was made elsewhere as its first file had it; else this ledger, and who began it. */
export function readBatchOrigin(ledger: Ledger, batch: BatchRecord): BatchOrigin {
  const elsewhere = ledger
    .sql<BatchOrigin>(
      `select ledger_name as ledgerName, ledger_code as ledgerCode, created_by_name as createdByName
       from batch_origin where batch_id = ?`,
    )
    .get(batch.id)
  if (elsewhere !== undefined) return elsewhere
  const { name, code } = readLedger(ledger)
  const maker = readPeople(ledger).find(({ id }) => id === batch.preparerId)
  return { ledgerName: name, ledgerCode: code, createdByName: maker?.name ?? batch.preparerName }
}
