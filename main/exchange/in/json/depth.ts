import { FileRefused, refuse } from '../refusal'

/** Deepest nesting of lists and objects; real answers stay below ten. */
export const deepestLevel = 64

const quote = 0x22
const backslash = 0x5c

/**
 * Looks at the bytes before anything is parsed: a file of a hundred thousand brackets would go through
 * a parser and then stop the process elsewhere. Throws FileRefused json_too_deep with the place.
 */
export function checkDepth(blocks: Iterable<Uint8Array>, file: string): void {
  let depth = 0
  let line = 1
  let lineStart = 0
  let offset = 0
  let quoted = false
  let escaped = false
  for (const block of blocks) {
    for (const byte of block) {
      offset += 1
      if (byte === 10) {
        line += 1
        lineStart = offset
      }
      if (quoted) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) quoted = false
        continue
      }
      if (byte === quote) quoted = true
      else if (byte === 0x7b || byte === 0x5b) {
        depth += 1
        if (depth > deepestLevel) {
          const place = { file, line, column: offset - lineStart }
          throw new FileRefused(
            refuse('json_too_deep', place, `at most ${deepestLevel} levels`, 'more', { limit: deepestLevel }),
          )
        }
      } else if (byte === 0x7d || byte === 0x5d) depth -= 1
    }
  }
}
