import type { LedgerPerson } from '@contract/ledger'
import type { PersonDetail } from '@contract/person'

/** Where the private half of a person's key is: the one that counts stands first. */
export function keyStateOf({ identities }: PersonDetail): LedgerPerson['key'] {
  const [identity] = identities
  if (!identity) return 'none'
  if (identity.revokedAt !== '') return 'revoked'
  return identity.isOwn ? 'here' : 'elsewhere'
}
