import { readBlocks, readStart } from './file'
import type { InputFile } from './file'
import { firstBadByte } from './badByte'
import { FileRefused, refuse } from './refusal'

/** windows-1252 is never guessed: nearly any bytes are text in it. A person says so. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** By the byte order mark; UTF-8 without one. */
export function detectEncoding(file: InputFile): Encoding {
  const [first, second, third] = readStart(file, 3)
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  return 'utf-8'
}

/**
 * The text of a file in pieces, without byte order mark. Strict: a wrong sequence or a NUL is refused
 * with its line and column, never replaced. Throws FileRefused: file_encoding, file_has_nul.
 */
export function* decodeFile(file: InputFile, encoding: Encoding): Generator<string> {
  const pieces = encoding === 'utf-8' ? decodeUtf8(file) : decodeOther(file, encoding)
  let length = 0
  for (const piece of pieces) {
    if (piece.includes('\0')) throw nulRefused(file, encoding)
    length += piece.length
    if (piece !== '') yield piece
  }
  if (length === 0)
    throw new FileRefused(refuse('file_empty', { file: file.name }, 'rows', 'a byte order mark'))
}

/**
 * Cut between characters: whole pieces decode several times faster than a stream, and ASCII stays one
 * byte per character in memory.
 */
function* decodeUtf8(file: InputFile): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let kept: Buffer | undefined
  let first = true
  const decode = (bytes: Buffer): string => {
    const start = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    first = false
    try {
      return decoder.decode(bytes.subarray(start))
    } catch {
      throw encodingRefused(file)
    }
  }
  for (const read of readBlocks(file)) {
    const block = kept === undefined ? read : Buffer.concat([kept, read])
    const end = characterEnd(block)
    kept = end === block.length ? undefined : block.subarray(end)
    if (end > 0) yield decode(block.subarray(0, end))
  }
  if (kept !== undefined) yield decode(kept)
}

/** Where the last whole character of a block ends: a sequence that may go on in the next block is left out. */
function characterEnd(block: Buffer): number {
  for (let back = 1; back <= 3 && back <= block.length; back += 1) {
    const byte = block[block.length - back] ?? 0
    if (byte < 0x80) return block.length
    if (byte >= 0xc0) return block.length - back
  }
  return block.length
}

function* decodeOther(file: InputFile, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (const block of readBlocks(file)) yield decoder.decode(block, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw new FileRefused(refuse('file_encoding', { file: file.name }, encoding, 'bytes that are not'))
  }
}

function encodingRefused(file: InputFile): FileRefused {
  const bad = firstBadByte(readBlocks(file))
  const place = { file: file.name, line: bad.line, column: bad.column }
  const found = `byte 0x${bad.byte.toString(16).toUpperCase().padStart(2, '0')}`
  return new FileRefused(refuse('file_encoding', place, 'UTF-8', found, { alternative: 'windows-1252' }))
}

function nulRefused(file: InputFile, encoding: Encoding): FileRefused {
  const place: { file: string; line?: number; column?: number } = { file: file.name }
  if (encoding === 'utf-8' || encoding === 'windows-1252') {
    const nul = firstBadByte(readBlocks(file), 0)
    place.line = nul.line
    place.column = nul.column
  }
  return new FileRefused(refuse('file_has_nul', place, 'text', 'a NUL character'))
}
