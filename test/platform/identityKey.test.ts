import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import {
  fingerprintOf,
  isSignedBy,
  newIdentityKey,
  openPrivateKey,
  practiceCost,
  publicKeyOf,
  readSealedKey,
  sealPrivateKey,
  signText,
  usualCost,
} from '../../main/platform/identityKey'

const passphrase = 'correct horse battery'
const key = newIdentityKey()
const sealed = sealPrivateKey(key.privateKey, passphrase, practiceCost)
const text = 'Größe: 1,204.80 €\n'

/** Node's own crypto, with a key in a form (JWK) that ours never uses. */
function nodeKey(publicKey: string) {
  const x = Buffer.from(publicKey, 'hex').toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

describe('a signature', () => {
  it('is one that others verify, and theirs are verified here', () => {
    const signature = signText(text, key.privateKey)
    const bytes = Buffer.from(text, 'utf8')
    expect(verify(null, bytes, nodeKey(key.publicKey), Buffer.from(signature, 'hex'))).toBe(true)
    const pair = generateKeyPairSync('ed25519')
    const { x = '' } = pair.publicKey.export({ format: 'jwk' })
    const publicKey = Buffer.from(x, 'base64url').toString('hex')
    expect(isSignedBy(text, sign(null, bytes, pair.privateKey).toString('hex'), publicKey)).toBe(true)
    expect(publicKeyOf(key.privateKey)).toBe(key.publicKey)
  })

  it('is the one of RFC 8032, section 7.1, test 3', () => {
    const privateKey = 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7'
    const publicKey = 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'
    expect(publicKeyOf(privateKey)).toBe(publicKey)
    const pair = nodeKey(publicKey)
    const expected =
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
      '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'
    expect(verify(null, Buffer.from('af82', 'hex'), pair, Buffer.from(expected, 'hex'))).toBe(true)
  })

  it('holds for no other text, key or signature, however little differs', () => {
    const signature = signText(text, key.privateKey)
    expect(isSignedBy(text, signature, key.publicKey)).toBe(true)
    expect(isSignedBy(`${text} `, signature, key.publicKey)).toBe(false)
    expect(isSignedBy(text, signature, newIdentityKey().publicKey)).toBe(false)
    for (let bit = 0; bit < 512; bit += 1) {
      const bytes = Buffer.from(signature, 'hex')
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(isSignedBy(text, bytes.toString('hex'), key.publicKey)).toBe(false)
    }
  })

  it('has one spelling', () => {
    const signature = signText(text, key.privateKey)
    const others = [signature.toUpperCase(), ` ${signature}`, `${signature}\n`, `${signature}00`, '']
    expect(others.map((other) => isSignedBy(text, other, key.publicKey))).toEqual(others.map(() => false))
    expect(isSignedBy(text, signature, key.publicKey.toUpperCase())).toBe(false)
    expect(isSignedBy(text, signature, `${key.publicKey}\n`)).toBe(false)
  })

  it('with the order of the group added to it is another spelling, and refused', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const bytes = Buffer.from(signText(text, key.privateKey), 'hex')
    const scalar = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order
    const spelled = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse()
    const other = Buffer.concat([bytes.subarray(0, 32), spelled]).toString('hex')
    expect(isSignedBy(text, other, key.publicKey)).toBe(false)
  })

  const one = `01${'00'.repeat(31)}`
  const smallOrder = [
    one,
    `01${'00'.repeat(30)}80`,
    `00${'00'.repeat(31)}`,
    `ec${'ff'.repeat(30)}7f`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  ]

  test.each(smallOrder)('under the key %s, which fits texts that nobody signed, is none', (weak) => {
    const anySignature = `${one}${'00'.repeat(32)}`
    const texts = Array.from({ length: 64 }, (_, index) => `text ${index}`)
    // OpenSSL 3.0 and BoringSSL take it for some of these texts or all, OpenSSL 3.5 for none.
    expect(texts.some((any) => isSignedBy(any, anySignature, weak))).toBe(false)
  })
})

test('a fingerprint is the SHA-256 of the 32 bytes of the key, not of their spelling', () => {
  expect(fingerprintOf('00'.repeat(32))).toBe(
    '66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925',
  )
})

describe('a sealed key', () => {
  it('opens with its passphrase, also as another keyboard composes it', () => {
    const composed = 'Zo\u00eb \ufb01nds caf\u00e9s'
    const decomposed = 'Zoe\u0308 finds cafe\u0301s'
    const text = sealPrivateKey(key.privateKey, composed, practiceCost)
    expect(openPrivateKey(text, composed)).toBe(key.privateKey)
    expect(openPrivateKey(text, decomposed)).toBe(key.privateKey)
  })

  test.each(['', 'correct horse batterY', 'correct horse battery ', 'correct horse batter'])(
    'does not open with %j',
    (wrong) => {
      expect(openPrivateKey(sealed, wrong)).toBeUndefined()
    },
  )

  it('has neither key nor passphrase in it, and is never twice the same', () => {
    expect(sealed).not.toContain(key.privateKey)
    expect(sealed).not.toContain('horse')
    const again = sealPrivateKey(key.privateKey, passphrase, practiceCost)
    const [one, two] = [readSealedKey(sealed), readSealedKey(again)]
    expect([one?.salt, one?.iv, one?.data]).not.toContain(two?.salt)
    expect(one?.iv).not.toBe(two?.iv)
    expect(one?.data).not.toBe(two?.data)
  })

  it('costs 128 MiB a guess unless it is of a sandbox', () => {
    expect(usualCost).toBe(131_072)
    expect(readSealedKey(sealed)?.n).toBe(practiceCost)
  })

  it('does not open with any of its bytes changed', () => {
    const bytes = Buffer.from(sealed)
    for (let at = 0; at < bytes.length; at += 1) {
      for (const mask of [0x01, 0x20]) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ mask
        expect(openPrivateKey(changed.toString('latin1'), passphrase)).toBeUndefined()
      }
    }
  }, 60_000)

  const terms = JSON.parse(sealed) as Record<string, unknown>
  const spoilt: [string, Record<string, unknown>][] = [
    ['terabytes', { n: 2 ** 40 }],
    ['a cost too small', { n: 2 }],
    ['a cost that is no power of two', { n: practiceCost + 1 }],
    ['a cost as text', { n: String(practiceCost) }],
    ['no cost', { n: null }],
    ['blocks too large', { r: 2 ** 20 }],
    ['many times over', { p: 2 ** 30 }],
    ['a fraction', { n: 4096.5 }],
    ['less than nothing', { n: -4096 }],
    ['another derivation', { kdf: 'pbkdf2' }],
    ['another cipher', { cipher: 'aes-256-ctr' }],
    ['a short tag', { tag: String(terms.tag).slice(0, 8) }],
    ['no tag', { tag: '' }],
    ['a long iv', { iv: '00'.repeat(4096) }],
    ['an empty salt', { salt: '' }],
    ['more data', { data: `${String(terms.data)}00` }],
    ['something more', { more: 1 }],
  ]

  test.each(spoilt)('with %s is refused at once', (_, changed) => {
    expect(openPrivateKey(JSON.stringify({ ...terms, ...changed }), passphrase)).toBeUndefined()
  })

  test.each(['', '{}', 'null', '[]', 'never', ` ${sealed}`, `${sealed}\n`, JSON.stringify(terms, null, 1)])(
    'that reads %j is none',
    (other) => expect(openPrivateKey(other, passphrase)).toBeUndefined(),
  )
})
