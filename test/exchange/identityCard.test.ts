import { describe, expect, it, test } from 'vitest'
import {
  largestCardBytes,
  readIdentityCard,
  writeIdentityCard,
} from '../../main/exchange/identityCard/identityCard'
import { fingerprintOf, newIdentityKey, signText } from '../../main/platform/identityKey'

const key = newIdentityKey()
const says = { kind: 'live', madeAt: '2026-11-20T10:00:00.000Z', name: 'Zoë O’Brien' } as const
const card = writeIdentityCard(says, key)
const bytesOf = (text: string) => Buffer.from(text, 'utf8')
const [line = ''] = card.split('\n')

/** A card whose line is the given one, signed by the right key. */
const signed = (text: string) => bytesOf(`${text}\n${signText(text, key.privateKey)}\n`)

describe('an identity card', () => {
  it('says what was written, under the fingerprint of its key, and is kept byte for byte', () => {
    expect(readIdentityCard(bytesOf(card))).toEqual({
      card: { contra: 'identity-card', format: 1, publicKey: key.publicKey, ...says },
      fingerprint: fingerprintOf(key.publicKey),
      text: card,
    })
  })

  it('has no private half', () => {
    expect(card).not.toContain(key.privateKey)
  })

  it('is refused with any of its bytes changed in any bit, taken out or doubled', () => {
    const bytes = bytesOf(card)
    for (let at = 0; at < bytes.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        expect(readIdentityCard(changed), `byte ${at} bit ${bit}`).toBeUndefined()
      }
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)]
      expect(readIdentityCard(Buffer.concat([before, after]))).toBeUndefined()
      const doubled = Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)])
      expect(readIdentityCard(doubled)).toBeUndefined()
    }
  })

  const value = JSON.parse(line) as Record<string, unknown>
  const { name, ...nameless } = value
  const spellings: [string, string][] = [
    ['spaces', JSON.stringify(value, null, 1).replaceAll('\n', '')],
    ['another order', JSON.stringify({ name, ...nameless })],
    ['an escaped letter', line.replace('Zo', '\\u005ao')],
    ['a field twice', line.replace('{', '{"name":"Kim",')],
    ['a field more', JSON.stringify({ ...value, rights: ['control'] })],
    ['no name', JSON.stringify(nameless)],
    ['a space before the name', line.replace('Zo', ' Zo')],
    ['a name that turns the reading around', line.replace('Zo', '\u202eZo')],
    ['an unseen letter in the name', line.replace('Zo', 'Z\u200bo')],
    ['a line break in the name', line.replace('Zo', 'Z\\no')],
    ['an empty name', line.replace(says.name, '')],
    ['a name of a novel', line.replace(says.name, 'x'.repeat(81))],
    ['another format', line.replace('"format":1', '"format":2')],
    ['another thing', line.replace('identity-card', 'batch')],
    ['another kind of ledger', line.replace('"live"', '"test"')],
    ['no moment', line.replace(says.madeAt, 'yesterday')],
    ['capitals in the key', line.replace(key.publicKey, key.publicKey.toUpperCase())],
    ['not an object', '"card"'],
  ]

  test.each(spellings)('with %s is refused, though its key has signed it so', (_, text) => {
    expect(readIdentityCard(signed(text))).toBeUndefined()
  })

  it('of a key under which anything is signed is refused', () => {
    const weak = `01${'00'.repeat(31)}`
    const text = line.replace(key.publicKey, weak)
    expect(readIdentityCard(bytesOf(`${text}\n${weak}${'00'.repeat(32)}\n`))).toBeUndefined()
  })

  it('signed by another is refused', () => {
    const other = signText(line, newIdentityKey().privateKey)
    expect(readIdentityCard(bytesOf(`${line}\n${other}\n`))).toBeUndefined()
  })

  const files: [string, Uint8Array][] = [
    ['nothing', Buffer.alloc(0)],
    ['a mark at the beginning', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(card)])],
    ['Windows line ends', bytesOf(card.replaceAll('\n', '\r\n'))],
    ['no line end', bytesOf(card.trimEnd())],
    ['a line more', bytesOf(`${card}\n`)],
    ['UTF-16', Buffer.from(card, 'utf16le')],
    ['Latin-1', Buffer.from(card, 'latin1')],
    ['too much', Buffer.concat([bytesOf(card), Buffer.alloc(largestCardBytes, 0x20)])],
    ['noise', Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 89) % 256))],
  ]

  test.each(files)('that is %s is none', (_, bytes) => {
    expect(readIdentityCard(bytes)).toBeUndefined()
  })

  it('with a letter that stands for what could not be read is not one with bytes that cannot', () => {
    const odd = writeIdentityCard({ ...says, name: 'Kim \ufffd' }, key)
    expect(readIdentityCard(bytesOf(odd))?.card.name).toBe('Kim \ufffd')
    const bytes = Buffer.from(bytesOf(odd).toString('latin1').replace('\xef\xbf\xbd', '\xff'), 'latin1')
    expect(readIdentityCard(bytes)).toBeUndefined()
  })
})
