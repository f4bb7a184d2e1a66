import { sampleOf } from '../../engine/review/sample'
import { hashOfText } from '../../platform/textHash'

/**
 * The sample of a seed: lines come in the order of the SHA-256 (as lower-case hexadecimal text) of the seed's text,
 * a colon and the line's id, and the first so many are taken. Anybody with a SHA-256 tool draws it again.
 */
export function drawnSample(
  lineIds: readonly string[],
  { seed, size }: { readonly seed: string; readonly size: number },
): ReadonlySet<string> {
  return sampleOf(lineIds, size, (lineId) => hashOfText(`${seed}:${lineId}`))
}
