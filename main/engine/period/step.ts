import type { PeriodStep } from '@contract/period'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Right } from '@contract/setting'
import type { PeriodFact, PeriodState } from '../fact'

/** What lies in a period and has a say in what becomes of it. */
export interface InPeriod {
  /** Lines that are submitted, or approved and not known to have landed; the first one's batch. */
  readonly waitingCount: number
  readonly waitingBatch: string
  /** Lines of drafts. */
  readonly draftCount: number
  readonly draftBatch: string
}

export type StepName = PeriodStep['step']

/** Who may take a step (domain.md, "Periods"). */
export const rightOfStep: Readonly<Record<StepName, Right>> = {
  PendingClose: 'manage_close',
  Closed: 'manage_close',
  Open: 'manage_close',
  backToPendingClose: 'manage_close',
  moveEnd: 'manage_close',
  grant: 'control',
  lock: 'control',
}

/** The steps that have a meaning in a state; the others are not even offered. */
export const stepsOf: Readonly<Record<PeriodState | 'hardLocked', readonly StepName[]>> = {
  Open: ['PendingClose', 'moveEnd'],
  PendingClose: ['Closed', 'Open'],
  Closed: ['Open', 'backToPendingClose', 'grant', 'lock'],
  hardLocked: [],
}

/** The step from a state to another; undefined where there is none. */
export function stepTo(period: PeriodFact, to: PeriodState): StepName | undefined {
  const step = to === 'PendingClose' && period.state === 'Closed' ? 'backToPendingClose' : to
  return stepsOf[period.state].includes(step) ? step : undefined
}

/** Steps that take a period back need a reason. */
export function needsReason(step: StepName): boolean {
  return step === 'Open' || step === 'backToPendingClose'
}

/**
 * Why a step cannot be taken, apart from the person's rights: `period_hard_locked`,
 * `period_not_in_order`, `period_blocked`. Closing goes after all earlier periods and after what waits;
 * only the period just before an open one goes back (domain.md, "Periods").
 */
export function standsInTheWay(
  period: PeriodFact,
  step: StepName,
  periods: readonly PeriodFact[],
  inside: InPeriod,
): readonly Rejection[] {
  const at = `periods/${period.id}`
  if (period.hardLocked) return [rejection('period_hard_locked', at, { period: period.name })]
  if (!stepsOf[period.state].includes(step)) {
    const because =
      step === 'grant' || step === 'lock' ? 'notClosed' : step === 'moveEnd' ? 'notLast' : 'step'
    return [rejection('period_not_in_order', at, { because, period: period.name, state: period.state })]
  }
  switch (step) {
    case 'PendingClose':
      return earlierNotClosed(period, periods)
    case 'Closed':
      return [...earlierNotClosed(period, periods), ...blocked(period, inside)]
    case 'Open':
    case 'backToPendingClose':
      return nextNotOpen(period, periods)
    case 'moveEnd':
      return notLast(period, periods)
    case 'lock':
      return blocked(period, inside)
    case 'grant':
      return []
  }
}

/** `drafts_in_period`: drafts do not keep a period from closing, but their lines will need another date. */
export function warnsOf(period: PeriodFact, step: StepName, inside: InPeriod): readonly Rejection[] {
  if (step !== 'Closed' || inside.draftCount === 0) return []
  const { draftCount: count, draftBatch: batch } = inside
  return [
    rejection('drafts_in_period', `periods/${period.id}/drafts=${String(count)}`, {
      period: period.name,
      count,
      batch,
    }),
  ]
}

function earlierNotClosed(period: PeriodFact, periods: readonly PeriodFact[]): readonly Rejection[] {
  const earlier = [...periods]
    .sort((one, other) => (one.start < other.start ? -1 : 1))
    .find((one) => one.start < period.start && one.state !== 'Closed')
  return earlier === undefined ? [] : [notInOrder(period, 'earlier', earlier)]
}

function nextNotOpen(period: PeriodFact, periods: readonly PeriodFact[]): readonly Rejection[] {
  let next: PeriodFact | undefined
  for (const one of periods) {
    if (one.start > period.start && (next === undefined || one.start < next.start)) next = one
  }
  if (next === undefined) return [notInOrder(period, 'last', undefined)]
  return next.state === 'Open' ? [] : [notInOrder(period, 'next', next)]
}

function notLast(period: PeriodFact, periods: readonly PeriodFact[]): readonly Rejection[] {
  return periods.some(({ start }) => start > period.start) ? [notInOrder(period, 'notLast', undefined)] : []
}

function notInOrder(period: PeriodFact, because: string, neighbour: PeriodFact | undefined): Rejection {
  return rejection('period_not_in_order', `periods/${period.id}`, {
    because,
    period: period.name,
    neighbour: neighbour?.name ?? '',
    state: neighbour?.state ?? period.state,
  })
}

function blocked(period: PeriodFact, inside: InPeriod): readonly Rejection[] {
  if (inside.waitingCount === 0) return []
  return [
    rejection('period_blocked', `periods/${period.id}`, {
      period: period.name,
      count: inside.waitingCount,
      batch: inside.waitingBatch,
    }),
  ]
}
