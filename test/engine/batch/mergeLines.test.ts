import type { Line } from '@contract/line'
import { describe, expect, test } from 'vitest'
import { mergedLines, mergeLines, type LineTaking } from '../../../main/engine/batch/mergeLines'
import { withProvisionalNumber } from '../../../main/engine/batch/provisionalNumber'
import { line, lineIdOf } from '../example'

type Side = 'here' | 'there' | 'both_alike' | 'conflict'
type Change = Partial<Line> | null

const number = 'IIA-7F3K-00000012'
const same: Change = {}
const none: ReadonlyMap<string, LineTaking> = new Map()

/** The line as a copy has it; null for none. */
const copyOf = (change: Change) => (change === null ? [] : [line(1, change)])
const taking = (take: LineTaking) => new Map([[lineIdOf(1), take]])

describe('one line in two copies', () => {
  const credit = { amount: '12.00' }
  const charge = { amount: '15.00' }
  const late = { comment: 'late' }

  test.each<[string, Change, Change, Change, Side, LineTaking | '', string[], Change]>([
    ['changed there', same, same, credit, 'there', 'there', ['amount'], credit],
    ['changed here', same, credit, same, 'here', 'here', ['amount'], credit],
    ['changed on both alike', same, credit, credit, 'both_alike', '', [], credit],
    ['changed on both, one field', same, credit, charge, 'conflict', '', ['amount'], same],
    ['changed on both, two fields', same, credit, late, 'conflict', '', ['amount', 'comment'], same],
    ['added there', null, null, credit, 'there', 'there', [], credit],
    ['added here', null, credit, null, 'here', 'here', [], credit],
    ['added on both alike', null, credit, credit, 'both_alike', '', [], credit],
    ['added on both otherwise', null, credit, charge, 'conflict', '', ['amount'], null],
    ['removed there', same, same, null, 'there', 'there', [], null],
    ['removed here', same, null, same, 'here', 'here', [], null],
    ['removed on both', same, null, null, 'both_alike', '', [], null],
    ['removed there, changed here', same, credit, null, 'conflict', '', [], same],
    ['removed here, changed there', same, null, credit, 'conflict', '', [], same],
  ])('%s', (_, common, here, there, side, proposal, fields, result) => {
    const copies = [copyOf(common), copyOf(here), copyOf(there)] as const
    expect(mergeLines(...copies)).toMatchObject([{ lineId: lineIdOf(1), side, proposal, fields }])
    const merged = mergedLines(...copies, none)
    expect(merged.open).toEqual(side === 'conflict' ? [lineIdOf(1)] : [])
    expect(merged.lines).toEqual(copyOf(result))
    for (const take of ['here', 'there'] as const) {
      const chosen = mergedLines(...copies, taking(take))
      expect(chosen.open).toEqual([])
      expect(chosen.lines).toEqual(copyOf(take === 'here' ? here : there))
    }
  })

  test('a line that is the same in all three is not shown, wherever it stands', () => {
    expect(mergeLines([line(1), line(2)], [line(1), line(2)], [line(1), line(2)])).toEqual([])
    expect(mergeLines([line(1)], [line(1, { position: 4 })], [line(1, { position: 9 })])).toEqual([])
  })

  test('custom fields are compared by name, in whatever order, and a missing one is not an empty one', () => {
    const both = line(1, { customFields: { Case__c: 'A', Region__c: 'EU' } })
    const turned = line(1, { customFields: { Region__c: 'EU', Case__c: 'A' } })
    const fewer = line(1, { customFields: { Region__c: 'EU' } })
    const empty = line(1, { customFields: { Region__c: 'EU', Case__c: null } })
    expect(mergeLines([both], [turned], [both])).toEqual([])
    expect(mergeLines([both], [fewer], [empty])).toMatchObject([
      { side: 'conflict', fields: ['customFields'] },
    ])
  })

  test('a conflict that nobody decided is named in the order of the batch', () => {
    const copies = ['1.00', '2.00', '3.00'].map((amount) => [3, 1, 2].map((each) => line(each, { amount })))
    const [common = [], here = [], there = []] = copies
    expect(mergedLines(common, here, there, taking('here')).open).toEqual([lineIdOf(2), lineIdOf(3)])
  })
})

