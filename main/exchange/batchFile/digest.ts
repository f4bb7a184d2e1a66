import type { FactContent } from '../../engine/batch/content'
import { sha256 } from './canonical'

/**
 * The text of a digest: canonical JSON with the hash of each line, or journal, and of each fact. `numberOf` gives the
 * numbers, from 1, of the lines of the revision. Nobody signs it and nothing rests on it: where a part does not have
 * its hash any more, it tells what was altered.
 */
export function digestText(
  lineName: 'lines' | 'journal',
  lines: readonly { readonly lineId: string }[],
  facts: readonly FactContent[],
  numberOf: ReadonlyMap<string, number>,
): string {
  // Both come from a text in canonical order: written again, each is as it stands there.
  const hashOf = (value: object) => sha256(JSON.stringify(value))
  const ofFacts = facts.map((fact) => {
    const numbers = fact.lineIds.map((lineId) => numberOf.get(lineId) ?? 0)
    return [fact.kind, fact.id, hashOf(fact), numbers]
  })
  const ofLines = lines.map((line) => [line.lineId, hashOf(line)])
  return JSON.stringify({ facts: ofFacts, [lineName]: ofLines })
}
