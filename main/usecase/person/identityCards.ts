import { closeSync, openSync, readSync, writeFileSync } from 'node:fs'
import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { largestCardBytes, readIdentityCard, type ReadCard } from '../../exchange/identityCard/identityCard'
import { findIdentity, findIdentityOfPerson, insertIdentity } from '../../ledger/identityTable'
import { readLedger } from '../../ledger/ledgerTable'
import { insertPerson, keepStartingPeople, readPeople } from '../../ledger/personTable'
import { safeFileName } from '../../platform/file'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { practiceKeys } from '../seed/company'
import { personList } from './personList'
import { isSameName } from './sameName'

/** The public card of whoever acts, to be sent to the other machine: `identity_missing`. */
export function exportIdentityCard(context: Context): Outcome<Output<'exportIdentityCard'>> {
  const { ledger, person } = context
  const identity = findIdentityOfPerson(ledger, person.id)
  if (identity === undefined) return refused(rejection('identity_missing', '', { name: person.name }))
  const name = safeFileName(`${person.name}.contra-card`)
  const { handle, path } = context.newFile(name)
  writeFileSync(path, identity.card, { flag: 'wx', mode: 0o600 })
  return accepted({ handle, name, bytes: Buffer.byteLength(identity.card) })
}

/** What a card says, and whether it is known here: `not_found`, `card_not_valid`, `card_of_other_kind`. */
export function readCardFile(
  context: Context,
  { file }: Input<'readIdentityCard'>,
): Outcome<Output<'readIdentityCard'>> {
  const read = openCard(context, file)
  if (!read.ok) return read
  const { card, fingerprint } = read.value
  const known = findIdentity(context.ledger, fingerprint)
  const knownAs = readPeople(context.ledger).find(({ id }) => id === known?.personId)?.name ?? ''
  return accepted({
    identityId: fingerprint,
    name: card.name,
    madeAt: card.madeAt,
    knownAs,
    isRevoked: known !== undefined && known.revokedAt !== '',
  })
}

/**
 * Takes another machine's person over, once the fingerprint has been compared: `card_changed` (not the one
 * that was compared), `card_known`, `card_revoked`, `person_exists` (the name).
 */
export function acceptIdentityCard(
  context: Context,
  input: Input<'acceptIdentityCard'>,
): Outcome<Output<'acceptIdentityCard'>> {
  const { ledger, person, clock, newId } = context
  return runCommand(context, 'acceptIdentityCard', input, {
    right: 'control',
    act: () => {
      const read = openCard(context, input.file)
      if (!read.ok) return read
      const { card, fingerprint, text } = read.value
      if (fingerprint !== input.identityId) return refused(rejection('card_changed', 'file'))
      keepStartingPeople(ledger)
      const known = findIdentity(ledger, fingerprint)
      if (known !== undefined)
        return refused(rejection(known.revokedAt === '' ? 'card_known' : 'card_revoked', 'file'))
      if (readPeople(ledger).some(({ name }) => isSameName(name, card.name)))
        return refused(rejection('person_exists', 'name', { name: card.name }))
      const personId = newId()
      const at = clock.now()
      insertPerson(ledger, { id: personId, name: card.name, rights: input.rights })
      insertIdentity(ledger, {
        id: fingerprint,
        personId,
        publicKey: card.publicKey,
        card: text,
        sealedKey: '',
        madeAt: card.madeAt,
        acceptedBy: person.id,
        acceptedAt: at,
      })
      audit(context, {
        action: 'acceptIdentityCard',
        subject: `person ${personId}`,
        detail: { name: card.name, rights: input.rights, identityId: fingerprint },
      })
      return accepted({ personId })
    },
    view: () => accepted(personList(ledger)),
  })
}

function openCard(context: Context, handle: string): Outcome<ReadCard> {
  const file = context.file(handle)
  if (file === undefined) return refused(rejection('not_found', 'file'))
  const invalid = () => refused(rejection('card_not_valid', 'file', { name: file.name }))
  if (file.isFolder || file.bytes > largestCardBytes) return invalid()
  const bytes = beginningOf(file.path)
  const read = bytes === undefined ? undefined : readIdentityCard(bytes)
  if (read === undefined) return invalid()
  const { kind } = readLedger(context.ledger)
  return read.card.kind === kind && (kind === 'sandbox' || !isPracticeKey(read.card.publicKey))
    ? accepted(read)
    : refused(
        rejection('card_of_other_kind', 'file', {
          name: read.card.name,
          kind: kind === 'live' ? 'sandbox' : 'live',
        }),
      )
}

/** However large the file has become since it was picked, no more is read than shows that it is too large. */
function beginningOf(path: string): Uint8Array | undefined {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const bytes = Buffer.alloc(largestCardBytes + 1)
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Whoever has the program can sign with these: in a live ledger they are nobody's. */
function isPracticeKey(publicKey: string): boolean {
  return [...practiceKeys.values()].some((key) => key.publicKey === publicKey)
}
