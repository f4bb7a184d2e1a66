import { refused, rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { BatchVerdict } from '../../engine/fact'

/** More would help nobody, and an answer has to cross the bridge. */
const mostRejections = 200

/** The first refusals of all lines, in their order. */
export function firstRejections(verdict: BatchVerdict): Rejection[] {
  const found: Rejection[] = []
  for (const { rejections } of verdict.lines) {
    for (const refusal of rejections) {
      if (found.length === mostRejections) return found
      found.push(refusal)
    }
  }
  return found
}

export function rejectedLineCount(verdict: BatchVerdict): number {
  return verdict.lines.filter(({ rejections }) => rejections.length > 0).length
}

/** `batch_has_rejections` with the counts, followed by the first refusals. */
export function refuseRejected(batchId: string, verdict: BatchVerdict) {
  const lineCount = rejectedLineCount(verdict)
  return refused(
    rejection('batch_has_rejections', `batches/${batchId}`, { lineCount, of: verdict.lines.length }),
    ...firstRejections(verdict),
  )
}
