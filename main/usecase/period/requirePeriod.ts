import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { PeriodFact } from '../../engine/fact'
import { standsInTheWay, warnsOf, type InPeriod, type StepName } from '../../engine/period/step'
import type { Ledger } from '../../ledger/database'
import { readInPeriods } from '../../ledger/periodLine'
import { readPeriodFacts } from '../../ledger/periodTable'
import type { Rejection } from '@contract/rejection'

export interface PeriodAtHand {
  readonly period: PeriodFact
  readonly periods: readonly PeriodFact[]
  readonly inside: InPeriod
}

/** `not_found` for a period that this ledger does not have. */
export function requirePeriod(ledger: Ledger, periodId: string): Outcome<PeriodAtHand> {
  const periods = readPeriodFacts(ledger)
  const period = periods.find(({ id }) => id === periodId)
  if (period === undefined) return refused(rejection('not_found', 'periodId'))
  return accepted({ period, periods, inside: readInPeriods(ledger)(periodId) })
}

/** Refused with all that stands in the way of a step. */
export function requireStep(ledger: Ledger, periodId: string, step: StepName): Outcome<PeriodAtHand> {
  const found = requirePeriod(ledger, periodId)
  if (!found.ok) return found
  const { period, periods, inside } = found.value
  const rejections = standsInTheWay(period, step, periods, inside)
  return rejections.length > 0 ? refused(...rejections) : found
}

export function warningsOf({ period, inside }: PeriodAtHand, step: StepName): readonly Rejection[] {
  return warnsOf(period, step, inside)
}
