import type { DraftChange, LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { placeOfRejection } from '../../store/draftLine'

// Lines whose day lies in a period that is not open (any more), by period and by the day that is proposed.

export const driftCodes = ['period_closed', 'period_hard_locked', 'period_pending_close'] as const
type DriftCode = (typeof driftCodes)[number]

export interface Drift {
  readonly code: DriftCode
  readonly period: string
  /** Empty where no day is open. */
  readonly proposed: string
  readonly lineIds: readonly string[]
}

/** In the order of the lines. Of a batch that is under review its own rejections do. */
export function driftsOf(rejections: readonly Rejection[]): Drift[] {
  const drifts = new Map<string, Drift & { lineIds: string[] }>()
  for (const { code, at, params } of rejections) {
    const found = driftCodes.find((one) => one === code)
    const { lineId, field } = placeOfRejection(at)
    if (found === undefined || field !== 'date' || lineId === '') continue
    const period = textOf(params['period'])
    const proposed = textOf(params['alternative'])
    const key = `${found} ${period} ${proposed}`
    const drift = drifts.get(key) ?? { code: found, period, proposed, lineIds: [] }
    drift.lineIds.push(lineId)
    drifts.set(key, drift)
  }
  return [...drifts.values()]
}

export function driftsOfLines(views: readonly LineView[]): Drift[] {
  return driftsOf(views.flatMap(({ rejections }) => rejections))
}

/** One edit for all of them; a line without a proposal stays where it is. */
export function changesOfDrifts(drifts: readonly Drift[]): DraftChange[] {
  return drifts
    .filter(({ proposed }) => proposed !== '')
    .flatMap(({ proposed, lineIds }) =>
      lineIds.map((lineId): DraftChange => ({ op: 'put', lineId, fields: { date: proposed } })),
    )
}

function textOf(value: Rejection['params'][string] | undefined): string {
  return typeof value === 'string' ? value : ''
}
