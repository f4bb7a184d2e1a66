import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../../main/engine/review/sample'
import { drawnSample } from '../../../main/usecase/review/drawnSample'

const seed = '0123456789abcdef0123456789abcdef'
const lineIds = Array.from({ length: 200 }, (_, index) => `01LINE${String(index).padStart(20, '0')}`)

describe('a sample', () => {
  it('is the same for the same seed and lines, whatever their order', () => {
    const drawn = [...drawnSample(lineIds, { seed, size: 25 })].sort()
    expect(drawn).toHaveLength(25)
    expect([...drawnSample([...lineIds].reverse(), { seed, size: 25 })].sort()).toEqual(drawn)
  })

  it('is what the guide says: the smallest SHA-256 of seed, colon and line', () => {
    const byHand = lineIds
      .map(
        (lineId) => [createHash('sha256').update(`${seed}:${lineId}`, 'utf8').digest('hex'), lineId] as const,
      )
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .slice(0, 10)
      .map(([, lineId]) => lineId)
    expect([...drawnSample(lineIds, { seed, size: 10 })]).toEqual(byHand)
  })

  it('is another one for another seed', () => {
    const other = drawnSample(lineIds, { seed: seed.replace('0', 'f'), size: 25 })
    expect([...other].sort()).not.toEqual([...drawnSample(lineIds, { seed, size: 25 })].sort())
  })

  it('takes every line where it is as large as the batch, or larger', () => {
    expect(drawnSample(lineIds, { seed, size: 200 }).size).toBe(200)
    expect(drawnSample(lineIds, { seed, size: 500 }).size).toBe(200)
  })

  it('keeps every line of a smaller one', () => {
    fc.assert(
      fc.property(fc.nat(199), fc.nat(199), (one, two) => {
        const [less, more] = one < two ? [one, two] : [two, one]
        const large = drawnSample(lineIds, { seed, size: more })
        return [...drawnSample(lineIds, { seed, size: less })].every((lineId) => large.has(lineId))
      }),
    )
  })

  it('takes the lines of the smallest ranks', () => {
    expect([...sampleOf(['a', 'b', 'c'], 2, (lineId) => ({ a: '3', b: '1', c: '2' })[lineId] ?? '')]).toEqual(
      ['b', 'c'],
    )
  })
})
