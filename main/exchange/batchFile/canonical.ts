import { isUtf8 } from 'node:buffer'
import * as crypto from 'node:crypto'
import canonicalize from 'canonicalize'

/** Not in the Node of older Electrons; where it is, short texts are hashed in half the time. */
const hashAtOnce = (crypto as { readonly hash?: typeof crypto.hash }).hash

/** SHA-256 in hexadecimal; of a text, of its UTF-8 bytes. */
export function sha256(data: string | Uint8Array): string {
  if (hashAtOnce !== undefined) return hashAtOnce('sha256', data)
  return crypto.createHash('sha256').update(data).digest('hex')
}

/** Undefined for what is not UTF-8: nothing is replaced, and a mark at the beginning stays. */
export function textOf(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

/** Undefined for what is no JSON. Of a key that stands twice the last counts: compare the spelling as well. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What JSON.stringify would have to escape: halves of a surrogate pair, which no UTF-8 can hold. */
const halfOfPair = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/

/** Whether JSON text names half a surrogate pair, which canonical JSON (RFC 8785) does not know. */
function hasHalves(json: string): boolean {
  return json.includes('\\ud') && halfOfPair.test(json)
}

/** Whether the text is the one spelling of a value. The value must come out of JSON and be of bounded depth. */
export function isSpelling(text: string, value: unknown): boolean {
  return !hasHalves(text) && written(value, canonicalize) === text
}

/** The same for a value of which it is known that its fields stand in order, which saves the sorting. */
export function isSpellingInOrder(text: string, value: unknown): boolean {
  return !hasHalves(text) && written(value, JSON.stringify) === text
}

/** Undefined for what becomes longer than a text can be: `1e20` does, written again. */
function written(value: unknown, write: (value: unknown) => string | undefined): string | undefined {
  try {
    return write(value)
  } catch {
    return undefined
  }
}

/** Throws (a defect) for what JSON does not know. */
export function spellingOf(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('Not a JSON value')
  return text
}
