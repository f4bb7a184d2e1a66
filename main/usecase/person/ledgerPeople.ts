import type { LedgerPerson } from '@contract/ledger'
import type { Ledger } from '../../ledger/database'
import { listIdentities } from '../../ledger/identityTable'
import { readLedger } from '../../ledger/ledgerTable'
import { readPeople } from '../../ledger/personTable'
import { practicePassphraseOf } from '../seed/company'

/** Who may act in this ledger, and what they need for it. */
export function ledgerPeople(ledger: Ledger): LedgerPerson[] {
  const identities = listIdentities(ledger)
  const isSandbox = readLedger(ledger).kind === 'sandbox'
  return readPeople(ledger).map((person) => {
    const own = identities.filter(({ personId }) => personId === person.id)
    const [current] = own.filter(({ revokedAt }) => revokedAt === '')
    const where = current?.sealedKey === '' ? 'elsewhere' : 'here'
    const key = own.length === 0 ? 'none' : current === undefined ? 'revoked' : where
    return {
      ...person,
      key,
      practicePassphrase: isSandbox && key === 'here' ? practicePassphraseOf(person.id) : '',
    }
  })
}
