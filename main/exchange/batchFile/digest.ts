import type { FactContent } from '../../engine/batch/content'
import { sha256 } from './canonical'

/** A part as it was read: its lines or journals, its facts, and the text of each of them. */
export interface Pieces {
  readonly lines: readonly { readonly lineId: string }[]
  readonly lineTexts: readonly string[]
  readonly facts: readonly FactContent[]
  readonly factTexts: readonly string[]
}

/**
 * The text of a digest: canonical JSON with the hash of each line and fact. `numberOf` gives the numbers, from 1, of
 * the lines of the revision.
 */
export function digestText(
  { lines, lineTexts, facts, factTexts }: Pieces,
  lineName: 'lines' | 'journal',
  numberOf: ReadonlyMap<string, number>,
): string {
  const ofFacts = facts.map(({ kind, id, lineIds }, index) => {
    const numbers = lineIds.map((lineId) => numberOf.get(lineId) ?? 0)
    return `[${JSON.stringify(kind)},${JSON.stringify(id)},"${sha256(factTexts[index] ?? '')}",[${numbers.join(',')}]]`
  })
  const ofLines = lines.map(
    ({ lineId }, index) => `[${JSON.stringify(lineId)},"${sha256(lineTexts[index] ?? '')}"]`,
  )
  return `{"facts":[${ofFacts.join(',')}],"${lineName}":[${ofLines.join(',')}]}`
}
