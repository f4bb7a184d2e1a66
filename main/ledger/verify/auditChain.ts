import { auditHash } from '../auditTable'
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

export function countOf(ledger: Ledger, text: string): number {
  return toNumber(ledger.sql<{ count: bigint }>(text).get()?.count)
}
