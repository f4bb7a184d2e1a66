import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'

export interface WrittenFile {
  readonly bytes: number
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string
}

/** Writes a new file and waits until it is on the disk. After a fault no part of it is left. */
export function writeChunks(path: string, chunks: Iterable<Uint8Array>): WrittenFile {
  const file = openSync(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for (const chunk of chunks) {
      for (let from = 0; from < chunk.length;) from += writeSync(file, chunk, from)
      hash.update(chunk)
      bytes += chunk.length
    }
    fsyncSync(file)
  } catch (error) {
    closeSync(file)
    rmSync(path, { force: true })
    throw error
  }
  closeSync(file)
  return { bytes, hash: hash.digest('hex') }
}
