import type { Ledger } from './database'

/** A key of a person: made here, or taken over from a card. */
export interface IdentityRecord {
  /** The fingerprint of the public key. */
  readonly id: string
  readonly personId: string
  readonly publicKey: string
  /** The card as its owner signed it, byte for byte. */
  readonly card: string
  /** Empty where the private half is elsewhere. */
  readonly sealedKey: string
  readonly madeAt: string
  readonly acceptedBy: string
  readonly acceptedAt: string
  readonly revokedAt: string
  readonly revokedBy: string
  readonly revokedBecause: string
}

const selectIdentity = `select id, person_id as personId, public_key as publicKey, card, sealed_key as sealedKey,
  made_at as madeAt, accepted_by as acceptedBy, accepted_at as acceptedAt, revoked_at as revokedAt,
  revoked_by as revokedBy, revoked_because as revokedBecause from identity`

export type NewIdentity = Omit<IdentityRecord, 'revokedAt' | 'revokedBy' | 'revokedBecause'>

/** The database refuses a second person with one key, and a second key that counts for one person. */
export function insertIdentity(ledger: Ledger, identity: NewIdentity): void {
  ledger
    .sql(
      `insert into identity (id, person_id, public_key, card, sealed_key, made_at, accepted_by, accepted_at)
       values (@id, @personId, @publicKey, @card, @sealedKey, @madeAt, @acceptedBy, @acceptedAt)`,
    )
    .run(identity)
}

export function findIdentity(ledger: Ledger, id: string): IdentityRecord | undefined {
  return ledger.sql<IdentityRecord>(`${selectIdentity} where id = ?`).get(id)
}

/** The key with which a person signs now. */
export function findIdentityOfPerson(ledger: Ledger, personId: string): IdentityRecord | undefined {
  return ledger.sql<IdentityRecord>(`${selectIdentity} where person_id = ? and revoked_at = ''`).get(personId)
}

/** All that ever were: of each person the one that counts first, then the youngest. */
export function listIdentities(ledger: Ledger): IdentityRecord[] {
  return ledger
    .sql<IdentityRecord>(`${selectIdentity} order by person_id, revoked_at <> '', accepted_at desc, id`)
    .all()
}

export function setSealedKey(ledger: Ledger, id: string, sealedKey: string): void {
  ledger.sql('update identity set sealed_key = ? where id = ?').run(sealedKey, id)
}

export function setRevoked(
  ledger: Ledger,
  id: string,
  { at, by, because }: { readonly at: string; readonly by: string; readonly because: string },
): void {
  ledger
    .sql('update identity set revoked_at = ?, revoked_by = ?, revoked_because = ? where id = ?')
    .run(at, by, because, id)
}
