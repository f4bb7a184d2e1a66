import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { insertException } from '../../ledger/periodExceptionTable'
import { readPeople } from '../../ledger/personTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { requireStep } from './requirePeriod'

/**
 * Lets a named person post into a closed period, for a reason, until a moment: `period_not_in_order` (it
 * is not closed), `period_hard_locked`, `value_unknown` (the person), `comment_required`, `exception_over`.
 * A preparer needs one to submit, a reviewer one to approve.
 */
export function grantException(
  context: Context,
  input: Input<'grantException'>,
): Outcome<Output<'grantException'>> {
  const { ledger, clock, newId, person } = context
  const { periodId, personId, reason } = input
  return runCommand(context, 'grantException', input, {
    right: 'control',
    act: () => {
      const found = requireStep(ledger, periodId, 'grant')
      if (!found.ok) return found
      const people = readPeople(ledger)
      const grantee = people.find(({ id }) => id === personId)
      if (grantee === undefined) {
        const expected = people.map(({ name }) => name).join(', ')
        return refused(rejection('value_unknown', 'personId', { field: 'person', value: personId, expected }))
      }
      if (reason === '') return refused(rejection('comment_required', 'reason'))
      const [until, grantedAt] = [withMilliseconds(input.until), clock.now()]
      if (until <= grantedAt) return refused(rejection('exception_over', 'until', { value: until }))
      const exceptionId = newId()
      insertException(ledger, {
        exceptionId,
        periodId,
        personId,
        reason,
        until,
        grantedBy: person.id,
        grantedAt,
      })
      advanceFactVersion(ledger)
      const { name } = found.value.period
      audit(context, {
        action: 'grantException',
        subject: `period ${periodId}`,
        detail: { name, exceptionId, personId, personName: grantee.name, reason, was: null, is: { until } },
      })
      return accepted({ exceptionId })
    },
    view: ({ exceptionId }) => accepted({ exceptionId }),
  })
}

/** Moments are compared as text, so all have the same length. */
function withMilliseconds(moment: string): string {
  const [seconds = '', fraction = ''] = moment.slice(0, -1).split('.')
  return `${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
}
