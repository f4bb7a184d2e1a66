import type { PeriodStanding } from '@contract/reversal'
import type { PeriodFact } from '../../engine/fact'

/** The state of a period by itself, whoever asks: exceptions are for the rules to look at. */
export function standingOf(period: PeriodFact | undefined): PeriodStanding {
  if (period === undefined) return 'none'
  if (period.hardLocked) return 'hard_locked'
  if (period.state === 'Open') return 'open'
  return period.state === 'PendingClose' ? 'pending_close' : 'closed'
}
