import { describe, expect, it } from 'vitest'
import { AdjustmentFilter } from '@contract/adjustment'
import {
  emptyFilter,
  filterOfQuery,
  frontKeys,
  initialChoice,
  isNarrowed,
  moreKeys,
  readSaved,
  setParts,
  writeSaved,
} from '../../renderer/feature/adjustment/adjustmentFilter'

describe('the filter of adjustments', () => {
  it('offers every field of the contract', () => {
    // `text` has its own field, `reversed` its own switch.
    expect([...frontKeys, ...moreKeys, 'text', 'reversed'].sort()).toEqual(
      Object.keys(AdjustmentFilter.shape).sort(),
    )
  })

  it('knows what narrows the list', () => {
    expect(isNarrowed(emptyFilter)).toBe(false)
    expect(isNarrowed({ ...emptyFilter, text: ' ' })).toBe(false)
    expect(isNarrowed({ ...emptyFilter, text: 'seats' })).toBe(true)
    expect(isNarrowed({ ...emptyFilter, reversed: 'hide' })).toBe(true)
    expect(setParts({ ...emptyFilter, comment: 'x', status: 'Canceled' })).toEqual(['status', 'comment'])
  })

  it('keeps a saved filter, with the names that its chips show and no others', () => {
    const filter = { ...emptyFilter, accountId: 'A1', type: 'Credit' as const }
    const saved = writeSaved({ ...initialChoice, filter, names: { A1: 'Kestrel', B2: 'Gone' } })
    expect(readSaved(saved)).toEqual({ filter, names: { A1: 'Kestrel' } })
  })

  it.each(['', 'null', '{"filter":{"text":1}}', '{'])('does not read %j', (text) => {
    expect(readSaved(text)).toBeUndefined()
  })

  it.each([
    [{ batch: 'B1' }, { batchId: 'B1' }],
    [
      { reason: 'Write-off', currency: 'EUR', from: '2026-10-01' },
      { reasonCode: 'Write-off', currency: 'EUR', dateFrom: '2026-10-01' },
    ],
  ])('takes what a link asks for: %j', (query, parts) => {
    expect(filterOfQuery(query)).toEqual({ ...emptyFilter, ...parts })
  })

  it.each([{}, { tab: 'x' }, { batch: '' }, { type: 'Refund' }])('takes nothing from %j', (query) => {
    expect(filterOfQuery(query)).toBeUndefined()
  })
})
