// Finds the place of a fault after a decoder has refused: the decoder says that, not where.

export interface BadByte {
  readonly line: number
  readonly column: number
  readonly byte: number
}

/**
 * Place of the first byte that is not UTF-8, or of the first byte that equals `wanted`. Lines and
 * columns count from 1, columns in characters. Only called once a fault is known to exist.
 */
export function firstBadByte(blocks: Iterable<Uint8Array>, wanted?: number): BadByte {
  let line = 1
  let column = 0
  let lead = 0
  let missing = 0
  let low = 0x80
  let high = 0xbf
  for (const block of blocks) {
    for (const byte of block) {
      if (missing > 0) {
        if (byte < low || byte > high) {
          if (wanted === undefined) return { line, column, byte: lead }
          missing = 0
        } else {
          missing -= 1
          low = 0x80
          high = 0xbf
          continue
        }
      }
      column += 1
      if (byte === wanted) return { line, column, byte }
      if (byte < 0x80) {
        if (byte === 10) {
          line += 1
          column = 0
        }
        continue
      }
      lead = byte
      missing = followers(byte)
      if (missing === 0) {
        if (wanted === undefined) return { line, column, byte }
        continue
      }
      low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
      high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
    }
  }
  return { line, column, byte: lead }
}

/** How many bytes follow a lead byte; 0 for one that may not lead. */
function followers(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 1
  if (lead >= 0xe0 && lead <= 0xef) return 2
  if (lead >= 0xf0 && lead <= 0xf4) return 3
  return 0
}
