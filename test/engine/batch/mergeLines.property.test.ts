import type { Line } from '@contract/line'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  mergedLines,
  mergeLines,
  type LineMergeEntry,
  type LineTaking,
} from '../../../main/engine/batch/mergeLines'
import { withoutProvisionalNumber, withProvisionalNumber } from '../../../main/engine/batch/provisionalNumber'
import { line, lineIdOf } from '../example'

// Two people each edit a copy of one revision at random: add, change, remove, move. The copies are kept as they
// were typed, and handed to the merge as drafts or as frozen revisions, which carry numbers in their texts.

type Edit =
  | { readonly verb: 'add'; readonly at: number; readonly id: number; readonly fields: Partial<Line> }
  | { readonly verb: 'change'; readonly at: number; readonly fields: Partial<Line> }
  | { readonly verb: 'remove'; readonly at: number }
  | { readonly verb: 'move'; readonly at: number; readonly to: number }

const fields: fc.Arbitrary<Partial<Line>> = fc.oneof(
  fc.record({ amount: fc.constantFrom('10.00', '11.00', '12.00') }),
  fc.record({ comment: fc.constantFrom('', 'late', 'goodwill, agreed by phone') }),
  fc.record({ referenceId: fc.constantFrom('', 'PO 7') }),
  fc.record({ reasonCode: fc.constantFrom('', 'Write-off') }),
  fc.record({ excludeFromRevenue: fc.boolean() }),
  fc.record({
    customFields: fc.constantFrom<Line['customFields'][]>(
      {},
      { Case__c: 'A' },
      { Case__c: 7, Region__c: null },
    ),
  }),
)
const place = fc.nat({ max: 8 })
const edit: fc.Arbitrary<Edit> = fc.oneof(
  // Ids of a small range: now and then both copies have an added line in common, as after an earlier merge.
  fc.record({ verb: fc.constant('add' as const), at: place, id: fc.integer({ min: 20, max: 60 }), fields }),
  fc.record({ verb: fc.constant('change' as const), at: place, fields }),
  fc.record({ verb: fc.constant('change' as const), at: place, fields }),
  fc.record({ verb: fc.constant('remove' as const), at: place }),
  fc.record({ verb: fc.constant('move' as const), at: place, to: place }),
)

const numberOf = (lineId: string) => `IIA-7F3K-0000${lineId.slice(-4)}`
const placed = (lines: readonly Line[]) => lines.map((each, index) => ({ ...each, position: index + 1 }))

function edited(lines: readonly Line[], edits: readonly Edit[]): Line[] {
  const copy = [...lines]
  for (const each of edits) {
    const at = copy.length === 0 ? 0 : each.at % copy.length
    const touched = copy[at]
    if (each.verb === 'add') {
      if (copy.every(({ lineId }) => lineId !== lineIdOf(each.id))) {
        copy.splice(at, 0, line(each.id, each.fields))
      }
    } else if (touched !== undefined) {
      if (each.verb === 'change') copy[at] = { ...touched, ...each.fields }
      else copy.splice(at, 1)
      if (each.verb === 'move') copy.splice(each.to % (copy.length + 1), 0, touched)
    }
  }
  return placed(copy)
}

/** As a revision holds it: every line has its number, in its texts too. */
const frozen = (lines: readonly Line[]) =>
  lines.map((each) => withProvisionalNumber({ ...each, provisionalNumber: numberOf(each.lineId) }))

interface Copies {
  readonly typed: readonly [common: Line[], here: Line[], there: Line[]]
  readonly given: readonly [common: Line[], here: Line[], there: Line[]]
  /** What a person chose, by line; most lines are left as proposed. */
  readonly decisions: ReadonlyMap<string, LineTaking>
}

