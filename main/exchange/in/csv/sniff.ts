import { delimiters } from './scan'
import type { Delimiter } from './scan'

/** The delimiter that the header has most of, outside quotes; a comma when it has none. */
export function sniffDelimiter(start: string): Delimiter {
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of start) {
    if (character === '"') quoted = !quoted
    if (!quoted && (character === '\n' || character === '\r')) break
    if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  let best: Delimiter = ','
  for (const delimiter of delimiters) {
    if ((counts.get(delimiter) ?? 0) > (counts.get(best) ?? 0)) best = delimiter
  }
  return best
}
