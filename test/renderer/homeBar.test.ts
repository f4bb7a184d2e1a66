import { describe, expect, it } from 'vitest'
import { barsOf, queryOf } from '../../renderer/feature/home/homeBar'
import { waitingFact } from '../../renderer/feature/home/waitingFact'

const words = { credit: 'Credits', charge: 'Charges', period: 'No period', reason: 'No reason' }
const bar = (name: string, credits = '0.00', charges = '0.00') => ({ name, credits, charges })

describe('the bars of Home', () => {
  it('name months shortly and find them again', () => {
    const bars = barsOf(
      [bar('September 2026', '10.00'), bar('P12', '0.00', '3.00'), bar('')],
      'period',
      words,
    )
    expect(bars.categories).toEqual(['Sep 26', 'P12', 'No period'])
    expect(bars.series.map(({ values }) => values)).toEqual([
      ['10.00', '0.00', '0.00'],
      ['0.00', '3.00', '0.00'],
    ])
    expect(bars.nameOf('Sep 26')).toBe('September 2026')
    expect(bars.nameOf('No period')).toBe('')
  })

  it('keep full names where short ones would be the same', () => {
    const { categories } = barsOf([bar('May 2026'), bar('May 26')], 'period', words)
    expect(categories).toEqual(['May 2026', 'May 26'])
  })

  it('leave reasons as they are', () => {
    expect(barsOf([bar('March 2026')], 'reason', words).categories).toEqual(['March 2026'])
  })

  const may = { periodId: 'p5', name: 'May 2026', start: '2026-05-01', end: '2026-05-31' }
  const june = { periodId: 'p6', name: 'June 2026', start: '2026-06-01', end: '2026-06-30' }
  it.each([
    ['a period', 'period', 'May 2026', { period: 'p5', status: 'Processed' }],
    [
      'a reason, in the periods that are shown',
      'reason',
      'Write-off',
      { reason: 'Write-off', status: 'Processed', from: '2026-05-01', to: '2026-06-30' },
    ],
    ['a period that is gone', 'period', 'July 2026', undefined],
    ['no period', 'period', '', undefined],
    ['no reason', 'reason', '', undefined],
  ] as const)('open %s', (_name, kind, name, query) => {
    expect(queryOf(kind, name, ['May 2026', 'June 2026', ''], [may, june])).toEqual(query)
  })
})

describe('what waits', () => {
  it.each([
    ['4', 4, ''],
    ['12 · Robin Reviewer', 12, 'Robin Reviewer'],
    ['3 · A · B', 3, 'A · B'],
    ['', 0, ''],
    ['many', 0, ''],
  ])('%j', (detail, lineCount, personName) => {
    expect(waitingFact(detail)).toEqual({ lineCount, personName })
  })
})
