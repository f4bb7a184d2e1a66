import { createHash } from 'node:crypto'

/** SHA-256 of the UTF-8 bytes of a text, in hexadecimal. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
