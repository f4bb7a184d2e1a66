import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findIdentityOfPerson } from '../../ledger/identityTable'
import { keepStartingPeople, readPeople } from '../../ledger/personTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { makeIdentity } from './newIdentity'
import { personList } from './personList'
import { withoutPassphrase } from './withoutPassphrase'

/** A new key for a person who has none that counts: `not_found`, `identity_stands`. */
export function renewIdentity(
  context: Context,
  input: Input<'renewIdentity'>,
): Outcome<Output<'renewIdentity'>> {
  const { ledger } = context
  const { personId, passphrase } = input
  return runCommand(context, 'renewIdentity', withoutPassphrase(input), {
    right: 'control',
    act: () => {
      keepStartingPeople(ledger)
      const person = readPeople(ledger).find(({ id }) => id === personId)
      if (person === undefined) return refused(rejection('not_found', 'personId', { personId }))
      if (findIdentityOfPerson(ledger, personId) !== undefined)
        return refused(rejection('identity_stands', 'personId', { name: person.name }))
      const identityId = makeIdentity(context, person, passphrase)
      audit(context, {
        action: 'renewIdentity',
        subject: `person ${personId}`,
        detail: { name: person.name, identityId },
      })
      return accepted({ personId })
    },
    view: () => accepted(personList(ledger)),
  })
}
