import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { insertPerson, keepStartingPeople, readPeople } from '../../ledger/personTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { personList } from './personList'
import { isSameName } from './sameName'
import { makeIdentity } from './newIdentity'
import { withoutPassphrase } from './withoutPassphrase'

/** A further person who works in this ledger, with a key under the passphrase: `person_exists` (the name). */
export function addPerson(context: Context, input: Input<'addPerson'>): Outcome<Output<'addPerson'>> {
  const { ledger, newId } = context
  const { name, rights, passphrase } = input
  return runCommand(context, 'addPerson', withoutPassphrase(input), {
    right: 'control',
    act: () => {
      keepStartingPeople(ledger)
      if (readPeople(ledger).some((person) => isSameName(person.name, name)))
        return refused(rejection('person_exists', 'name', { name }))
      const person = { id: newId(), name, rights }
      insertPerson(ledger, person)
      const identityId = makeIdentity(context, person, passphrase)
      audit(context, {
        action: 'addPerson',
        subject: `person ${person.id}`,
        detail: { name, rights, identityId },
      })
      return accepted({ personId: person.id })
    },
    view: () => accepted(personList(ledger)),
  })
}
