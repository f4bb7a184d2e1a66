import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { canonicalText } from '../../ledger/auditTable'
import { findIdentityOfPerson } from '../../ledger/identityTable'
import { readLedger } from '../../ledger/ledgerTable'
import { insertStatement, type StatementAct } from '../../ledger/statementTable'
import type { BatchRecord } from '../../ledger/batchTable'
import { publicKeyOf, signText } from '../../platform/identityKey'
import type { Context, UnlockedKey } from '../context'

/**
 * Whoever submits, returns or approves signs it. Refused: `identity_missing` (no key yet),
 * `passphrase_needed` (the key is locked), `identity_revoked` (another key counts by now, or none).
 */
export function requireSigner({ ledger, person, signer }: Context): Outcome<UnlockedKey> {
  const identity = findIdentityOfPerson(ledger, person.id)
  if (identity === undefined)
    return refused(rejection(signer === undefined ? 'identity_missing' : 'identity_revoked'))
  if (signer === undefined) return refused(rejection('passphrase_needed'))
  const isTheirs =
    signer.identityId === identity.id &&
    signer.personId === person.id &&
    publicKeyOf(signer.privateKey) === identity.publicKey
  return isTheirs ? accepted(signer) : refused(rejection('identity_revoked'))
}

/** What is signed in any case; further fields depend on the act. */
interface Signed {
  readonly revision: number
  readonly contentHash: string
  readonly at: string
}

/**
 * Signs in the running transaction: canonical JSON (RFC 8785), kept byte for byte beside its signature. Gives the
 * signature, for the log: with it the log tells of a statement that is gone.
 */
export function signStatement(
  { ledger, person }: Context,
  signer: UnlockedKey,
  batch: BatchRecord,
  act: StatementAct,
  { revision, contentHash, at, ...further }: Signed & Readonly<Record<string, unknown>>,
): string {
  const text = canonicalText({
    contra: 'statement',
    format: 2,
    act,
    ledgerKind: readLedger(ledger).kind,
    birthLedgerId: batch.birthLedgerId,
    batchId: batch.id,
    revision,
    contentHash,
    name: person.name,
    by: signer.identityId,
    at,
    ...further,
  })
  const signature = signText(text, signer.privateKey)
  insertStatement(ledger, {
    batchId: batch.id,
    revision,
    contentHash,
    act,
    text,
    signature,
    identityId: signer.identityId,
    at,
  })
  return signature
}