describe('provisional numbers', () => {
  const draft = line(1, { provisionalNumber: number })
  const frozen = withProvisionalNumber(draft)

  test('a number in the reference or the comment is no change', () => {
    const named = line(1, { provisionalNumber: number, referenceId: 'PO 7', comment: 'late' })
    expect(mergeLines([frozen], [draft], [frozen])).toEqual([])
    expect(mergeLines([withProvisionalNumber(named)], [named], [withProvisionalNumber(named)])).toEqual([])
  })

  test('a merged line stands as it was typed and keeps its number', () => {
    const there = { ...frozen, amount: '9.00' }
    const expected = [{ ...draft, amount: '9.00' }]
    expect(mergedLines([frozen], [draft], [there], none).lines).toEqual(expected)
    expect(mergedLines([frozen], [there], [draft], none).lines).toEqual(expected)
  })

  test('a number that only one copy gave is kept, whichever copy is taken', () => {
    const here = line(1, { amount: '8.00' })
    const merged = mergedLines([], [here], [{ ...frozen, amount: '9.00' }], taking('here'))
    expect(merged.lines).toEqual([{ ...here, provisionalNumber: number }])
  })

  test('a line that became another kind keeps the number of that kind', () => {
    const other = { kind: 'IA', sourceType: '', sourceId: '', provisionalNumber: 'IA-7F3K-00000013' } as const
    const there = withProvisionalNumber(line(1, other))
    const conflict = [[frozen], [{ ...draft, amount: '8.00' }], [there]] as const
    expect(mergedLines(...conflict, taking('there')).lines).toMatchObject([other])
    expect(mergedLines(...conflict, taking('here')).lines).toMatchObject([{ provisionalNumber: number }])
  })
})

describe('the places of lines', () => {
  const order = (...numbers: number[]) =>
    numbers.map((each, index) => ({ ...line(each), position: index + 1 }))
  const numbersOf = (lines: readonly Line[]) => lines.map(({ lineId }) => Number(lineId.slice(-4)))

  test.each<[string, number[], number[], number[], number[]]>([
    ['moved there', [1, 2, 3], [1, 2, 3], [3, 1, 2], [3, 1, 2]],
    ['moved here', [1, 2, 3], [2, 1, 3], [1, 2, 3], [2, 1, 3]],
    ['moved on both alike', [1, 2, 3], [3, 2, 1], [3, 2, 1], [3, 2, 1]],
    ['moved on both otherwise: by the sum of the places', [1, 2, 3], [2, 1, 3], [1, 3, 2], [1, 2, 3]],
    ['moved here, removed there', [1, 2, 3], [3, 2, 1], [1, 3], [3, 1]],
    ['added in the middle there', [1, 2], [1, 2], [1, 9, 2], [1, 9, 2]],
    ['added first here, last there', [1, 2], [8, 1, 2], [1, 2, 9], [8, 1, 2, 9]],
    ['added at one place: the smaller id first', [1, 2], [1, 7, 5, 2], [1, 6, 4, 2], [1, 6, 4, 7, 5, 2]],
    ['added behind a line that was removed there', [1, 2], [1, 2, 9], [1], [1, 9]],
    ['added behind a line that moved', [1, 2, 3], [1, 9, 2, 3], [2, 3, 1], [2, 3, 1, 9]],
  ])('%s', (_, common, here, there, expected) => {
    const merged = mergedLines(order(...common), order(...here), order(...there), none).lines
    expect(numbersOf(merged)).toEqual(expected)
    expect(merged.map(({ position }) => position)).toEqual(expected.map((_each, index) => index + 1))
  })
})
