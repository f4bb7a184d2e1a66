import type { ExceptionUse } from '@contract/period'

/** Where something done under an exception is shown: the adjustment it became, else its batch. */
export function placeOfUse({ adjustmentId, batchId }: ExceptionUse): string {
  return adjustmentId === '' ? `/batches/${batchId}` : `/adjustments/${adjustmentId}`
}
