import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findIdentity, setRevoked } from '../../ledger/identityTable'
import { readPeople } from '../../ledger/personTable'
import { audit, hasRight, type Context } from '../context'
import { runCommand } from '../runCommand'
import { hasOtherController } from './otherController'
import { personList } from './personList'

/**
 * Lets a key count no more, for good: by a controller, or by its own person (a lost laptop). What it
 * signed before stays signed. Refused: `not_found`, `identity_revoked`, `right_missing`, `last_controller`
 * (somebody has to be left who can give rights and new keys).
 */
export function revokeIdentity(
  context: Context,
  input: Input<'revokeIdentity'>,
): Outcome<Output<'revokeIdentity'>> {
  const { ledger, person, clock } = context
  const { identityId, reason } = input
  return runCommand(context, 'revokeIdentity', input, {
    act: () => {
      const identity = findIdentity(ledger, identityId)
      if (identity === undefined) return refused(rejection('not_found', 'identityId'))
      if (identity.personId !== person.id && !hasRight(context, 'control'))
        return refused(rejection('right_missing', '', { right: 'control' }))
      if (identity.revokedAt !== '') return refused(rejection('identity_revoked', 'identityId'))
      const owner = readPeople(ledger).find(({ id }) => id === identity.personId)
      if (owner?.rights.includes('control') === true && !hasOtherController(ledger, owner.id))
        return refused(rejection('last_controller', 'identityId', { name: owner.name }))
      setRevoked(ledger, identityId, { at: clock.now(), by: person.id, because: reason })
      audit(context, {
        action: 'revokeIdentity',
        subject: `person ${identity.personId}`,
        detail: { identityId, reason },
      })
      return accepted({ identityId })
    },
    view: () => accepted(personList(ledger)),
  })
}
