import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { setHardLocked } from '../../ledger/periodChange'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { periodsNow } from './periodRead'
import { requireStep } from './requirePeriod'

/**
 * Locks a closed period for good, once nothing waits in it: `period_not_in_order`, `period_blocked`,
 * `period_hard_locked`; `value_unknown` unless the person typed the period's name. No command lifts it.
 */
export function lockPeriod(context: Context, input: Input<'lockPeriod'>): Outcome<Output<'lockPeriod'>> {
  const { ledger } = context
  const { periodId, typedName } = input
  return runCommand(context, 'lockPeriod', input, {
    right: 'control',
    act: () => {
      const found = requireStep(ledger, periodId, 'lock')
      if (!found.ok) return found
      const { period } = found.value
      if (typedName !== period.name) {
        const params = { field: 'name', value: typedName, expected: period.name }
        return refused(rejection('value_unknown', 'typedName', params))
      }
      setHardLocked(ledger, periodId)
      advanceFactVersion(ledger)
      audit(context, {
        action: 'lockPeriod',
        subject: `period ${periodId}`,
        detail: { name: period.name, was: { hardLocked: false }, is: { hardLocked: true } },
      })
      return accepted({ periodId })
    },
    view: () => periodsNow(ledger),
  })
}
