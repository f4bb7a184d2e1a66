import type { BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { hasTouchedLines } from '../../ledger/draftEditTable'

/** Who has touched any line or has submitted the batch does not approve it. */
export function hasWorkedOn(ledger: Ledger, batch: BatchRecord, personId: string): boolean {
  return batch.preparerId === personId || hasTouchedLines(ledger, batch.id, personId)
}
