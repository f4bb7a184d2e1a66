import { writeIdentityCard } from '../../exchange/identityCard/identityCard'
import { insertIdentity } from '../../ledger/identityTable'
import { readLedger } from '../../ledger/ledgerTable'
import {
  fingerprintOf,
  newIdentityKey,
  practiceCost,
  sealPrivateKey,
  usualCost,
  type IdentityKey,
} from '../../platform/identityKey'
import type { Context } from '../context'

/** Makes a key for a person of this ledger and keeps its private half under the passphrase. Gives its fingerprint. */
export function makeIdentity(
  { ledger, clock }: Pick<Context, 'ledger' | 'clock'>,
  person: { readonly id: string; readonly name: string },
  passphrase: string,
  key: IdentityKey = newIdentityKey(),
): string {
  const { kind } = readLedger(ledger)
  const id = fingerprintOf(key.publicKey)
  const madeAt = clock.now()
  insertIdentity(ledger, {
    id,
    personId: person.id,
    publicKey: key.publicKey,
    card: writeIdentityCard({ kind, madeAt, name: person.name }, key),
    // What a sandbox holds is worth nothing; it is made anew in a moment.
    sealedKey: sealPrivateKey(key.privateKey, passphrase, kind === 'sandbox' ? practiceCost : usualCost),
    madeAt,
    acceptedBy: person.id,
    acceptedAt: madeAt,
  })
  return id
}
