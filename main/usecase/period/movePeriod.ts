import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { needsReason, stepTo } from '../../engine/period/step'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { setPeriodState } from '../../ledger/periodChange'
import { confirmedOf, unconfirmed } from '../batch/confirmedWarning'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { periodsNow } from './periodRead'
import { requirePeriod, requireStep, warningsOf } from './requirePeriod'

/**
 * One step of Open → PendingClose → Closed, or back with a reason: `period_hard_locked`,
 * `period_not_in_order`, `period_blocked`, `comment_required`, and `warnings_unconfirmed` where drafts are
 * dated in a period that is to be closed (domain.md, "Periods"). The ledger's triggers say the same.
 */
export function movePeriod(context: Context, input: Input<'movePeriod'>): Outcome<Output<'movePeriod'>> {
  const { ledger } = context
  const { periodId, to, reason } = input
  return runCommand(context, 'movePeriod', input, {
    right: 'manage_close',
    act: () => {
      const known = requirePeriod(ledger, periodId)
      if (!known.ok) return known
      const { period } = known.value
      const step = stepTo(period, to)
      const found = requireStep(ledger, periodId, step ?? to)
      if (!found.ok) return found
      if (step === undefined) throw new Error(`No step from ${period.state} to ${to}, and no refusal`)
      if (needsReason(step) && reason === '') return refused(rejection('comment_required', 'reason'))
      const warnings = warningsOf(found.value, step)
      const open = unconfirmed(warnings, input.confirmed)
      if (open.length > 0) {
        const count = { count: open.length }
        return refused(rejection('warnings_unconfirmed', `periods/${periodId}`, count), ...open)
      }
      setPeriodState(ledger, periodId, to)
      advanceFactVersion(ledger)
      audit(context, {
        action: 'movePeriod',
        subject: `period ${periodId}`,
        detail: {
          name: period.name,
          was: { state: period.state },
          is: { state: to },
          reason,
          confirmed: confirmedOf(warnings, input.confirmed),
        },
      })
      return accepted({ periodId })
    },
    view: () => periodsNow(ledger),
  })
}
