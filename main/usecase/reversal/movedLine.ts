import type { MovedLine, PlanContent } from '@contract/reversal'
import { formatMinor } from '../../engine/money/amount'
import type { CandidateFacts } from './candidateFact'
import type { PlannedLine } from './plannedLine'
import { standingOf } from './standing'

type Seen = PlanContent['seen'][string]

/** What of a line is held against later: its day, whether that is open, and its amount. */
export function seenOf({ plan, row }: Pick<PlannedLine, 'plan' | 'row'>, { periodOn }: CandidateFacts): Seen {
  if (plan.rejection !== undefined) {
    return { date: '', period: '', amount: formatMinor(0n, row.currency) }
  }
  const { date } = plan.content
  return { date, period: standingOf(periodOn(date)), amount: plan.content.amount }
}

/** What of the chosen lines is no longer as it was shown: a period has closed, or another batch was faster. */
export function movedLines(
  candidates: readonly PlannedLine[],
  seen: PlanContent['seen'],
  known: CandidateFacts,
): MovedLine[] {
  return candidates.flatMap((line) => {
    const was = seen[line.row.adjustmentId]
    if (!line.isChosen || was === undefined) return []
    return differences(line, was, seenOf(line, known))
  })
}

function differences({ row }: PlannedLine, was: Seen, is: Seen): MovedLine[] {
  const { adjustmentId, number, currency } = row
  const moved: MovedLine[] = []
  if (was.date !== is.date && is.date !== '') {
    moved.push({ adjustmentId, number, what: 'date', was: was.date, is: is.date, currency: '' })
  } else if (was.period !== is.period && is.period !== '') {
    moved.push({ adjustmentId, number, what: 'period', was: was.period, is: is.period, currency: '' })
  }
  if (was.amount !== is.amount)
    moved.push({ adjustmentId, number, what: 'amount', was: was.amount, is: is.amount, currency })
  return moved
}
