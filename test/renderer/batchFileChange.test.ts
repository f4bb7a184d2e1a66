import { describe, expect, test } from 'vitest'
import type { FileLineChange } from '@contract/batchFile'
import type { Line } from '@contract/line'
import {
  changeCounts,
  decisionsToSend,
  fieldRows,
  nextOpen,
  openConflicts,
  takenOf,
} from '../../renderer/feature/batchFile/lineChange'
import { line, lineIdOf } from '../engine/example'

type Given = Pick<FileLineChange, 'side' | 'common' | 'here' | 'there'>

function change(place: number, given: Given): FileLineChange {
  const proposal = given.side === 'here' || given.side === 'there' ? given.side : ''
  return { lineId: lineIdOf(place), fields: [], hereBy: 'Pat', thereBy: 'Robin', proposal, ...given }
}

const as = (place: number, fields: Partial<Line> = {}) => line(place, fields)
const changedHere = change(1, { side: 'here', common: as(1), here: as(1, { amount: '12.00' }), there: as(1) })
const conflict = (place: number) =>
  change(place, {
    side: 'conflict',
    common: as(place),
    here: as(place, { amount: '12.00' }),
    there: as(place, { amount: '15.00', comment: 'late' }),
  })
const alike = change(4, {
  side: 'both_alike',
  common: as(4),
  here: as(4, { comment: 'x' }),
  there: as(4, { comment: 'x' }),
})
const changes = [changedHere, conflict(2), conflict(3), alike]
const none = new Map<string, 'here' | 'there'>()

describe('the fields of a changed line', () => {
  test('are those in which the three differ, and which side changed each', () => {
    expect(fieldRows(conflict(2))).toEqual([
      {
        field: 'amount',
        common: '10.00',
        here: '12.00',
        there: '15.00',
        isChangedHere: true,
        isChangedThere: true,
      },
      { field: 'comment', common: '', here: '', there: 'late', isChangedHere: false, isChangedThere: true },
    ])
  })

  test('of a line that one side does not have are also those by which one knows it', () => {
    const removed = change(2, { side: 'here', common: as(2), here: null, there: as(2) })
    expect(fieldRows(removed).map(({ field }) => field)).toEqual(['type', 'amount', 'date'])
    expect(fieldRows(removed).every(({ here, isChangedHere }) => here === undefined && isChangedHere)).toBe(
      true,
    )
    const added = change(2, { side: 'there', common: null, here: null, there: as(2, { comment: 'new' }) })
    expect(fieldRows(added).map(({ field, there }) => [field, there])).toEqual([
      ['type', 'Credit'],
      ['amount', '10.00'],
      ['date', '2026-06-10'],
      ['comment', 'new'],
    ])
  })

  test('custom fields are compared by name, in whatever order they stand', () => {
    const turned = change(2, {
      side: 'here',
      common: as(2, { customFields: { A__c: 1, B__c: null } }),
      here: as(2, { customFields: { B__c: null, A__c: 1 }, amount: '1.00' }),
      there: as(2, { customFields: { A__c: 1, B__c: null } }),
    })
    expect(fieldRows(turned).map(({ field }) => field)).toEqual(['amount'])
  })
})

describe('what a person decides', () => {
  test('a line is taken as proposed, unless somebody chose; a conflict from nowhere before that', () => {
    expect(takenOf(changedHere, none)).toBe('here')
    expect(takenOf(conflict(2), none)).toBe('')
    expect(takenOf(changedHere, new Map([[lineIdOf(1), 'there'] as const]))).toBe('there')
  })

  test('open are the conflicts that nobody has decided', () => {
    expect(openConflicts(changes, none).map(({ lineId }) => lineId)).toEqual([lineIdOf(2), lineIdOf(3)])
    const decided = new Map([[lineIdOf(3), 'here'] as const])
    expect(openConflicts(changes, decided).map(({ lineId }) => lineId)).toEqual([lineIdOf(2)])
  })

  test.each([
    [-1, 1],
    [0, 1],
    [1, 2],
    [2, 1],
    [3, 1],
  ])(
    'behind place %i the next open conflict is at %i, from the beginning again after the last',
    (after, next) => {
      expect(nextOpen(changes, none, after)).toBe(next)
    },
  )

  test('with every conflict decided there is no next one', () => {
    const all = new Map([2, 3].map((place) => [lineIdOf(place), 'there' as const]))
    expect(nextOpen(changes, all, 0)).toBe(-1)
  })

  test('only what differs from the proposal is sent, and nothing that is not asked', () => {
    const decisions = new Map([
      [lineIdOf(1), 'here' as const],
      [lineIdOf(2), 'there' as const],
      [lineIdOf(4), 'here' as const],
      [lineIdOf(9), 'here' as const],
    ])
    expect(decisionsToSend(changes, decisions)).toEqual([{ lineId: lineIdOf(2), take: 'there' }])
    const against = new Map([[lineIdOf(1), 'there' as const]])
    expect(decisionsToSend(changes, against)).toEqual([{ lineId: lineIdOf(1), take: 'there' }])
  })

  test('changes are counted by side', () => {
    expect(changeCounts(changes)).toEqual({ here: 1, there: 0, both_alike: 1, conflict: 2 })
  })
})