const allIds = [...Array.from({ length: 70 }, (_, index) => lineIdOf(index))]
const copies: fc.Arbitrary<Copies> = fc
  .record({
    size: fc.nat({ max: 7 }),
    here: fc.array(edit, { maxLength: 8 }),
    there: fc.array(edit, { maxLength: 8 }),
    areFrozen: fc.tuple(fc.boolean(), fc.boolean()),
    decisions: fc.array(
      fc.tuple(fc.constantFrom(...allIds), fc.constantFrom('here' as const, 'there' as const)),
      {
        maxLength: 40,
      },
    ),
  })
  .map(({ size, here, there, areFrozen, decisions }) => {
    const common = placed(
      Array.from({ length: size }, (_, index) => {
        const lineId = lineIdOf(index + 1)
        return line(index + 1, { provisionalNumber: numberOf(lineId) })
      }),
    )
    const typed = [common, edited(common, here), edited(common, there)] as const
    const [isHereFrozen, isThereFrozen] = areFrozen
    const given = [
      frozen(common),
      isHereFrozen ? frozen(typed[1]) : typed[1],
      isThereFrozen ? frozen(typed[2]) : typed[2],
    ] as const
    return { typed, given, decisions: new Map(decisions) }
  })

const swapped = (take: LineTaking): LineTaking => (take === 'here' ? 'there' : 'here')
const mirrored = (decisions: ReadonlyMap<string, LineTaking>) =>
  new Map([...decisions].map(([lineId, take]) => [lineId, swapped(take)]))
const inOrder = (lines: readonly Line[]) => lines.map(({ lineId }) => lineId)

/** What a person typed, without place and number: the test's own idea of it. */
function contentOf(lines: readonly Line[], lineId: string): string {
  const found = lines.find((each) => each.lineId === lineId)
  if (found === undefined) return 'none'
  const { customFields, ...rest } = { ...found, position: 0, provisionalNumber: '' }
  return JSON.stringify([Object.entries(rest).sort(), Object.entries(customFields).sort()])
}

const mirror: Readonly<Record<LineMergeEntry['side'], LineMergeEntry['side']>> = {
  here: 'there',
  there: 'here',
  both_alike: 'both_alike',
  conflict: 'conflict',
}

