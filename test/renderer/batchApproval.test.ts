import { describe, expect, it } from 'vitest'
import type { CurrencyTotal } from '@contract/batch'
import { rejection } from '@contract/outcome'
import { countsAndAmounts } from '../../renderer/feature/batch/lineWords'
import { movedKey, seenMoves } from '../../renderer/feature/batch/movedFact'
import { t } from '../../renderer/text'

const fact = { what: 'source.open', subject: 'Seats', was: '120.00 EUR', is: '80.00 EUR' }
const refusal = (is: string) =>
  rejection('facts_moved', `facts/source/1/open=${is}`, { ...fact, is, lines: 1 })

describe('an approval on facts that have moved', () => {
  it('confirms what the reviewer has seen', () => {
    expect(seenMoves([refusal('80.00 EUR')], new Set([movedKey(fact)]))).toEqual([
      { code: 'facts_moved', at: 'facts/source/1/open=80.00 EUR' },
    ])
  })

  it.each([
    ['a fact that moved on since', [refusal('60.00 EUR')]],
    ['a fact among others that was not seen', [refusal('80.00 EUR'), refusal('60.00 EUR')]],
    ['a refusal of another kind', [refusal('80.00 EUR'), rejection('item_crosses_zero', 'lines/1/amount')]],
    ['no refusal at all', []],
  ])('asks anew after %s', (_, rejections) => {
    expect(seenMoves(rejections, new Set([movedKey(fact)]))).toBeUndefined()
  })
})

describe('what a step is about', () => {
  it('is said in counts and amounts', () => {
    const total: CurrencyTotal = {
      currency: 'EUR',
      creditCount: 2,
      credits: '9.00',
      chargeCount: 0,
      charges: '0.00',
      net: '-9.00',
    }
    const words = {
      t: (key: string, named: Record<string, unknown>, count = 1) => t(key, named, count),
      amounts: (list: readonly { amount: string; currency: string }[]) =>
        list.map((one) => `${one.amount} ${one.currency}`).join(', '),
      count: String,
    }
    expect(countsAndAmounts([total], 3, words)).toBe('2 credits, 9.00 EUR, and 1 other line')
  })
})
