import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto'
import { z } from 'zod'

// Keys of people: Ed25519, the private half at rest only under a passphrase. Public keys and signatures are
// lower-case hexadecimal of fixed length, so that there is one spelling of each.

/** How costly a guess at a passphrase is: `n` of scrypt, with r = 8 and p = 1. 128 MiB and some 0.4 s at 2^17. */
type SealingCost = number
export const usualCost: SealingCost = 2 ** 17
/** For keys that protect nothing, as those of a sandbox. */
export const practiceCost: SealingCost = 2 ** 12

/** What stands before the 32 bytes of a key in its usual encodings (RFC 8410). */
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface IdentityKey {
  /** 64 hexadecimal digits. */
  readonly publicKey: string
  /** 64 hexadecimal digits; never written anywhere but sealed. */
  readonly privateKey: string
}

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n))

/**
 * A private key under a passphrase, as text to be stored. The cost is bounded: a file that asks for terabytes
 * is refused before any work is done.
 */
const SealedKey = z.strictObject({
  kdf: z.literal('scrypt'),
  n: z
    .int()
    .min(practiceCost)
    .max(2 ** 20)
    .refine(isPowerOfTwo),
  r: z.literal(8),
  p: z.literal(1),
  salt: hex(16),
  cipher: z.literal('aes-256-gcm'),
  iv: hex(12),
  tag: hex(16),
  data: hex(32),
})
type SealedKey = z.infer<typeof SealedKey>

/** Undefined for anything but a whole sealed key in the one spelling that `sealPrivateKey` gives it. */
export function readSealedKey(text: string): SealedKey | undefined {
  try {
    const parsed = SealedKey.safeParse(JSON.parse(text))
    return parsed.success && JSON.stringify(parsed.data) === text ? parsed.data : undefined
  } catch {
    return undefined
  }
}

export function newIdentityKey(): IdentityKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey
      .export({ format: 'der', type: 'spki' })
      .subarray(publicPrefix.length)
      .toString('hex'),
    privateKey: privateKey
      .export({ format: 'der', type: 'pkcs8' })
      .subarray(privatePrefix.length)
      .toString('hex'),
  }
}

/** A key that anybody can make again from a text: for those of a sandbox, which protect nothing. */
export function practiceKeyOf(text: string): IdentityKey {
  const privateKey = createHash('sha256').update(text).digest('hex')
  return { publicKey: publicKeyOf(privateKey), privateKey }
}

/** The name of a key that people compare and that signatures give: SHA-256 of its 32 bytes. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex')
}

export function sealPrivateKey(privateKey: string, passphrase: string, cost = usualCost): string {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const terms = { kdf: 'scrypt', n: cost, r: 8, p: 1, salt: salt.toString('hex') } as const
  const cipher = createCipheriv('aes-256-gcm', keyFrom(passphrase, terms), iv)
  const data = Buffer.concat([cipher.update(Buffer.from(privateKey, 'hex')), cipher.final()])
  const sealed: SealedKey = {
    ...terms,
    cipher: 'aes-256-gcm',
    iv: iv.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
    data: data.toString('hex'),
  }
  return JSON.stringify(sealed)
}

/**
 * Undefined where the passphrase is not the right one, or the text not what was sealed; nothing tells a nearly
 * right one from a wrong one.
 */
export function openPrivateKey(sealedText: string, passphrase: string): string | undefined {
  const sealed = readSealedKey(sealedText)
  if (sealed === undefined) return undefined
  const decipher = createDecipheriv(
    sealed.cipher,
    keyFrom(passphrase, sealed),
    Buffer.from(sealed.iv, 'hex'),
    { authTagLength: 16 },
  )
  decipher.setAuthTag(Buffer.from(sealed.tag, 'hex'))
  const opened = decipher.update(Buffer.from(sealed.data, 'hex'))
  try {
    return Buffer.concat([opened, decipher.final()]).toString('hex')
  } catch {
    return undefined
  }
}

/** The same passphrase typed on another keyboard is the same: composed and decomposed letters agree. */
function keyFrom(passphrase: string, { n, r, p, salt }: Pick<SealedKey, 'n' | 'r' | 'p' | 'salt'>): Buffer {
  return scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), 32, {
    N: n,
    r,
    p,
    maxmem: 256 * n * r,
  })
}

/** The public half that belongs to a private one. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(keyObject(privateKey))
    .export({ format: 'der', type: 'spki' })
    .subarray(publicPrefix.length)
    .toString('hex')
}

/** 128 hexadecimal digits over the bytes of the text. */
export function signText(text: string, privateKey: string): string {
  return sign(null, Buffer.from(text, 'utf8'), keyObject(privateKey)).toString('hex')
}

function keyObject(privateKey: string) {
  const key = Buffer.concat([privatePrefix, Buffer.from(privateKey, 'hex')])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

/**
 * Points of small order, the sign aside: under such a "key" there are signatures that fit any text, made
 * without a private half. All encodings that verifiers take (RFC 8032, section 5.1.7 leaves them open).
 */
const smallOrderKeys: ReadonlySet<string> = new Set([
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
])

function isSmallOrder(publicKey: string): boolean {
  const bytes = Buffer.from(publicKey, 'hex')
  bytes[31] = (bytes[31] ?? 0) & 0x7f
  return smallOrderKeys.has(bytes.toString('hex'))
}

export function isSignedBy(text: string, signature: string, publicKey: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature) || !/^[0-9a-f]{64}$/.test(publicKey)) return false
  if (isSmallOrder(publicKey)) return false
  const key = createPublicKey({
    key: Buffer.concat([publicPrefix, Buffer.from(publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  })
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex'))
}
