import type { ConfirmedWarning } from '@contract/batch'
import type { z } from 'zod'
import { toNumber, type Ledger } from './database'

export interface RevisionRecord {
  readonly batchId: string
  readonly revision: number
  readonly contentHash: string
  /** Canonical JSON of the lines and of the facts they were judged on; its SHA-256 is the content hash. */
  readonly content: string
  readonly confirmedWarnings: readonly z.infer<typeof ConfirmedWarning>[]
  readonly submittedBy: string
  readonly submittedByName: string
  readonly submittedAt: string
}

interface RevisionSqlRow {
  batch_id: string
  revision: bigint
  content_hash: string
  content: string
  confirmed_warnings: string
  submitted_by: string
  submitted_by_name: string
  submitted_at: string
}

const selectRevision = `select r.*, coalesce(p.name, r.submitted_by) as submitted_by_name
  from revision r left join person p on p.id = r.submitted_by`

export function insertRevision(ledger: Ledger, record: Omit<RevisionRecord, 'submittedByName'>): void {
  ledger
    .sql(
      `insert into revision (batch_id, revision, content_hash, content, confirmed_warnings, submitted_by, submitted_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.batchId,
      BigInt(record.revision),
      record.contentHash,
      record.content,
      JSON.stringify(record.confirmedWarnings),
      record.submittedBy,
      record.submittedAt,
    )
}

export function findRevision(ledger: Ledger, batchId: string, revision: number): RevisionRecord | undefined {
  const row = ledger
    .sql<RevisionSqlRow>(`${selectRevision} where r.batch_id = ? and r.revision = ?`)
    .get(batchId, BigInt(revision))
  return row === undefined ? undefined : revisionOf(row)
}

export function listRevisionRows(ledger: Ledger, batchId: string): RevisionRecord[] {
  return ledger
    .sql<RevisionSqlRow>(`${selectRevision} where r.batch_id = ? order by r.revision`)
    .all(batchId)
    .map(revisionOf)
}

/** A revision that was made elsewhere under a number that another one has here. */
export function insertBranchRevision(ledger: Ledger, record: Omit<RevisionRecord, 'submittedByName'>): void {
  ledger
    .sql(
      `insert into branch_revision
         (batch_id, revision, content_hash, content, confirmed_warnings, submitted_by, submitted_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.batchId,
      BigInt(record.revision),
      record.contentHash,
      record.content,
      JSON.stringify(record.confirmedWarnings),
      record.submittedBy,
      record.submittedAt,
    )
}

export function listBranchRevisions(ledger: Ledger, batchId: string): RevisionRecord[] {
  return ledger
    .sql<RevisionSqlRow>(
      `select r.*, coalesce(p.name, r.submitted_by) as submitted_by_name
       from branch_revision r left join person p on p.id = r.submitted_by
       where r.batch_id = ? order by r.revision, r.content_hash`,
    )
    .all(batchId)
    .map(revisionOf)
}

/** Whether a person has handed in any revision of the batch. */
export function hasSubmitted(ledger: Ledger, batchId: string, personId: string): boolean {
  return (
    ledger
      .sql('select 1 as one from revision where batch_id = ? and submitted_by = ? limit 1')
      .get(batchId, personId) !== undefined
  )
}

function revisionOf(row: RevisionSqlRow): RevisionRecord {
  return {
    batchId: row.batch_id,
    revision: toNumber(row.revision),
    contentHash: row.content_hash,
    content: row.content,
    confirmedWarnings: JSON.parse(row.confirmed_warnings) as RevisionRecord['confirmedWarnings'],
    submittedBy: row.submitted_by,
    submittedByName: row.submitted_by_name,
    submittedAt: row.submitted_at,
  }
}
