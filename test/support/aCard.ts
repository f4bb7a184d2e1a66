import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LedgerKind } from '@contract/ledger'
import { writeIdentityCard } from '../../main/exchange/identityCard/identityCard'
import { fingerprintOf, newIdentityKey, type IdentityKey } from '../../main/platform/identityKey'
import { tempFolder, type TestContext } from './tempLedger'

/** The card of a person of another machine, as a file that was sent here. */
export function aCard(
  name: string,
  { kind = 'sandbox', key = newIdentityKey() }: { kind?: LedgerKind; key?: IdentityKey } = {},
) {
  const text = writeIdentityCard({ kind, madeAt: '2026-11-01T08:00:00.000Z', name }, key)
  return { text, key, identityId: fingerprintOf(key.publicKey) }
}

let written = 0

/** The same context, to which a file with these bytes was given by the handle. */
export function withFile(context: TestContext, bytes: string | Uint8Array, isFolder = false) {
  written += 1
  const path = isFolder ? tempFolder() : join(tempFolder(), `${written}.contra-card`)
  if (!isFolder) writeFileSync(path, bytes)
  const name = 'sent.contra-card'
  const file = `handle_${written}`
  const known = { path, name, bytes: isFolder ? 0 : bytes.length, isFolder }
  // A context's signer is asked for each time.
  const given = Object.create(context, {
    file: { value: (handle: string) => (handle === file ? known : context.file(handle)) },
  }) as TestContext
  return { file, path, context: given }
}
