import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeLink, judgeUnlink } from '../../../main/engine/reversal/judgeLink'
import { linkChoices, namesAdjustment } from '../../../main/engine/reversal/linkChoices'
import { placeOf, type LinkedPlace, type PlacedAdjustment } from '../../../main/engine/reversal/linkedPlace'
import { useUpOldestFirst } from '../../../main/engine/reversal/useUpOldestFirst'

const one = (
  id: string,
  type: 'Credit' | 'Charge',
  amount: number,
  day: number,
  more: Partial<PlacedAdjustment> = {},
): PlacedAdjustment => ({
  id,
  number: `IIA-${id}`,
  names: [`IIA-${id}`],
  type,
  amountMinor: BigInt(amount),
  date: `2026-06-${String(day).padStart(2, '0')}`,
  createdAt: '',
  origin: 'imported',
  status: 'Processed',
  reversesId: '',
  isLinkedForGood: false,
  referenceId: '',
  comment: '',
  claim: undefined,
  ...more,
})
const claim = (reverse: number, more: { isWhole?: boolean } = {}) => ({
  batchName: 'Corrections',
  reverseMinor: BigInt(reverse),
  isWhole: false,
  ...more,
})
const say = (rejections: readonly { code: string; params: object }[]) =>
  rejections.map(({ code, params }) => {
    const { because, batch, limit } = params as Record<string, string>
    return [code, because ?? batch ?? limit ?? ''].join(' ').trim()
  })
const judge = (place: LinkedPlace, reversal = 'x', original = 'o') =>
  say(judgeLink(place.get(reversal)!, original, place, 'USD'))

describe('a link', () => {
  const credit = one('o', 'Credit', 1000, 1)
  const charge = one('x', 'Charge', 1000, 5)
  test.each<[string, PlacedAdjustment[], string[]]>([
    ['of the whole', [credit, charge], []],
    ['of a part', [credit, { ...charge, amountMinor: 400n }], []],
    ['of a charge', [one('o', 'Charge', 10, 1), one('x', 'Credit', 10, 1)], []],
    ['of what was posted here', [{ ...credit, origin: 'local' }, charge], []],
    ['on the same day', [credit, { ...charge, date: credit.date }], []],
    ['of what was posted here itself', [credit, { ...charge, origin: 'local' }], ['link_not_allowed local']],
    [
      'of what is linked',
      [credit, one('p', 'Credit', 1000, 1), { ...charge, reversesId: 'p' }],
      ['link_not_allowed linked'],
    ],
    ['of a canceled one', [credit, { ...charge, status: 'Canceled' }], ['link_not_allowed canceled']],
    ['of nothing', [credit, { ...charge, amountMinor: 0n }], ['link_not_allowed nothing']],
    [
      'of what is reversed itself',
      [credit, charge, one('y', 'Credit', 100, 6, { reversesId: 'x' })],
      ['link_not_allowed reversed'],
    ],
    [
      'of what a canceled one reversed, which may stand again',
      [credit, charge, one('y', 'Credit', 100, 6, { reversesId: 'x', status: 'Canceled' })],
      ['link_not_allowed reversed'],
    ],
    ['to another source', [charge], ['link_of_another source']],
    ['to the same type', [{ ...credit, type: 'Charge' }, charge], ['link_of_another type']],
    ['to itself', [{ ...charge, id: 'o' }, charge], ['link_of_another type']],
    ['to a later one', [{ ...credit, date: '2026-06-06' }, charge], ['link_of_another date']],
    [
      'to a reversal',
      [one('p', 'Charge', 1000, 1), { ...credit, reversesId: 'p' }, charge],
      ['reversal_of_reversal'],
    ],
    ['to a canceled one', [{ ...credit, status: 'Canceled' }, charge], ['reversal_of_canceled']],
    [
      'of more than there was',
      [{ ...credit, amountMinor: 999n }, charge],
      ['reversal_exceeds_remainder 9.99'],
    ],
    [
      'of more than is left',
      [credit, one('y', 'Charge', 1, 2, { reversesId: 'o' }), charge],
      ['reversal_exceeds_remainder 9.99'],
    ],
    [
      'of all but what was given back',
      [credit, one('y', 'Charge', 1, 2, { reversesId: 'o', status: 'Canceled' }), charge],
      [],
    ],
    ['before what has no link', [credit, one('y', 'Charge', 1000, 2), charge], []],
    ['of what a batch reverses', [{ ...credit, claim: claim(1) }, charge], ['claim_taken Corrections']],
    [
      'of what a batch leaves',
      [
        { ...credit, claim: claim(600) },
        { ...charge, amountMinor: 400n },
      ],
      [],
    ],
    [
      'of what a batch cancels',
      [
        { ...credit, claim: claim(0, { isWhole: true }) },
        { ...charge, amountMinor: 1n },
      ],
      ['claim_taken Corrections'],
    ],
    [
      'of a reversal that a batch holds',
      [credit, { ...charge, claim: claim(1) }],
      ['claim_taken Corrections'],
    ],
  ])('%s', (_what, adjustments, expected) => {
    expect(judge(placeOf(adjustments))).toEqual(expected)
  })

  test('takes nothing from what a batch holds of others, whatever has no link', () => {
    const any = fc.record({
      type: fc.constantFrom('Credit' as const, 'Charge' as const),
      amount: fc.integer({ min: 1, max: 9 }),
      day: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 9 }), (rows) => {
        const adjustments = rows.map(({ type, amount, day }, index) => one(String(index), type, amount, day))
        const before = useUpOldestFirst(adjustments).remainderById
        for (const reversal of adjustments) {
          for (const original of adjustments) {
            if (judgeLink(reversal, original.id, placeOf(adjustments), 'USD').length > 0) continue
            const linked = adjustments.map((each) =>
              each === reversal ? { ...each, reversesId: original.id } : each,
            )
            const after = useUpOldestFirst(linked).remainderById
            for (const { id, type } of adjustments) {
              if (id === original.id || type !== original.type) continue
              expect(after.get(id)! >= before.get(id)!).toBe(true)
            }
          }
        }
      }),
    )
  })

  test('that more is asked of than is left names the original and the way out', () => {
    const [rejection] = judgeLink(charge, 'o', placeOf([{ ...credit, amountMinor: 999n }, charge]), 'USD')
    expect(rejection).toEqual({
      code: 'reversal_exceeds_remainder',
      at: 'originalId',
      params: { limit: '9.99', currency: 'USD', original: 'IIA-o', alternative: 'other_original' },
    })
  })
})

