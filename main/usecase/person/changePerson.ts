import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { keepStartingPeople, readPeople, setPerson } from '../../ledger/personTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { hasOtherController } from './otherController'
import { personList } from './personList'
import { isSameName } from './sameName'

/**
 * Another name or other rights: `not_found`, `person_exists` (the name), `last_controller` (somebody has to
 * be left who may give rights). Who someone is hangs on the key, so a new name changes nothing of what they did.
 */
export function changePerson(
  context: Context,
  input: Input<'changePerson'>,
): Outcome<Output<'changePerson'>> {
  const { ledger } = context
  const { personId, name, rights } = input
  return runCommand(context, 'changePerson', input, {
    right: 'control',
    act: () => {
      keepStartingPeople(ledger)
      const people = readPeople(ledger)
      const was = people.find(({ id }) => id === personId)
      if (was === undefined) return refused(rejection('not_found', 'personId', { personId }))
      const others = people.filter(({ id }) => id !== personId)
      if (others.some((person) => isSameName(person.name, name)))
        return refused(rejection('person_exists', 'name', { name }))
      if (
        !rights.includes('control') &&
        was.rights.includes('control') &&
        !hasOtherController(ledger, personId)
      )
        return refused(rejection('last_controller', 'rights', { name: was.name }))
      setPerson(ledger, { id: personId, name, rights })
      audit(context, {
        action: 'changePerson',
        subject: `person ${personId}`,
        detail: { was: { name: was.name, rights: was.rights }, is: { name, rights } },
      })
      return accepted({ personId })
    },
    view: () => accepted(personList(ledger)),
  })
}
