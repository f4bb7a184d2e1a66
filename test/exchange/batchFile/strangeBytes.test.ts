import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readBatchFile } from '../../../main/exchange/batchFile/batchFile'
import { isSignedBy } from '../../../main/platform/identityKey'
import { aCard } from '../../support/aCard'

// Nothing is thrown, whatever is opened.

const codeOf = (bytes: string | Uint8Array) => {
  const read = readBatchFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  return read.ok ? 'was taken' : read.rejections[0]?.code
}
const header = (parts: unknown) => `{"contra":"batch","format":1,"parts":${JSON.stringify(parts)}}`
const part = (name: string, bytes: number) => ({ bytes, name, sha256: 'a'.repeat(64) })

describe('what is no batch file', () => {
  it.each([
    ['nothing', '', 'file_not_a_batch'],
    ['a text', 'Dear Robin', 'file_not_a_batch'],
    ['an identity card', aCard('Sam').text, 'file_not_a_batch'],
    ['a ledger', 'SQLite format 3\0', 'file_not_a_batch'],
    ['another spelling', '{ "contra":"batch","format":1', 'file_not_a_batch'],
    ['a mark at the beginning', '\ufeff{"contra":"batch","format":1,"parts":[]}\n', 'file_not_a_batch'],
    ['a newer format', '{"contra":"batch","format":2,"sections":{}}\n', 'file_newer_format'],
    ['a much newer format', '{"contra":"batch","format":99999999999999999999,', 'file_newer_format'],
    ['no format', '{"contra":"batch","format":null}\n', 'file_damaged'],
    ['a beginning', '{"contra":"batch","format":', 'file_damaged'],
    ['no parts', `${header([])}\n`, 'file_damaged'],
    ['a header without end', header([part('batch', 2)]), 'file_damaged'],
    ['a header alone', `${header([part('batch', 2)])}\n`, 'file_damaged'],
    ['a size beyond all', `${header([part('batch', 2 ** 53 - 1)])}\n{}\n`, 'file_damaged'],
    ['sizes below zero', `${header([part('batch', -1)])}\n{}\n`, 'file_damaged'],
    ['a size that is none', `${header([{ ...part('batch', 1), bytes: 1.5 }])}\n{}\n`, 'file_damaged'],
    ['a header without depth', `{"contra":"batch","format":1,"parts":${'['.repeat(100_000)}`, 'file_damaged'],
  ])('is refused: %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it('is refused with any random bytes after the beginning', () => {
    for (let turn = 0; turn < 500; turn += 1) {
      const bytes = Buffer.concat([Buffer.from('{"contra":"batch","format":1'), randomBytes(turn)])
      expect(codeOf(bytes)).toMatch(/^file_(damaged|newer_format)$/)
    }
  })

  it('is asked after signatures of keys that are no points without harm', () => {
    for (let turn = 0; turn < 500; turn += 1) {
      const [key, signature] = [randomBytes(32).toString('hex'), randomBytes(64).toString('hex')]
      expect(isSignedBy('text', signature, key)).toBe(false)
    }
  })
})
