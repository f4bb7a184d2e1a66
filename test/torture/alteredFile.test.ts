import { describe, expect, it } from 'vitest'
import { aBatchFile, type BatchFileGiven } from '../support/aBatchFile'
import { editedFields, flippedBytes } from '../support/alteredFile'
import { mistakeIn, refusalOf } from '../support/alteredFileTrial'

// `FLIPS=100000 npm run torture`; a thousand of each and every thirtieth edit in `npm test`, which has smaller files
// of its own besides.

const flips = Number(process.env['FLIPS'] ?? '1000')
const everyEdit = flips > 1000 ? 1 : 30
const long = 3_600_000

const files: BatchFileGiven[] = [
  { lineCount: 12, state: 'submitted' },
  { lineCount: 3, state: 'returned' },
  { lineCount: 3, state: 'approved', withMovedFacts: true },
]

describe('batch files', () => {
  it.each(files)(
    'are never taken when they were altered at random: %o',
    (given) => {
      const { bytes } = aBatchFile(given)
      for (const altered of flippedBytes(bytes, given.lineCount * 7919, flips)) refusalOf(altered)
    },
    long,
  )

  it.each(files)(
    'say what was edited and written again: %o',
    (given) => {
      const mistakes: string[] = []
      let count = 0
      for (const edited of editedFields(aBatchFile(given).bytes)) {
        if (count++ % everyEdit === 0) mistakes.push(mistakeIn(edited) ?? '')
      }
      expect(mistakes.length).toBeGreaterThan(100)
      expect(mistakes.filter((mistake) => mistake !== '').slice(0, 20)).toEqual([])
    },
    long,
  )
})
