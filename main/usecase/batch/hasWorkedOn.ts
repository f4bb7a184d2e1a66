import type { BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { hasTouchedLines } from '../../ledger/draftEditTable'
import { hasSubmitted } from '../../ledger/revisionTable'

/** Who has touched any line or has submitted any revision of the batch does not approve it. */
export function hasWorkedOn(ledger: Ledger, batch: BatchRecord, personId: string): boolean {
  return (
    batch.preparerId === personId ||
    hasTouchedLines(ledger, batch.id, personId) ||
    hasSubmitted(ledger, batch.id, personId)
  )
}
