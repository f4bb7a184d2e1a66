import { createHash } from 'node:crypto'
import { readBlocks, type InputFile } from '../../exchange/in/file'

/** SHA-256 of the bytes: the same file is recognised, whatever it is called. */
export function fileHash(file: InputFile): string {
  const hash = createHash('sha256')
  for (const block of readBlocks(file)) hash.update(block)
  return hash.digest('hex')
}
