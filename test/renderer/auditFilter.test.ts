import { describe, expect, it } from 'vitest'
import { emptyFilter, plainAction, prettyDetail, setParts } from '../../renderer/feature/audit/auditFilter'

describe('the filter of the log', () => {
  it('shows what is set, but not the text, which has its field in sight', () => {
    expect(setParts(emptyFilter)).toEqual([])
    expect(setParts({ ...emptyFilter, text: 'x', to: '2026-11-21', action: 'commitImport' })).toEqual([
      'action',
      'to',
    ])
  })
})

describe('a row of the log', () => {
  it.each([
    ['commitImport', 'Commit import'],
    ['create', 'Create'],
    ['', ''],
  ])('says %j without words of its own', (action, words) => {
    expect(plainAction(action)).toBe(words)
  })

  it('shows its detail in lines, and text that is no JSON as it is', () => {
    expect(prettyDetail('{"a":{"b":"<img>"}}')).toBe('{\n  "a": {\n    "b": "<img>"\n  }\n}')
    expect(prettyDetail('{broken')).toBe('{broken')
  })
})
