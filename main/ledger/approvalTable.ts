import type { ApprovalRule } from '@contract/approval'
import type { Rejection } from '@contract/rejection'
import { toNumber, type Ledger } from './database'

/** By which rule an approval was enough, and of which journal. */
export interface ApprovalDecision {
  readonly batchId: string
  readonly revision: number
  readonly contentHash: string
  readonly journalHash: string
  readonly rule: ApprovalRule
  readonly at: string
}

/** Before the state becomes approved: a trigger counts the people who signed. */
export function insertApprovalDecision(ledger: Ledger, decision: ApprovalDecision): void {
  const { batchId, revision, contentHash, journalHash, rule, at } = decision
  ledger
    .sql(
      `insert into approval_decision (batch_id, revision, content_hash, journal_hash, rule, reviewer_count, at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      batchId,
      BigInt(revision),
      contentHash,
      journalHash,
      JSON.stringify(rule),
      BigInt(rule.reviewerCount),
      at,
    )
}

export function findApprovalDecision(ledger: Ledger, batchId: string): ApprovalDecision | undefined {
  const row = ledger
    .sql<Omit<ApprovalDecision, 'revision' | 'rule'> & { revision: bigint; rule: string }>(
      `select batch_id as batchId, revision, content_hash as contentHash, journal_hash as journalHash, rule, at
       from approval_decision where batch_id = ?`,
    )
    .get(batchId)
  return row && { ...row, revision: toNumber(row.revision), rule: JSON.parse(row.rule) as ApprovalRule }
}

/** Approved in another ledger; kept when it is posted here, because it is what was signed. */
export interface ApprovalElsewhere {
  readonly batchId: string
  readonly revision: number
  readonly contentHash: string
  /** As it was signed, byte for byte. */
  readonly journal: string
  /** What it was approved on where facts had moved since the submission, else empty. */
  readonly facts: string
  /** Why it waits; empty once it is posted. */
  readonly reasons: readonly Rejection[]
  readonly triedAt: string
}

export function findApprovalElsewhere(ledger: Ledger, batchId: string): ApprovalElsewhere | undefined {
  const row = ledger
    .sql<Omit<ApprovalElsewhere, 'revision' | 'reasons'> & { revision: bigint; reasons: string }>(
      `select batch_id as batchId, revision, content_hash as contentHash, journal, facts, reasons, tried_at as triedAt
       from approval_elsewhere where batch_id = ?`,
    )
    .get(batchId)
  return row && { ...row, revision: toNumber(row.revision), reasons: JSON.parse(row.reasons) as Rejection[] }
}

export function insertApprovalElsewhere(ledger: Ledger, approval: ApprovalElsewhere): void {
  const { batchId, revision, contentHash, journal, facts, reasons, triedAt } = approval
  ledger
    .sql(
      `insert into approval_elsewhere (batch_id, revision, content_hash, journal, facts, reasons, tried_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(batchId, BigInt(revision), contentHash, journal, facts, JSON.stringify(reasons), triedAt)
}

export function setReasonsToWait(
  ledger: Ledger,
  batchId: string,
  reasons: readonly Rejection[],
  at: string,
): void {
  ledger
    .sql('update approval_elsewhere set reasons = ?, tried_at = ? where batch_id = ?')
    .run(JSON.stringify(reasons), at, batchId)
}
