import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Ledger } from './database'

/** What is written down of one change. `detail` holds texts, flags and small numbers; money as text. */
export interface AuditEntry {
  readonly at: string
  readonly personId: string
  readonly personName: string
  /** The command or event: `submitBatch`, `changeSettings`. */
  readonly action: string
  /** What it concerns: `batch 01J…`, `invoice INV-…`. */
  readonly subject: string
  readonly detail: Record<string, unknown>
}

/** SHA-256 of any JSON value in its canonical form (RFC 8785). */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex')
}

/**
 * Canonical JSON knows no half of a surrogate pair, and neither does a UTF-8 file. Each becomes what the file
 * keeps of it, U+FFFD, so that a text that the rules refuse can still be told of.
 */
export function canonicalText(value: unknown): string {
  const json = JSON.stringify(value)
  const text = canonicalize(hasHalves(json) ? (JSON.parse(withoutHalves(json)) as unknown) : value)
  if (text === undefined) throw new Error('Not a JSON value')
  return text
}

// JSON.stringify escapes halves only; an even number of backslashes before is text that a person typed.
const halfOfPair = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/

function hasHalves(json: string): boolean {
  return json.includes('\\ud') && halfOfPair.test(json)
}

function withoutHalves(json: string): string {
  return json.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd')
}

/** The hash of a row of the log covers the row before it: a changed or missing row shows. */
export function auditHash(
  sequence: number,
  previousHash: string,
  entry: AuditEntry,
  detailText: string,
): string {
  return hashOf([
    sequence,
    previousHash,
    entry.at,
    entry.personId,
    entry.personName,
    entry.action,
    entry.subject,
    detailText,
  ])
}

/** Appends one row to the log. Only within the transaction of what it tells of. */
export function writeAudit(ledger: Ledger, entry: AuditEntry): void {
  const head = readAuditHead(ledger)
  const sequence = head.sequence + 1
  const detailText = canonicalText(entry.detail)
  ledger
    .sql(
      `insert into audit (sequence, at, person_id, person_name, action, subject, detail, previous_hash, hash)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      BigInt(sequence),
      entry.at,
      entry.personId,
      entry.personName,
      entry.action,
      entry.subject,
      detailText,
      head.hash,
      auditHash(sequence, head.hash, entry, detailText),
    )
}

/** The newest row's number and hash: what every file that leaves carries. `0` and empty in a new ledger. */
export function readAuditHead(ledger: Ledger): { sequence: number; hash: string } {
  const row = ledger
    .sql<{ sequence: bigint; hash: string }>(
      'select sequence, hash from audit order by sequence desc limit 1',
    )
    .get()
  return row === undefined ? { sequence: 0, hash: '' } : { sequence: Number(row.sequence), hash: row.hash }
}

/** The hash of a row of the log; empty if there is no such row. */
export function hashOfRow(ledger: Ledger, sequence: number): string {
  const row = ledger.sql<{ hash: string }>('select hash from audit where sequence = ?').get(BigInt(sequence))
  return row?.hash ?? ''
}
