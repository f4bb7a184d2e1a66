import canonicalize from 'canonicalize'
import { z } from 'zod'
import { LedgerKind } from '@contract/ledger'
import { PersonName } from '@contract/person'
import { Moment } from '@contract/text'
import { fingerprintOf, isSignedBy, signText, type IdentityKey } from '../../platform/identityKey'

/** Public half of a person's key. It travels as a small file: what it says, and the key's own signature. */
export const IdentityCard = z.strictObject({
  contra: z.literal('identity-card'),
  format: z.literal(1),
  /** Of the ledger in which the key was made: one of a sandbox counts nowhere else. */
  kind: LedgerKind,
  madeAt: Moment,
  name: PersonName,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
})
export type IdentityCard = z.infer<typeof IdentityCard>

export interface ReadCard {
  readonly card: IdentityCard
  readonly fingerprint: string
  /** Byte for byte, to be kept. */
  readonly text: string
}

/** Some hundred bytes; more is no card. */
export const largestCardBytes = 4096

/** Two lines: what the card says as canonical JSON (RFC 8785), and the signature under that line. */
export function writeIdentityCard(
  says: Pick<IdentityCard, 'kind' | 'madeAt' | 'name'>,
  { publicKey, privateKey }: IdentityKey,
): string {
  const card: IdentityCard = { contra: 'identity-card', format: 1, publicKey, ...says }
  const line = canonicalize(card)
  if (line === undefined) throw new Error('An identity card is a JSON value')
  return `${line}\n${signText(line, privateKey)}\n`
}

/** Undefined for anything but a whole card with its own right signature, in the one spelling that it has. */
export function readIdentityCard(bytes: Uint8Array): ReadCard | undefined {
  const text = bytes.length > largestCardBytes ? undefined : textOf(bytes)
  if (text === undefined) return undefined
  const [line = '', signature = '', rest] = text.split('\n')
  if (rest !== '' || text !== `${line}\n${signature}\n`) return undefined
  const parsed = IdentityCard.safeParse(parseJson(line))
  if (!parsed.success || canonicalize(parsed.data) !== line) return undefined
  if (!isSignedBy(line, signature, parsed.data.publicKey)) return undefined
  return { card: parsed.data, fingerprint: fingerprintOf(parsed.data.publicKey), text }
}

/** Undefined for what is not UTF-8: nothing is replaced, no mark at the beginning overlooked. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