describe('taking a link away', () => {
  const unlink = (adjustments: PlacedAdjustment[]) => {
    const place = placeOf(adjustments)
    return say(judgeUnlink(place.get('x')!, place, 'USD'))
  }
  test.each<[string, PlacedAdjustment[], string[]]>([
    ['that a person made', [one('o', 'Credit', 9, 1), one('x', 'Charge', 9, 5, { reversesId: 'o' })], []],
    ['that there is not', [one('o', 'Credit', 9, 1), one('x', 'Charge', 9, 5)], ['link_missing']],
    [
      'that was posted',
      [
        one('o', 'Credit', 9, 1),
        one('x', 'Charge', 9, 5, { origin: 'local', reversesId: 'o', isLinkedForGood: true }),
      ],
      ['link_missing'],
    ],
    [
      'while a batch reverses what it would be taken to reverse then',
      [
        one('o', 'Credit', 9, 1, { claim: claim(9) }),
        one('p', 'Credit', 9, 2),
        one('x', 'Charge', 9, 5, { reversesId: 'p' }),
      ],
      ['claim_taken Corrections'],
    ],
    [
      'while a batch rests on what stays free',
      [
        one('o', 'Credit', 9, 1),
        one('p', 'Credit', 9, 2, { claim: claim(9) }),
        one('x', 'Charge', 9, 5, { reversesId: 'o' }),
      ],
      [],
    ],
  ])('%s', (_what, adjustments, expected) => {
    expect(unlink(adjustments)).toEqual(expected)
  })
})

describe('the choices', () => {
  const choices = (adjustments: PlacedAdjustment[]) => {
    const place = placeOf(adjustments)
    return linkChoices(place.get('x')!, place, 'USD').map((choice) => ({
      ...choice,
      rejections: say(choice.rejections),
    }))
  }

  test('are the earlier opposites, oldest first, with what "oldest first" takes now', () => {
    const found = choices([
      one('late', 'Credit', 5, 9),
      one('b', 'Credit', 700, 2),
      one('a', 'Credit', 500, 1),
      one('same', 'Charge', 500, 1, { origin: 'local' }),
      one('gone', 'Credit', 500, 1, { status: 'Canceled' }),
      one('x', 'Charge', 600, 5, { claim: undefined }),
    ])
    expect(
      found.map(({ originalId, leftMinor, assumedMinor }) => [originalId, leftMinor, assumedMinor]),
    ).toEqual([
      ['b', 700n, 100n],
      ['a', 500n, 500n],
    ])
    expect(found[1]?.rejections).toEqual(['reversal_exceeds_remainder 5.00'])
  })

  test('say which other opposite gives way', () => {
    const [first] = choices([
      one('a', 'Credit', 500, 1),
      one('y', 'Charge', 500, 3),
      one('x', 'Charge', 500, 5),
    ])
    expect(first).toMatchObject({ leftMinor: 500n, assumedMinor: 0n, givesWay: ['IIA-y'], rejections: [] })
  })

  test.each([
    ['reference', { referenceId: 'IIA-b' }],
    ['comment', { comment: 'takes back IIA-b, see case 7' }],
  ])('begin with what the %s names', (_field, named) => {
    const found = choices([
      one('a', 'Credit', 500, 1),
      one('b', 'Credit', 500, 2),
      one('x', 'Charge', 500, 5, named),
    ])
    expect(found.map(({ originalId, isNamed }) => [originalId, isNamed])).toEqual([
      ['b', true],
      ['a', false],
    ])
  })
})

test.each([
  ['IIA-12', 'IIA-12', true],
  ['(IIA-12)', 'IIA-12', true],
  ['IIA-123', 'IIA-12', false],
  ['XIIA-12', 'IIA-12', false],
  ['IIA-123, IIA-12.', 'IIA-12', true],
  ['IIA-12-1', 'IIA-12', false],
  ['IIA-12', '', false],
  ['', 'IIA-12', false],
])('"%s" names %s: %s', (text, name, expected) => {
  expect(namesAdjustment(text, name)).toBe(expected)
})
