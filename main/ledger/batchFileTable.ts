import type { BatchFileState } from '@contract/batchFile'
import { toNumber, type Ledger } from './database'

/** A batch file that was written here, or brought in. */
export interface BatchFileRecord {
  readonly batchId: string
  readonly direction: 'out' | 'in'
  /** SHA-256 of its first line, which its sender signed. */
  readonly hash: string
  readonly revision: number
  readonly state: BatchFileState
  /** Of the sender. */
  readonly ledgerId: string
  readonly ledgerName: string
  readonly sealedBy: string
  readonly auditLength: number
  readonly auditHead: string
  /** What its lines held of adjustments, as JSON. */
  readonly claims: string
  readonly at: string
}

export function insertBatchFile(ledger: Ledger, record: BatchFileRecord): void {
  ledger
    .sql(
      `insert into batch_file (batch_id, direction, hash, revision, state, ledger_id, ledger_name, sealed_by,
         audit_length, audit_head, claims, at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.batchId,
      record.direction,
      record.hash,
      BigInt(record.revision),
      record.state,
      record.ledgerId,
      record.ledgerName,
      record.sealedBy,
      BigInt(record.auditLength),
      record.auditHead,
      record.claims,
      record.at,
    )
}

/** An audit log as it was seen: how long it was, and the hash of its last row. */
export interface AuditWitness {
  readonly length: number
  readonly head: string
  readonly at: string
}

interface WitnessRow {
  length: bigint
  head: string
  at: string
}

const witnessOf = ({ length, head, at }: WitnessRow): AuditWitness => ({ length: toNumber(length), head, at })

/** What files of another ledger have said of its log, the latest first. */
export function listWitnesses(ledger: Ledger, ledgerId: string): AuditWitness[] {
  return ledger
    .sql<WitnessRow>(
      `select audit_length as length, audit_head as head, at from batch_file
       where ledger_id = ? and direction = 'in' order by audit_length desc, sequence desc`,
    )
    .all(ledgerId)
    .map(witnessOf)
}

/** The heads of this ledger's log that went out with files, the latest first. */
export function listHeadsSentOut(ledger: Ledger, limit: number): AuditWitness[] {
  return ledger
    .sql<WitnessRow>(
      `select audit_length as length, audit_head as head, max(at) as at from batch_file
       where direction = 'out' group by audit_length, audit_head order by audit_length desc limit ?`,
    )
    .all(BigInt(limit))
    .map(witnessOf)
}

/** The claims that came with the latest file of a batch, as JSON; empty if none came. */
export function readClaimsOfFile(ledger: Ledger, batchId: string): string {
  const row = ledger
    .sql<{ claims: string }>(
      `select claims from batch_file where batch_id = ? and direction = 'in' order by sequence desc limit 1`,
    )
    .get(batchId)
  return row?.claims ?? ''
}
