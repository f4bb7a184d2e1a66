import type { BatchRow, BatchState } from '@contract/batch'
import type { BatchRecord } from '../../ledger/batchTable'

const waitsForByState = {
  draft: 'preparer',
  submitted: 'reviewer',
  approved: 'export',
  exported: 'landing',
  landed: 'nobody',
} as const satisfies Record<BatchState, BatchRow['waitsFor']>

/** Who may act next on a batch. */
export function waitsFor({
  state,
  isApprovedElsewhere,
}: Pick<BatchRecord, 'state' | 'isApprovedElsewhere'>): BatchRow['waitsFor'] {
  return isApprovedElsewhere ? 'posting' : waitsForByState[state]
}
