import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Ledger } from '../../ledger/database'
import { findIdentityOfPerson } from '../../ledger/identityTable'
import { openPrivateKey, publicKeyOf } from '../../platform/identityKey'
import type { UnlockedKey } from '../context'

/** The key of a person for the desk's session: `identity_missing`, `identity_elsewhere`, `passphrase_wrong`. */
export function unlockIdentity(ledger: Ledger, personId: string, passphrase: string): Outcome<UnlockedKey> {
  const identity = findIdentityOfPerson(ledger, personId)
  if (identity === undefined) return refused(rejection('identity_missing'))
  if (identity.sealedKey === '') return refused(rejection('identity_elsewhere'))
  const privateKey = openPrivateKey(identity.sealedKey, passphrase)
  // The private half of another key, put into this row, is no more right than a wrong passphrase.
  if (privateKey === undefined || publicKeyOf(privateKey) !== identity.publicKey)
    return refused(rejection('passphrase_wrong', 'passphrase'))
  return accepted({ personId, identityId: identity.id, privateKey })
}
