import { auditHash, hashOf } from '../auditTable'
import { toNumber, type Ledger } from '../database'
import type { Watch } from './fault'

interface ChainRow {
  sequence: bigint
  at: string
  person_id: string
  person_name: string
  action: string
  subject: string
  detail: string
  previous_hash: string
  hash: string
}

/**
 * Counts the log from 1 without a gap, and computes the hash of every row anew, each over the row
 * before. Answers the number of rows and the head. A log that was rewritten from some row on is sound in
 * itself: it shows by its head, which every file that left carries.
 */
export function verifyAuditChain(ledger: Ledger, watch: Watch): { rows: number; head: string } {
  const total = countOf(ledger, 'select count(*) as count from audit')
  let previousHash = ''
  let rows = 0
  for (const row of ledger.sql<ChainRow>('select * from audit order by sequence').iterate()) {
    rows += 1
    const place = `audit ${row.sequence}`
    watch.same('audit_sequence', place, BigInt(rows), row.sequence)
    watch.same('audit_link', place, previousHash, row.previous_hash)
    watch.same('audit_hash', place, hashOfRow(row), row.hash)
    previousHash = row.hash
    watch.step('audit', rows, total)
  }
  return { rows, head: previousHash }
}

function hashOfRow(row: ChainRow): string {
  const entry = {
    at: row.at,
    personId: row.person_id,
    personName: row.person_name,
    action: row.action,
    subject: row.subject,
    detail: {},
  }
  return auditHash(Number(row.sequence), row.previous_hash, entry, row.detail)
}

interface RevisionRow {
  batch_id: string
  revision: bigint
  content_hash: string
  content: string
}

/** Every frozen revision is what its content hash was made of. */
export function verifyRevisions(ledger: Ledger, watch: Watch): void {
  const total = countOf(ledger, 'select count(*) as count from revision')
  let done = 0
  const rows = ledger
    .sql<RevisionRow>('select batch_id, revision, content_hash, content from revision order by batch_id, revision')
    .iterate()
  for (const row of rows) {
    const place = `batch ${row.batch_id} revision ${row.revision}`
    watch.same('revision_hash', place, row.content_hash, hashOfJson(row.content))
    done += 1
    watch.step('revisions', done, total)
  }
}

/** Text that is no JSON any more has no hash. */
function hashOfJson(text: string): string {
  try {
    return hashOf(JSON.parse(text))
  } catch {
    return 'not JSON'
  }
}

export function countOf(ledger: Ledger, text: string): number {
  return toNumber(ledger.sql<{ count: bigint }>(text).get()?.count)
}
