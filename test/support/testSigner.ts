import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import type { Person } from '@contract/setting'
import type { Ledger } from '../../main/ledger/database'
import { writeIdentityCard } from '../../main/exchange/identityCard/identityCard'
import { insertIdentity, findIdentityOfPerson } from '../../main/ledger/identityTable'
import { readLedger } from '../../main/ledger/ledgerTable'
import { insertPerson } from '../../main/ledger/personTable'
import {
  fingerprintOf,
  practiceCost,
  sealPrivateKey,
  type IdentityKey,
} from '../../main/platform/identityKey'
import type { UnlockedKey } from '../../main/usecase/context'

const madeAt = '2026-11-20T09:00:00.000Z'
const keys = new Map<string, IdentityKey>()

/** Always the same key for the same person: what is signed does not change from run to run. */
export function keyOf(personId: string): IdentityKey {
  const known = keys.get(personId)
  if (known !== undefined) return known
  const seed = createHash('sha256').update(personId).digest()
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  const key = {
    privateKey: seed.toString('hex'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
  }
  keys.set(personId, key)
  return key
}

const sealed = new Map<string, string>()

/** What the people of tests type. */
export function testPassphraseOf(personId: string): string {
  return `${personId} tests the ledger`
}

function sealedOf(personId: string): string {
  const known = sealed.get(personId)
  if (known !== undefined) return known
  const text = sealPrivateKey(keyOf(personId).privateKey, testPassphraseOf(personId), practiceCost)
  sealed.set(personId, text)
  return text
}

/** The person's unlocked key; a ledger that does not know it yet learns it, and all who sign in tests. */
export function testSigner(ledger: Ledger, person: Person, all: readonly Person[]): UnlockedKey {
  const key = keyOf(person.id)
  if (!ledger.database.readonly) for (const one of [...all, person]) know(ledger, one)
  return { personId: person.id, identityId: fingerprintOf(key.publicKey), privateKey: key.privateKey }
}

function know(ledger: Ledger, person: Person): void {
  if (findIdentityOfPerson(ledger, person.id) !== undefined) return
  const isKnown = ledger.sql('select 1 as one from person where id = ?').get(person.id) !== undefined
  if (!isKnown) insertPerson(ledger, person)
  const key = keyOf(person.id)
  const { kind } = readLedger(ledger)
  insertIdentity(ledger, {
    id: fingerprintOf(key.publicKey),
    personId: person.id,
    publicKey: key.publicKey,
    card: writeIdentityCard({ kind, madeAt, name: person.name }, key),
    sealedKey: sealedOf(person.id),
    madeAt,
    acceptedBy: person.id,
    acceptedAt: madeAt,
  })
}