describe('two copies, edited at random', () => {
  test('no edit is lost: it is in the result, or in an open conflict that shows it, or was decided against', () => {
    let conflicts = 0
    fc.assert(
      fc.property(copies, ({ typed, given, decisions }) => {
        const entries = new Map(mergeLines(...given).map((entry) => [entry.lineId, entry]))
        const merged = mergedLines(...given, decisions)
        const [common, here, there] = typed
        for (const [copy, side] of [[here, 'here'] as const, [there, 'there'] as const]) {
          for (const lineId of new Set([...inOrder(common), ...inOrder(copy)])) {
            const mine = contentOf(copy, lineId)
            if (mine === contentOf(common, lineId)) continue
            const shown = entries.get(lineId)
            expect(contentOf(shown?.[side] ? [shown[side]] : [], lineId)).toBe(mine)
            if (merged.open.includes(lineId)) {
              conflicts += 1
              expect(shown?.side).toBe('conflict')
              expect(contentOf(merged.lines, lineId)).toBe(contentOf(common, lineId))
            } else if (decisions.get(lineId) !== swapped(side)) {
              expect(contentOf(merged.lines, lineId)).toBe(mine)
            }
          }
        }
      }),
    )
    expect(conflicts).toBeGreaterThan(20)
  })

  test('nothing is made up: each line of the result is one that a copy has, and each but once', () => {
    fc.assert(
      fc.property(copies, ({ typed, given, decisions }) => {
        const { lines } = mergedLines(...given, decisions)
        expect(new Set(inOrder(lines)).size).toBe(lines.length)
        expect(lines.map(({ position }) => position)).toEqual(lines.map((_, index) => index + 1))
        for (const { lineId } of lines) {
          expect(typed.map((copy) => contentOf(copy, lineId))).toContain(contentOf(lines, lineId))
        }
      }),
    )
  })

  test('a number is kept, and never changed', () => {
    fc.assert(
      fc.property(copies, ({ given, decisions }) => {
        for (const { lineId, provisionalNumber } of mergedLines(...given, decisions).lines) {
          const numbers = given.flatMap((copy) =>
            copy.filter((each) => each.lineId === lineId).map((each) => each.provisionalNumber),
          )
          expect(provisionalNumber).toBe(numbers.find((each) => each !== '') ?? '')
        }
      }),
    )
  })

  test('it is the same whichever side opens the file of the other', () => {
    fc.assert(
      fc.property(copies, ({ given: [common, here, there], decisions }) => {
        expect(mergeLines(common, there, here)).toEqual(
          mergeLines(common, here, there).map((entry) => ({
            ...entry,
            side: mirror[entry.side],
            proposal: entry.proposal === '' ? '' : swapped(entry.proposal),
            here: entry.there,
            there: entry.here,
          })),
        )
        expect(mergedLines(common, there, here, mirrored(decisions))).toEqual(
          mergedLines(common, here, there, decisions),
        )
      }),
    )
  })

  test('done again it changes nothing, and the other side takes the whole result', () => {
    fc.assert(
      fc.property(copies, ({ given: [common, here, there], decisions }) => {
        const entries = mergeLines(common, here, there)
        const all = new Map(entries.map(({ lineId }) => [lineId, decisions.get(lineId) ?? 'here']))
        const { lines, open } = mergedLines(common, here, there, all)
        expect(open).toEqual([])
        const again = mergeLines(there, lines, there)
        expect(again.filter(({ side }) => side !== 'here')).toEqual([])
        expect(mergedLines(there, lines, there, new Map()).lines).toEqual(lines)
        expect(mergedLines(there, there, lines, new Map()).lines).toEqual(lines)
      }),
    )
  })

  test('a copy that nobody touched takes the other as it is; two that are alike stay as they are', () => {
    fc.assert(
      fc.property(copies, ({ typed: [common, here] }) => {
        const none = new Map<string, LineTaking>()
        for (const lines of [
          mergedLines(common, here, common, none).lines,
          mergedLines(common, common, here, none).lines,
          mergedLines(common, here, here, none).lines,
        ]) {
          expect(lines).toEqual(here)
        }
        expect(mergeLines(common, common, common)).toEqual([])
        expect(mergeLines(common, here, here).every(({ side }) => side === 'both_alike')).toBe(true)
      }),
    )
  })

  test('the order of the decisions, and decisions on lines that need none, change nothing', () => {
    fc.assert(
      fc.property(copies, ({ given, decisions }) => {
        const turned = new Map([...decisions].reverse())
        const asked = new Set(mergeLines(...given).map(({ lineId }) => lineId))
        const needed = new Map([...decisions].filter(([lineId]) => asked.has(lineId)))
        const merged = mergedLines(...given, decisions)
        expect(mergedLines(...given, turned)).toEqual(merged)
        expect(mergedLines(...given, needed)).toEqual(merged)
      }),
    )
  })

  test('where only one copy moved lines, its order is kept', () => {
    fc.assert(
      fc.property(copies, ({ typed: [common, here] }) => {
        const still = common.filter((_, index) => index % 3 !== 1)
        const kept = inOrder(mergedLines(common, here, placed(still), new Map()).lines)
        const expected = inOrder(here).filter((lineId) => kept.includes(lineId))
        const isShared = (lineId: string) => still.some((each) => each.lineId === lineId)
        expect(kept.filter(isShared)).toEqual(expected.filter(isShared))
      }),
    )
  })
})

describe('a number put into a line and taken out again', () => {
  const text = fc.constantFrom(
    '',
    'late',
    ' ',
    'IIA-7F3K-00000001',
    'see IIA-7F3K-00000001',
    'xIIA-7F3K-00000001',
  )
  const typed = fc
    .record({
      referenceId: text,
      comment: text,
      action: fc.constantFrom('create' as const, 'cancel' as const),
    })
    .map((given) => line(1, { ...given, provisionalNumber: 'IIA-7F3K-00000001' }))

  test('taking it out is undone by putting it in, whatever was typed', () => {
    fc.assert(
      fc.property(typed, (given) => {
        const marked = withProvisionalNumber(given)
        expect(withProvisionalNumber(withoutProvisionalNumber(marked))).toEqual(marked)
        expect(withoutProvisionalNumber(withoutProvisionalNumber(marked))).toEqual(
          withoutProvisionalNumber(marked),
        )
      }),
    )
  })

  test('a text without the number comes back as it was typed', () => {
    fc.assert(
      fc.property(typed, (given) => {
        fc.pre(!given.referenceId.includes('IIA-') && !given.comment.includes('IIA-'))
        expect(withoutProvisionalNumber(withProvisionalNumber(given))).toEqual(given)
      }),
    )
  })
})
