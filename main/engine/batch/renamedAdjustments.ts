import type { Line } from '@contract/line'
import type { BatchContent } from './content'

/** The ids of adjustments that lines name: what they cancel, delete, reverse or stand in for. */
export function adjustmentIdsOf(lines: readonly Line[]): Set<string> {
  const ids = new Set<string>()
  for (const { adjustmentId, reversesId, replacesId } of lines) {
    if (adjustmentId !== '') ids.add(adjustmentId)
    if (reversesId !== '') ids.add(reversesId)
    if (replacesId !== '') ids.add(replacesId)
  }
  return ids
}

/** A content as another ledger made it, with adjustments under the ids that they have here. */
export function withAdjustmentsOfHere(
  content: BatchContent,
  hereById: ReadonlyMap<string, string>,
): BatchContent {
  if (hereById.size === 0) return content
  const here = (id: string) => hereById.get(id) ?? id
  return {
    lines: content.lines.map((line) => ({
      ...line,
      adjustmentId: here(line.adjustmentId),
      reversesId: here(line.reversesId),
      replacesId: here(line.replacesId),
    })),
    facts: content.facts.map((fact) => (fact.kind === 'adjustment' ? { ...fact, id: here(fact.id) } : fact)),
  }
}
