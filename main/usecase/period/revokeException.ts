import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { findException, setRevoked } from '../../ledger/periodExceptionTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'

/** Ends an exception that still holds: `not_found`, `exception_over`. What was done under it stays. */
export function revokeException(
  context: Context,
  input: Input<'revokeException'>,
): Outcome<Output<'revokeException'>> {
  const { ledger, clock } = context
  const { exceptionId } = input
  return runCommand(context, 'revokeException', input, {
    right: 'control',
    act: () => {
      const exception = findException(ledger, exceptionId)
      if (exception === undefined) return refused(rejection('not_found', 'exceptionId'))
      const now = clock.now()
      if (exception.revokedAt !== '' || exception.isOver || exception.until <= now) {
        return refused(rejection('exception_over', 'exceptionId'))
      }
      setRevoked(ledger, exceptionId, now)
      advanceFactVersion(ledger)
      const { periodId, personId, until } = exception
      audit(context, {
        action: 'revokeException',
        subject: `period ${periodId}`,
        detail: { exceptionId, personId, was: { until }, is: { until: now } },
      })
      return accepted({ exceptionId })
    },
    view: () => accepted({ exceptionId }),
  })
}
