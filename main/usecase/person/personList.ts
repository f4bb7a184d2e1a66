import type { PersonDetail, PersonList } from '@contract/person'
import { listIdentities, type IdentityRecord } from '../../ledger/identityTable'
import { readLedger } from '../../ledger/ledgerTable'
import type { Ledger } from '../../ledger/database'
import { readPeople } from '../../ledger/personTable'
import { practicePassphraseOf } from '../seed/company'

/** Who works in this ledger, with all keys that they have had. */
export function personList(ledger: Ledger): PersonList {
  const people = readPeople(ledger)
  const nameById = new Map(people.map(({ id, name }) => [id, name]))
  const nameOf = (personId: string) => nameById.get(personId) ?? personId
  const identities = listIdentities(ledger)
  const isSandbox = readLedger(ledger).kind === 'sandbox'
  return {
    people: people.map((person): PersonDetail => {
      const own = identities.filter(({ personId }) => personId === person.id)
      return {
        ...person,
        identities: own.map((identity) => identityView(identity, nameOf)),
        practicePassphrase: isSandbox && own.length > 0 ? practicePassphraseOf(person.id) : '',
      }
    }),
  }
}

function identityView(identity: IdentityRecord, nameOf: (personId: string) => string) {
  const { id, sealedKey, madeAt, acceptedBy, acceptedAt, revokedAt, revokedBy, revokedBecause } = identity
  return {
    identityId: id,
    isOwn: sealedKey !== '',
    madeAt,
    acceptedByName: nameOf(acceptedBy),
    acceptedAt,
    revokedAt,
    revokedByName: revokedBy === '' ? '' : nameOf(revokedBy),
    revokedBecause,
  }
}
