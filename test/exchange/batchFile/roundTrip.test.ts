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
  it.each(all)('that was written is read: %o', (given) => {
    const { bytes, content, fileHash } = aBatchFile(given)
    const read = readBatchFile(bytes)
    if (!read.ok) expect.fail(JSON.stringify(read.rejections))
    const { about, revisions, statements, claims, approval } = read.file
    expect(read.file.fileHash).toBe(fileHash)
    expect(about).toEqual(content.about)
    expect(statements.map(({ text, signature }) => ({ text, signature }))).toEqual(content.statements)
    expect(
      revisions.map(({ revision, contentHash, content: text }) => ({ revision, contentHash, content: text })),
    ).toEqual(content.revisions)
    expect(claims).toEqual(content.claims)
    expect(approval?.journal).toEqual(content.approval?.journal)
    console.log(bytes.length, claims.length, statements.length, approval?.facts.length)
  })
})
