import { describe, expect, it } from 'vitest'
import type { AdjustmentView } from '@contract/adjustment'
import { rejection } from '@contract/outcome'
import {
  followUpChange,
  isDeletedAtOnce,
  obstaclesTo,
  proposesReversal,
  waitsForLanding,
} from '../../renderer/feature/adjustment/followUp'

const standing = {
  adjustmentId: '01JD0000000000000000000001',
  number: 'IIA-1',
  origin: 'local',
  status: 'Processed',
  landing: 'landed',
  currency: 'EUR',
  remainder: '5.00',
  reverses: [],
  cancelRejections: [],
  deleteRejections: [],
} as unknown as AdjustmentView
const view = (parts: Partial<AdjustmentView>): AdjustmentView => ({ ...standing, ...parts })

describe('a reversal of an adjustment', () => {
  it.each([
    ['stands open', view({}), true, []],
    ['has been canceled', view({ status: 'Canceled' }), true, ['reversal_of_canceled']],
    ['is a reversal itself', view({ reverses: [standing] }), true, ['reversal_of_reversal']],
    ['has nothing left', view({ remainder: '0.00' }), true, ['reversal_exceeds_remainder']],
    ['of a system without counter items', view({}), false, ['reversal_not_enabled']],
  ])('that %s', (_, shown, hasCounterItem, codes) => {
    expect(obstaclesTo('reverse', shown, hasCounterItem).map(({ code }) => code)).toEqual(codes)
  })
})

describe('a cancel and a delete', () => {
  it('are judged by the ledger', () => {
    const refusal = rejection('cancel_period_closed', '', { alternative: 'reversal', period: 'May' })
    const shown = view({ cancelRejections: [refusal] })
    expect(obstaclesTo('cancel', shown, true)).toEqual([refusal])
    expect(proposesReversal([refusal])).toBe(true)
    expect(waitsForLanding([rejection('cancel_in_flight', '', { alternative: 'land' })])).toBe(true)
  })

  it.each([
    ['canceled before it ever left', view({ status: 'Canceled', landing: '' }), true],
    ['landed', view({ status: 'Canceled', landing: 'landed' }), false],
    ['imported', view({ status: 'Canceled', landing: '', origin: 'imported' }), false],
    [
      'in another batch',
      view({ status: 'Canceled', landing: '', deleteRejections: [rejection('delete_not_allowed')] }),
      false,
    ],
  ])('at once, of one that is %s: %s', (_, shown, atOnce) => {
    expect(isDeletedAtOnce(shown)).toBe(atOnce)
  })

  it('become lines of a batch', () => {
    expect(followUpChange('cancel', 'A')).toEqual({
      op: 'put',
      lineId: '',
      fields: { action: 'cancel', adjustmentId: 'A' },
    })
    expect(followUpChange('delete', 'A')).toEqual({
      op: 'put',
      lineId: '',
      fields: { action: 'delete', adjustmentId: 'A' },
    })
  })
})
