import { describe, expect, it } from 'vitest'
import { readBatchFile } from '../../../main/exchange/batchFile/batchFile'
import { aBatchFile, type BatchFileGiven } from '../../support/aBatchFile'

const all: BatchFileGiven[] = [
  { lineCount: 1, state: 'submitted', isPlain: true },
  { lineCount: 7, state: 'submitted' },
  { lineCount: 7, state: 'returned' },
  { lineCount: 7, state: 'approved' },
  { lineCount: 7, state: 'approved', withMovedFacts: true },
]

describe('a batch file', () => {
  it.each(all)('that was written is read, text by text: %o', (given) => {
    const { bytes, content, fileHash } = aBatchFile(given)
    const read = readBatchFile(bytes)
    if (!read.ok) expect.fail(JSON.stringify(read.rejections))
    const { file } = read
    expect(file.fileHash).toBe(fileHash)
    expect(file.about).toEqual(content.about)
    expect(file.statements.map(({ text, signature }) => ({ text, signature }))).toEqual(content.statements)
    expect(
      file.revisions.map(({ revision, contentHash, content: text }) => ({
        revision,
        contentHash,
        content: text,
      })),
    ).toEqual(content.revisions)
    expect(file.cards.map(({ text }) => text)).toEqual(content.cards)
    expect(file.claims).toEqual(content.claims)
    expect(file.approval?.journal).toBe(content.approval?.journal)
    expect(file.approval?.facts).toBe(content.approval?.facts)
  })

  it('has of the corrected batch both revisions, claims of what it acts on, and statements of every act', () => {
    const { bytes } = aBatchFile({ lineCount: 2, state: 'returned' })
    const read = readBatchFile(bytes)
    if (!read.ok) expect.fail(JSON.stringify(read.rejections))
    const { revisions, claims, statements, about } = read.file
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2])
    expect(claims.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['cancel', ''],
      ['reverse', '4.00'],
    ])
    expect(statements.map(({ says }) => says.act)).toEqual(['submit', 'return', 'submit', 'return'])
    expect(about.references.map(({ id }) => id)).toEqual(
      claims.map(({ adjustmentId }) => adjustmentId).sort(),
    )
  })

  it('of moved facts has them, and approvals that sign them', () => {
    const { bytes } = aBatchFile({ lineCount: 2, state: 'approved', withMovedFacts: true })
    const read = readBatchFile(bytes)
    if (!read.ok) expect.fail(JSON.stringify(read.rejections))
    expect(read.file.approval?.facts).toMatch(/^\[\{"currency":/)
    expect(read.file.approval?.journals.length).toBeGreaterThan(0)
  })

  it('is not cut from a larger buffer by mistake', () => {
    const { bytes } = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
    const larger = Buffer.concat([Buffer.alloc(100, 1), bytes, Buffer.alloc(50, 2)])
    expect(readBatchFile(larger.subarray(100, 100 + bytes.length)).ok).toBe(true)
    expect(readBatchFile(new Uint8Array(bytes)).ok).toBe(true)
  })
})
