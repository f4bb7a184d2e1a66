import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { isCalendarDate } from '../../engine/calendar/day'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { findDatedAfter, setPeriodEnd } from '../../ledger/periodChange'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { periodsNow } from './periodRead'
import { requireStep } from './requirePeriod'

/**
 * The last period, while it is open, ends on another day, but never before what is dated in it:
 * `period_not_in_order`, `date_invalid`, `period_blocked`. No later one has to move with it.
 */
export function movePeriodEnd(
  context: Context,
  input: Input<'movePeriodEnd'>,
): Outcome<Output<'movePeriodEnd'>> {
  const { ledger } = context
  const { periodId, end } = input
  return runCommand(context, 'movePeriodEnd', input, {
    right: 'manage_close',
    act: () => {
      const found = requireStep(ledger, periodId, 'moveEnd')
      if (!found.ok) return found
      const { period } = found.value
      if (!isCalendarDate(end) || end < period.start) {
        return refused(rejection('date_invalid', 'end', { value: end, expected: period.start }))
      }
      const cut = end < period.end ? findDatedAfter(ledger, end, period.end) : { count: 0, latest: '' }
      if (cut.count > 0) {
        const params = { because: 'cut', period: period.name, count: cut.count, limit: cut.latest, batch: '' }
        return refused(rejection('period_blocked', 'end', params))
      }
      setPeriodEnd(ledger, periodId, end)
      advanceFactVersion(ledger)
      audit(context, {
        action: 'movePeriodEnd',
        subject: `period ${periodId}`,
        detail: { name: period.name, was: { end: period.end }, is: { end } },
      })
      return accepted({ periodId })
    },
    view: () => periodsNow(ledger),
  })
}
