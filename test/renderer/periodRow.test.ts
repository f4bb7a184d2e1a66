import { describe, expect, it } from 'vitest'
import type { PeriodRow, PeriodStep, PeriodTotal } from '@contract/period'
import { gridRows, netBars } from '../../renderer/feature/period/periodRow'
import { stepsToShow } from '../../renderer/feature/period/stepsToShow'

const period = (month: string): PeriodRow => ({
  periodId: month,
  name: month,
  start: `${month}-01`,
  end: `${month}-28`,
  fiscalYear: '',
  fiscalQuarter: '',
  state: 'Open',
  hardLocked: false,
  waitingCount: 0,
  draftCount: 0,
  exceptionCount: 0,
})
const total = (periodId: string, net: string): PeriodTotal => ({
  periodId,
  currency: 'USD',
  count: 1,
  canceledCount: 0,
  credits: '0.00',
  charges: net,
  net,
})

describe('the chart of periods', () => {
  const months = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09'].map(period)

  it('goes from the first to the last period that holds anything, the earliest first', () => {
    const rows = gridRows(months, [total('2026-08', '2.00'), total('2026-06', '1.00')], 'USD')
    const bars = netBars(rows, 24).map((row) => `${row.period.name} ${row.total?.net ?? 'nothing'}`)
    expect(bars).toEqual(['2026-06 1.00', '2026-07 nothing', '2026-08 2.00'])
    expect(netBars(rows, 2).map((row) => row.period.name)).toEqual(['2026-07', '2026-08'])
    expect(netBars(gridRows(months, [], 'USD'), 24)).toEqual([])
  })
})

describe('the steps of a period', () => {
  const step = (name: PeriodStep['step'], because = ''): PeriodStep => ({
    step: name,
    warnings: [],
    rejections: because === '' ? [] : [{ code: 'period_not_in_order', at: 'periods/P', params: { because } }],
  })
  const shown = (...steps: PeriodStep[]) => stepsToShow(steps).map((one) => one.step)

  it('name both ways back where they can be taken, and one refusal where they cannot', () => {
    expect(shown(step('Open'), step('backToPendingClose'), step('lock'))).toHaveLength(3)
    expect(shown(step('Open', 'next'), step('backToPendingClose', 'next'), step('lock'))).toEqual([
      'Open',
      'lock',
    ])
  })

  it('move the end of the last one alone', () => {
    expect(shown(step('PendingClose'), step('moveEnd'))).toHaveLength(2)
    expect(shown(step('PendingClose'), step('moveEnd', 'notLast'))).toEqual(['PendingClose'])
  })
})
