import { describe, expect, it } from 'vitest'
import { aBatchFile } from '../../support/aBatchFile'
import { editedFields, everyByteFlipped, flippedBytes } from '../../support/alteredFile'
import { mistakeIn, refusalOf } from '../../support/alteredFileTrial'

// Whatever is altered on the way is refused, and named where it has a name. All of it in larger files: npm run torture.

const long = 300_000

describe('an altered batch file', { timeout: long }, () => {
  it('is refused, whichever byte of it was flipped', () => {
    const { bytes } = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
    let count = 0
    for (const altered of everyByteFlipped(bytes)) {
      refusalOf(altered)
      count += 1
    }
    expect(count).toBeGreaterThan(bytes.length)
  })

  it('is refused after any of 5,000 random alterations', () => {
    const { bytes } = aBatchFile({ lineCount: 12, state: 'approved', withMovedFacts: true })
    for (const altered of flippedBytes(bytes, 20261120, 5000)) refusalOf(altered)
  })

  it('says which line, fact or signature was edited and written again', () => {
    const { bytes } = aBatchFile({ lineCount: 1, state: 'approved', isPlain: true, withMovedFacts: true })
    const edits = [...editedFields(bytes)]
    expect(edits.length).toBeGreaterThan(1000)
    expect(edits.flatMap((edited) => mistakeIn(edited) ?? []).slice(0, 20)).toEqual([])
  })

  it('says so of returns, of accepted lines and of claims as well', () => {
    const { bytes } = aBatchFile({ lineCount: 1, state: 'returned' })
    const edits = [...editedFields(bytes)].filter(({ name }) => /^(statement|claims|batch|card)/.test(name))
    expect(edits.length).toBeGreaterThan(500)
    expect(edits.flatMap((edited) => mistakeIn(edited) ?? []).slice(0, 20)).toEqual([])
  })
})
