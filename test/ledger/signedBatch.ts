import type { Person } from '@contract/setting'
import { canonicalText } from '../../main/ledger/auditTable'
import { insertBatch } from '../../main/ledger/batchTable'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { insertIdentity } from '../../main/ledger/identityTable'
import { insertPerson } from '../../main/ledger/personTable'
import { insertRevision } from '../../main/ledger/revisionTable'
import { insertStatement, type StatementAct } from '../../main/ledger/statementTable'
import { writeIdentityCard } from '../../main/exchange/identityCard/identityCard'
import { fingerprintOf, newIdentityKey, signText, type IdentityKey } from '../../main/platform/identityKey'

// Rows as somebody writes them who goes past the use cases, with right signatures: what is left is what the database
// itself refuses.

const moment = '2026-11-20T10:00:00.000Z'
export const birthLedger = '01TESTLEDGER00000000000000'
export const contentHash = 'c'.repeat(64)
export const journalHash = 'a'.repeat(64)

/** A person of the ledger with a key of their own. */
export interface Signer {
  readonly personId: string
  readonly key: IdentityKey
  readonly identityId: string
}

export function run(ledger: Ledger, text: string): () => void {
  return () => inTransaction(ledger, () => void ledger.sql(text).run())
}

export function aSigner(ledger: Ledger, name: string, rights: Person['rights'] = ['review']): Signer {
  insertPerson(ledger, { id: name, name, rights })
  return newKeyOf(ledger, name)
}

/** One more key for a person; the one before must have been revoked. */
export function newKeyOf(ledger: Ledger, personId: string, key = newIdentityKey()): Signer {
  const identityId = fingerprintOf(key.publicKey)
  const card = writeIdentityCard({ kind: 'sandbox', madeAt: moment, name: personId }, key)
  const made = { madeAt: moment, acceptedAt: moment, acceptedBy: personId, sealedKey: '', card }
  insertIdentity(ledger, { id: identityId, personId, publicKey: key.publicKey, ...made })
  return { personId, key, identityId }
}

export function revoke(ledger: Ledger, { identityId }: Signer): void {
  run(
    ledger,
    `update identity set revoked_at = '${moment}', revoked_by = 'x', revoked_because = 'lost' where id = '${identityId}'`,
  )()
}

type Said = Readonly<Record<string, unknown>>

/** What is signed and, apart from it, what stands in the row beside: the same unless a test says otherwise. */
export function sign(
  ledger: Ledger,
  by: Signer,
  act: StatementAct,
  batchId: string,
  { said = {}, row = {} }: { said?: Said; row?: Said } = {},
): () => void {
  const common = { batchId, revision: 1, contentHash, act, at: moment }
  const own = act === 'approve' ? { journalHash, factsHash: '' } : {}
  const text = canonicalText({
    ...{ contra: 'statement', format: 2, ledgerKind: 'sandbox', birthLedgerId: birthLedger },
    ...{ name: by.personId, by: by.identityId, ...common, ...own, ...said },
  })
  const signature = signText(text, by.key.privateKey)
  const statement = { ...common, ...pick(said), text, signature, identityId: by.identityId, ...row }
  return () => inTransaction(ledger, () => insertStatement(ledger, statement))
}

/** Of what is signed, what has a column. */
function pick(said: Said): object {
  const columns = ['batchId', 'revision', 'contentHash', 'act', 'at']
  return Object.fromEntries(Object.entries(said).filter(([name]) => columns.includes(name)))
}

export function aDraftRow(ledger: Ledger, batchId: string, preparerId: string): string {
  inTransaction(ledger, () =>
    insertBatch(ledger, {
      ...{ id: batchId, name: batchId, birthLedgerId: birthLedger, preparerId, createdAt: moment },
    }),
  )
  return batchId
}

/** A batch without lines that was submitted as its first revision. */
export function aWaitingRow(ledger: Ledger, batchId: string, by: Signer, said: Said = {}): string {
  aDraftRow(ledger, batchId, by.personId)
  return submitRow(ledger, batchId, by, said)
}

export function submitRow(ledger: Ledger, batchId: string, by: Signer, said: Said = {}): string {
  inTransaction(ledger, () =>
    insertRevision(ledger, {
      ...{ batchId, revision: 1, contentHash, content: '{}', confirmedWarnings: [] },
      ...{ submittedBy: by.personId, submittedAt: moment },
    }),
  )
  sign(ledger, by, 'submit', batchId, { said: { confirmed: [], workedOn: [], ...said } })()
  moveTo(ledger, batchId, 'submitted', `revision = 1, content_hash = '${contentHash}',`)()
  return batchId
}

export function moveTo(ledger: Ledger, batchId: string, state: string, more = ''): () => void {
  return run(ledger, `update batch set ${more} state = '${state}' where id = '${batchId}'`)
}

/** The decision that so many approvals are enough. */
export function decide(ledger: Ledger, batchId: string, count: number, more: Said = {}): () => void {
  const row = { revision: 1, contentHash, journalHash, ruleCount: count, ...more }
  return run(
    ledger,
    `insert into approval_decision (batch_id, revision, content_hash, journal_hash, rule, reviewer_count, at)
     values ('${batchId}', ${row.revision}, '${row.contentHash}', '${row.journalHash}',
       '{"reviewerCount":${row.ruleCount}}', ${count}, '${moment}')`,
  )
}
