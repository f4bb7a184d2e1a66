import { refuse } from '../../exchange/in/refusal'
import { outOfLine, type OutOfLine } from '../../engine/period/order'
import { readPeriodFacts } from '../../ledger/periodTable'
import { stageRefused } from '../../ledger/stagingInsert'
import { listNewPeriods, unstagePeriod, type StagedNewPeriod } from '../../ledger/stagingPeriod'
import type { Preview } from './preview'

/**
 * Periods come in any order; together with those of the ledger they must lie side by side, closed ones
 * before open ones. Those that cannot are refused once all files are read: `row_period_gap`,
 * `row_period_not_in_order`.
 */
export function refusePeriodsOutOfLine(preview: Preview): void {
  const { staging, context } = preview
  for (const misplaced of outOfLine(readPeriodFacts(context.ledger), listNewPeriods(staging))) {
    const { file, line, name } = misplaced.period
    unstagePeriod(staging, file, line)
    preview.countStaged(file, -1)
    const rejections = [rejectionOf(preview, misplaced)]
    stageRefused(staging, { file, line, kind: 'period', key: name, rejections })
  }
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
