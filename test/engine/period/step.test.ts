import { describe, expect, it } from 'vitest'
import type { PeriodFact } from '../../../main/engine/fact'
import {
  rightOfStep,
  standsInTheWay,
  stepsOf,
  stepTo,
  warnsOf,
  type InPeriod,
  type StepName,
} from '../../../main/engine/period/step'

// Closing and reopening as a table: the state of the period, of the ones beside it, what waits, the verdict.

type State = 'Open' | 'Pending' | 'Closed' | 'Locked' | 'none'
const states = {
  Open: 'Open',
  Pending: 'PendingClose',
  Closed: 'Closed',
  Locked: 'Closed',
  none: 'Open',
} as const

function period(id: string, month: number, state: State): PeriodFact {
  const text = `2026-0${String(month)}`
  const days = { start: `${text}-01`, end: `${text}-28` }
  return { id, name: `Period ${id}`, ...days, state: states[state], hardLocked: state === 'Locked' }
}

const quiet: InPeriod = { waitingCount: 0, waitingBatch: '', draftCount: 0, draftBatch: '' }
const waits: InPeriod = { ...quiet, waitingCount: 3, waitingBatch: 'May' }
const drafted: InPeriod = { ...quiet, draftCount: 2, draftBatch: 'Draft' }

const rows: [State, State, State, StepName, InPeriod, string][] = [
  // before, itself, after, step, inside, verdict
  ['Closed', 'Open', 'Open', 'PendingClose', quiet, ''],
  ['none', 'Open', 'none', 'PendingClose', quiet, ''],
  ['Open', 'Open', 'Open', 'PendingClose', quiet, 'period_not_in_order earlier Period before'],
  ['Pending', 'Open', 'Open', 'PendingClose', quiet, 'period_not_in_order earlier Period before'],
  ['Closed', 'Open', 'Open', 'PendingClose', waits, ''],
  ['Closed', 'Open', 'Open', 'Closed', quiet, 'period_not_in_order step '],
  ['Closed', 'Pending', 'Open', 'Closed', quiet, ''],
  ['Locked', 'Pending', 'none', 'Closed', quiet, ''],
  ['Closed', 'Pending', 'Open', 'Closed', drafted, ''],
  ['Closed', 'Pending', 'Open', 'Closed', waits, 'period_blocked  '],
  ['Open', 'Pending', 'Open', 'Closed', quiet, 'period_not_in_order earlier Period before'],
  ['Open', 'Pending', 'Open', 'Closed', waits, 'period_not_in_order earlier Period before+period_blocked  '],
  ['Closed', 'Pending', 'Open', 'Open', waits, ''],
  ['Closed', 'Pending', 'none', 'Open', quiet, 'period_not_in_order last '],
  ['Closed', 'Closed', 'Open', 'Open', quiet, ''],
  ['Closed', 'Closed', 'Open', 'backToPendingClose', quiet, ''],
  ['Closed', 'Closed', 'Pending', 'Open', quiet, 'period_not_in_order next Period after'],
  ['Closed', 'Closed', 'Closed', 'Open', quiet, 'period_not_in_order next Period after'],
  ['Closed', 'Closed', 'Closed', 'backToPendingClose', quiet, 'period_not_in_order next Period after'],
  ['Closed', 'Closed', 'none', 'Open', quiet, 'period_not_in_order last '],
  ['Closed', 'Open', 'Open', 'Open', quiet, 'period_not_in_order step '],
  ['Closed', 'Closed', 'Open', 'Closed', quiet, 'period_not_in_order step '],
  ['Closed', 'Locked', 'Open', 'Open', quiet, 'period_hard_locked  '],
  ['Closed', 'Locked', 'Open', 'backToPendingClose', quiet, 'period_hard_locked  '],
  ['Closed', 'Locked', 'Open', 'grant', quiet, 'period_hard_locked  '],
  ['Closed', 'Locked', 'Open', 'lock', quiet, 'period_hard_locked  '],
  ['Closed', 'Closed', 'Closed', 'lock', quiet, ''],
  ['Closed', 'Closed', 'Closed', 'lock', waits, 'period_blocked  '],
  ['Closed', 'Pending', 'Open', 'lock', quiet, 'period_not_in_order notClosed '],
  ['Closed', 'Open', 'Open', 'lock', quiet, 'period_not_in_order notClosed '],
  ['Closed', 'Closed', 'Closed', 'grant', quiet, ''],
  ['Closed', 'Open', 'Open', 'grant', quiet, 'period_not_in_order notClosed '],
  ['Closed', 'Pending', 'Open', 'grant', quiet, 'period_not_in_order notClosed '],
  ['Closed', 'Open', 'none', 'moveEnd', quiet, ''],
  ['Closed', 'Open', 'Open', 'moveEnd', quiet, 'period_not_in_order notLast '],
  ['Closed', 'Pending', 'none', 'moveEnd', quiet, 'period_not_in_order notLast '],
  ['Closed', 'Closed', 'none', 'moveEnd', quiet, 'period_not_in_order notLast '],
]

describe('what stands in the way of a step', () => {
  it.each(rows)('%s | %s | %s: %s', (before, itself, after, step, inside, verdict) => {
    const own = period('own', 5, itself)
    const others = [
      ...(after === 'none' ? [] : [period('after', 6, after)]),
      ...(before === 'none' ? [] : [period('before', 4, before)]),
    ]
    const found = standsInTheWay(own, step, [...others, own], inside)
    const text = found
      .map(({ code, params }) => [code, params['because'] ?? '', params['neighbour'] ?? ''].join(' '))
      .join('+')
    expect(text).toBe(verdict)
  })

  it('names what waits, and drafts only as a warning of the close', () => {
    const own = period('own', 5, 'Pending')
    expect(standsInTheWay(own, 'Closed', [own], waits)).toEqual([
      {
        code: 'period_blocked',
        at: 'periods/own',
        params: { period: 'Period own', count: 3, batch: 'May' },
      },
    ])
    expect(warnsOf(own, 'Closed', drafted)).toMatchObject([
      { code: 'drafts_in_period', params: { count: 2 } },
    ])
    expect(warnsOf(own, 'Open', drafted)).toEqual([])
    expect(warnsOf(own, 'Closed', quiet)).toEqual([])
  })
})

describe('steps', () => {
  it('lead from each state only to the ones beside it', () => {
    const to = (['Open', 'PendingClose', 'Closed'] as const).map((target) =>
      (['Open', 'Pending', 'Closed'] as const).map((state) => stepTo(period('own', 5, state), target) ?? '-'),
    )
    expect(to).toEqual([
      ['-', 'Open', 'Open'],
      ['PendingClose', '-', 'backToPendingClose'],
      ['-', 'Closed', '-'],
    ])
    expect(stepsOf.hardLocked).toEqual([])
  })

  it('are taken by those who manage the close; exceptions and locks by controllers', () => {
    const byControl = Object.entries(rightOfStep).filter(([, right]) => right === 'control')
    expect(byControl.map(([step]) => step)).toEqual(['grant', 'lock'])
  })
})
