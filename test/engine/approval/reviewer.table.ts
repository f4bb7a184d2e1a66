import type { ApprovalRule } from '@contract/approval'
import type { Person } from '@contract/setting'
import { rule } from './example'

const person = (id: string, rights: Person['rights'] = ['review']): Person => ({ id, name: id, rights })
export const ann = person('ann')
const bob = person('bob')
const clara = person('clara', ['prepare', 'review', 'control'])
const dan = person('dan', ['prepare'])

const one = rule({ name: 'one' })
const two = rule({ name: 'two', reviewerCount: 2 })
const annAlone = rule({ name: 'ann alone', approverIds: ['ann'] })
const annAndBob = rule({ name: 'ann and bob', approverIds: ['ann', 'bob'], reviewerCount: 2 })

/** Who has approved, under which covering rules; the last column is the rule that it is enough for, or what is missing. */
export const reviewerRows: readonly (readonly [
  what: string,
  covering: readonly ApprovalRule[],
  approvers: readonly Person[],
  verdict: string,
])[] = [
  ['nobody yet, of one', [one], [], 'missing 1'],
  ['one of one', [one], [ann], 'one'],
  ['nobody yet, of two', [two], [], 'missing 2'],
  ['one of two', [two], [ann], 'missing 1'],
  ['two of two', [two], [ann, bob], 'two'],
  ['three of two', [two], [ann, bob, clara], 'two'],
  ['the same person twice', [two], [ann, ann], 'missing 1'],
  ['the same person under another name', [two], [ann, { ...ann, name: 'Anna' }], 'missing 1'],
  ['the one who is named', [annAlone], [ann], 'ann alone'],
  ['one who is not named', [annAlone], [bob], 'missing 1'],
  ['two of whom one is named', [annAndBob], [ann, clara], 'missing 1'],
  ['both who are named', [annAndBob], [bob, ann], 'ann and bob'],
  ['who may not review', [one], [dan], 'missing 1'],
  ['named, and may not review any more', [annAlone], [{ ...ann, rights: ['prepare'] }], 'missing 1'],
  ['the easier of two rules', [one, two], [ann], 'one'],
  ['the harder rule has enough, the easier one names others', [annAlone, two], [bob, clara], 'two'],
  ['half of each of two rules', [annAlone, annAndBob], [bob], 'missing 1'],
  ['no rule covers it', [], [ann, bob, clara], 'missing 1'],
]
