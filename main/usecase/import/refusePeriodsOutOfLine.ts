import { refuse } from '../../exchange/in/refusal'
import type { Rejection } from '@contract/rejection'
import { outOfLine, type OutOfLine } from '../../engine/period/order'
import { readPeriodFacts } from '../../ledger/periodTable'
import { stageRefused } from '../../ledger/stagingInsert'
import { listNewPeriods, unstagePeriod, type StagedNewPeriod } from '../../ledger/stagingPeriod'
import { hasRight, type Context } from '../context'
import type { Preview } from './preview'

/**
 * Periods come in any order; together with those of the ledger they must lie side by side, closed ones
 * before open ones. Those that cannot are refused once all files are read: `row_period_gap`,
 * `row_period_not_in_order`.
 */
export function refusePeriodsOutOfLine(preview: Preview): void {
  const { staging, context } = preview
  const known = readPeriodFacts(context.ledger)
  if (!mayBringPeriods(context, known.length)) {
    for (const period of listNewPeriods(staging)) refuseStaged(preview, period, rightMissing(preview, period))
    return
  }
  for (const misplaced of outOfLine(known, listNewPeriods(staging))) {
    refuseStaged(preview, misplaced.period, rejectionOf(preview, misplaced))
  }
}

/**
 * Whoever imports may bring the first periods of a ledger; those that go on from there are for people who
 * manage the close, as where they are defined by hand.
 */
export function mayBringPeriods(context: Context, knownCount: number): boolean {
  return knownCount === 0 || hasRight(context, 'manage_close')
}

function refuseStaged(preview: Preview, period: StagedNewPeriod, rejection: Rejection): void {
  const { file, line, name } = period
  unstagePeriod(preview.staging, file, line)
  preview.countStaged(file, -1)
  stageRefused(preview.staging, { file, line, kind: 'period', key: name, rejections: [rejection] })
}

function rightMissing(preview: Preview, { file, line, name }: StagedNewPeriod): Rejection {
  const place = { file: preview.fileName(file), line }
  return refuse('right_missing', place, '', name, { right: 'manage_close' })
}

function rejectionOf(
  preview: Preview,
  { period, problem, neighbour, expectedDay }: OutOfLine<StagedNewPeriod>,
) {
  const place = { file: preview.fileName(period.file), line: period.line }
  if (problem === 'order') {
    const found = `${period.name} ${period.state}`
    const beside = `${neighbour.start} – ${neighbour.end} ${neighbour.state}`
    return refuse('row_period_not_in_order', place, beside, found)
  }
  const [expected, found] =
    period.start > neighbour.end
      ? [`a period from ${expectedDay} on`, period.start]
      : [`a period up to ${expectedDay}`, period.end]
  return refuse('row_period_gap', place, expected, found)
}
