import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBatchFile, writeBatchFile } from '../../../main/exchange/batchFile/batchFile'
import { aBatchFile, type BatchFileGiven } from '../../support/aBatchFile'
import { keyOf } from '../../support/testSigner'

// Files that were written once are read for ever, and the example of docs/batch-file.md is one of them.

const golden: readonly (readonly [name: string, given: BatchFileGiven])[] = [
  ['submitted', { lineCount: 1, state: 'submitted', isPlain: true }],
  ['returned', { lineCount: 2, state: 'returned' }],
  ['approved', { lineCount: 2, state: 'approved', withMovedFacts: true }],
]
const pathOf = (name: string) => resolve(import.meta.dirname, `../../golden/batchFile/${name}.batch.contra`)

/** `CONTRA_WRITE_GOLDEN=1` keeps what use cases make now. */
function keepNow(name: string, given: BatchFileGiven) {
  if (process.env['CONTRA_WRITE_GOLDEN'] !== '1') return
  mkdirSync(dirname(pathOf(name)), { recursive: true })
  writeFileSync(pathOf(name), aBatchFile(given).bytes)
}

/** What a file holds, to be written again. */
function keptFile(name: string) {
  const bytes = readFileSync(pathOf(name))
  const read = readBatchFile(bytes)
  if (!read.ok) expect.fail(JSON.stringify(read.rejections))
  return { bytes, file: read.file }
}

describe('a kept batch file', () => {
  it.each(golden)('%s: is read, and comes out the same when its content is written again', (name, given) => {
    keepNow(name, given)
    const { state } = given
    const { bytes, file } = keptFile(name)
    expect(file.about.batch.state).toBe(state)
    const { privateKey } = keyOf(state === 'submitted' ? 'preparer' : 'reviewer')
    const content = { ...file, cards: file.cards.map(({ text }) => text) }
    const again = writeBatchFile(content, { identityId: file.sealedBy, privateKey })
    expect(again.fileHash).toBe(file.fileHash)
    expect(again.bytes.toString('utf8')).toBe(bytes.toString('utf8'))
  })

  it('is the example of the page, row by row', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../docs/batch-file.md'), 'utf8')
    const file = readFileSync(pathOf('submitted'), 'utf8')
    const [, example = ''] = page.split('## An example')
    const rows = example.split('\n').filter((row) => row.startsWith('    '))
    expect(rows.map((row) => row.slice(4)).join('\n')).toBe(file.trimEnd())
  })
})
