import type { Rejection } from '@contract/rejection'
import type { PeriodStanding } from '../calendar/period'
import { proposeDate } from '../reversal/proposeDate'
import type { LineReading } from './reading'
import { nothing, reject } from './reject'

const codes = {
  unknown: 'period_unknown',
  closed: 'period_closed',
  hard_locked: 'period_hard_locked',
  pending_close: 'period_pending_close',
} as const satisfies Record<Exclude<PeriodStanding, 'open'> | 'unknown', Rejection['code']>

/**
 * `period_unknown`, `period_closed`, `period_hard_locked`, `period_pending_close`: the judged person may
 * post into the period that contains the date. For a cancel, a closed period is `cancel_period_closed`,
 * whose way out is a reversal; a delete answers for its period itself. The alternative is the day that the
 * wizard would propose for a reversal, for any other line the first open day after its date.
 */
export function periodUsable(reading: LineReading): readonly Rejection[] {
  const { line, date, index } = reading
  if (line.action === 'delete') return nothing
  const day = index.dayStanding(date)
  if (!day.isDay || day.standing === 'open') return nothing
  if (line.action === 'cancel' && day.period?.state === 'Closed') return nothing
  return [
    reject(reading, codes[day.standing], line.action === 'cancel' ? 'adjustmentId' : 'date', {
      value: date,
      period: day.period?.name ?? '',
      alternative: proposedDay(reading) ?? day.firstOpenDay,
    }),
  ]
}

/** Of a reversal, by the rule of its reason; undefined for other lines, and where the rule finds no open day. */
function proposedDay({ line, adjustment, reason, index }: LineReading): string | undefined {
  if (line.action !== 'create' || adjustment === undefined) return undefined
  const { periods, person, today = '' } = index.facts
  const rule = reason?.reversalDateRule ?? 'original_or_first_open'
  const proposed = proposeDate(adjustment, rule, periods, today, person)
  return 'problem' in proposed ? undefined : proposed.date
}
