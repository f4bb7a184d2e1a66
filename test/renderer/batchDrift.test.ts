import { describe, expect, it } from 'vitest'
import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { changesOfDrifts, driftsOf, driftsOfLines } from '../../renderer/feature/batch/driftedLine'

const ids = [
  '01J0000000000000000000000A',
  '01J0000000000000000000000B',
  '01J0000000000000000000000C',
] as const
const dated = (index: 0 | 1 | 2, code: Rejection['code'], params: Rejection['params'], field = 'date') => ({
  ...{ code, at: `lines/${ids[index]}/${field}` },
  params: { field, value: '2026-11-10', ...params },
})
const november = { period: 'November 2026', alternative: '2026-12-01' }

describe('lines whose period has closed', () => {
  it('are told by period and by the day proposed', () => {
    const drifts = driftsOf([
      dated(0, 'period_closed', november),
      dated(1, 'period_closed', { ...november, alternative: '2026-12-24' }),
      dated(2, 'period_closed', november),
    ])
    expect(drifts).toEqual([
      { code: 'period_closed', period: 'November 2026', proposed: '2026-12-01', lineIds: [ids[0], ids[2]] },
      { code: 'period_closed', period: 'November 2026', proposed: '2026-12-24', lineIds: [ids[1]] },
    ])
  })

  it('are moved by one edit; one without an open day stays', () => {
    const drifts = driftsOf([
      dated(0, 'period_pending_close', november),
      dated(1, 'period_hard_locked', { period: 'March 2026', alternative: '' }),
      dated(2, 'period_closed', november),
    ])
    expect(drifts).toHaveLength(3)
    expect(changesOfDrifts(drifts)).toEqual([
      { op: 'put', lineId: ids[0], fields: { date: '2026-12-01' } },
      { op: 'put', lineId: ids[2], fields: { date: '2026-12-01' } },
    ])
  })

  it('are not those with another refusal, nor cancels, whose day is not their own', () => {
    const view = {
      rejections: [
        dated(0, 'date_before_invoice', { limit: '2026-11-11' }),
        dated(0, 'item_crosses_zero', { limit: '3.00' }, 'amount'),
        dated(0, 'period_hard_locked', november, 'adjustmentId'),
      ],
    } as unknown as LineView
    expect(driftsOfLines([view])).toEqual([])
  })
})
