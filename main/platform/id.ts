import { randomBytes, randomInt } from 'node:crypto'
import { monotonicFactory } from 'ulid'
import type { Clock } from './clock'

/** Makes ULIDs that keep growing within one process, also when the clock jumps back. */
export function idFactory(clock: Clock): () => string {
  // A pseudo-random source of our own: the library looks for a global that Node 18 does not have.
  const next = monotonicFactory(() => randomInt(0, 2 ** 32) / 2 ** 32)
  return () => next(Date.parse(clock.now()))
}

/** An unguessable text of URL-safe characters: tokens and handles. */
export function secret(bytes = 24): string {
  return randomBytes(bytes).toString('base64url')
}

/** What a sample is drawn with: 128 bits that nobody could know before, as lower-case hexadecimal text. */
export function randomSeed(): string {
  return randomBytes(16).toString('hex')
}
