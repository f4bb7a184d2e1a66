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

/**
 * The numbers that a content gives to adjustments which its lines cancel, delete or reverse, by id; empty where it has
 * none. They are signed with it. What a line only stands in for is no fact, and has none.
 */
export function signedNumbersOf({ lines, facts }: BatchContent): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>()
  for (const { adjustmentId, reversesId } of lines)
    for (const id of [adjustmentId, reversesId]) if (id !== '') numbers.set(id, '')
  for (const { kind, id, label } of facts) if (kind === 'adjustment') numbers.set(id, label)
  return numbers
}
