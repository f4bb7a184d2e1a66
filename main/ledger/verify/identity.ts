import { fingerprintOf, isSignedBy, readSealedKey } from '../../platform/identityKey'
import type { Ledger } from '../database'
import type { Watch } from './fault'

interface IdentityRow {
  id: string
  public_key: string
  card: string
  sealed_key: string
  made_at: string
  kind: string
}

const selectIdentities = `
  select i.id, i.public_key, i.card, i.sealed_key, i.made_at, l.kind from identity i, ledger l order by i.id`

/** Every key has its own fingerprint, a card that it signed itself, and a sealed text that a passphrase can open. */
export function verifyIdentities(ledger: Ledger, watch: Watch): void {
  for (const row of ledger.sql<IdentityRow>(selectIdentities).iterate()) {
    const place = `identity ${row.id}`
    watch.same('statement', place, fingerprintOf(row.public_key), row.id)
    const [line = '', signature = '', rest] = row.card.split('\n')
    if (rest !== '' || !isSignedBy(line, signature, row.public_key))
      watch.fault('statement', `${place}, card`, 'its own signature', 'another')
    watch.same('statement', `${place}, card`, cardOf(row.kind, row.made_at, row.public_key), saidBy(line))
    if (row.sealed_key !== '' && readSealedKey(row.sealed_key) === undefined)
      watch.fault('statement', `${place}, private half`, 'sealed', 'something else')
  }
}

function cardOf(kind: unknown, madeAt: unknown, publicKey: unknown): string {
  return [kind, madeAt, publicKey]
    .map((part) => (part === undefined ? '' : typeof part === 'string' ? part : JSON.stringify(part)))
    .join(' ')
}

function saidBy(line: string): string {
  try {
    const { kind, madeAt, publicKey } = JSON.parse(line) as Record<string, unknown>
    return cardOf(kind, madeAt, publicKey)
  } catch {
    return ''
  }
}
