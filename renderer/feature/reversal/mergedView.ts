import type { ReversalAnswer, ReversalView } from '@contract/reversal'

/** The plan after an edit: the candidates that it touched take the places of what they were. */
export function mergedView(
  before: ReversalView | undefined,
  { isWhole, ...answer }: ReversalAnswer,
): ReversalView {
  if (isWhole || before?.reversalId !== answer.reversalId) return answer
  const changed = new Map(answer.candidates.map((one) => [one.row.adjustmentId, one]))
  const candidates =
    changed.size === 0
      ? before.candidates
      : before.candidates.map((one) => changed.get(one.row.adjustmentId) ?? one)
  return { ...answer, candidates }
}
