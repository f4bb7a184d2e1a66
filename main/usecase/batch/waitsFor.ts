import type { BatchRow, BatchState } from '@contract/batch'

const waitsForByState = {
  draft: 'preparer',
  submitted: 'reviewer',
  approved: 'export',
  exported: 'landing',
  landed: 'nobody',
} as const satisfies Record<BatchState, BatchRow['waitsFor']>

/** Who may act next on a batch. */
export function waitsFor(state: BatchState): BatchRow['waitsFor'] {
  return waitsForByState[state]
}
