import { describe, expect, it } from 'vitest'
import type { PeriodView } from '@contract/invoice'
import { fiscalYearsOf } from '../../renderer/feature/adjustment/fiscalYear'

function period(start: string, end: string, fiscalYear: string): PeriodView {
  return {
    periodId: start,
    name: start,
    start,
    end,
    fiscalYear,
    fiscalQuarter: '',
    state: 'Open',
    hardLocked: false,
  }
}

describe('the fiscal years of a ledger', () => {
  it('are the days of their periods, the latest first, whatever the order', () => {
    expect(
      fiscalYearsOf([
        period('2026-07-01', '2026-07-31', '2027'),
        period('2026-06-01', '2026-06-30', '2026'),
        period('2026-05-01', '2026-05-31', '2026'),
        period('2026-08-01', '2026-08-31', '2027'),
      ]),
    ).toEqual([
      { year: '2027', from: '2026-07-01', to: '2026-08-31' },
      { year: '2026', from: '2026-05-01', to: '2026-06-30' },
    ])
  })

  it('leave out periods that name none', () => {
    expect(fiscalYearsOf([period('2026-05-01', '2026-05-31', '')])).toEqual([])
  })
})
