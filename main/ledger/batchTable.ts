import type { BatchState } from '@contract/batch'
import { toNumber, type Ledger } from './database'

export interface BatchRecord {
  readonly id: string
  readonly name: string
  readonly birthLedgerId: string
  readonly state: BatchState
  readonly revision: number
  readonly editNumber: number
  readonly contentHash: string
  readonly preparerId: string
  readonly preparerName: string
  readonly createdAt: string
  readonly changedAt: string
  readonly undoFloor: number
  /** Approved in another ledger, and not posted in this one: its state is `submitted` still. */
  readonly isApprovedElsewhere: boolean
}

interface BatchSqlRow {
  id: string
  name: string
  birth_ledger_id: string
  state: BatchState
  revision: bigint
  edit_number: bigint
  content_hash: string
  preparer_id: string
  preparer_name: string
  created_at: string
  changed_at: string
  undo_floor: bigint
  is_approved_elsewhere: bigint
}

const selectBatch = `select b.*, coalesce(p.name, b.preparer_id) as preparer_name,
    b.state = 'submitted' and exists (select 1 from approval_elsewhere e where e.batch_id = b.id)
      as is_approved_elsewhere
  from batch b left join person p on p.id = b.preparer_id`

export function findBatch(ledger: Ledger, batchId: string): BatchRecord | undefined {
  const row = ledger.sql<BatchSqlRow>(`${selectBatch} where b.id = ?`).get(batchId)
  return row === undefined ? undefined : batchOf(row)
}

function batchOf(row: BatchSqlRow): BatchRecord {
  return {
    id: row.id,
    name: row.name,
    birthLedgerId: row.birth_ledger_id,
    state: row.state,
    revision: toNumber(row.revision),
    editNumber: toNumber(row.edit_number),
    contentHash: row.content_hash,
    preparerId: row.preparer_id,
    preparerName: row.preparer_name,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    undoFloor: toNumber(row.undo_floor),
    isApprovedElsewhere: row.is_approved_elsewhere === 1n,
  }
}

export function insertBatch(
  ledger: Ledger,
  batch: Pick<BatchRecord, 'id' | 'name' | 'birthLedgerId' | 'preparerId' | 'createdAt'>,
): void {
  ledger
    .sql(
      `insert into batch (id, name, birth_ledger_id, state, preparer_id, created_at, changed_at)
       values (?, ?, ?, 'draft', ?, ?, ?)`,
    )
    .run(batch.id, batch.name, batch.birthLedgerId, batch.preparerId, batch.createdAt, batch.createdAt)
}

/** True when another batch has this name already. */
export function isBatchNameTaken(ledger: Ledger, name: string, exceptBatchId = ''): boolean {
  return (
    ledger.sql('select 1 as one from batch where name = ? and id <> ?').get(name, exceptBatchId) !== undefined
  )
}

export function renameBatchRow(ledger: Ledger, batchId: string, name: string, at: string): void {
  ledger.sql('update batch set name = ?, changed_at = ? where id = ?').run(name, at, batchId)
}

/** One more draft edit has been written. */
export function setEditNumber(ledger: Ledger, batchId: string, editNumber: number, at: string): void {
  ledger
    .sql('update batch set edit_number = ?, changed_at = ? where id = ?')
    .run(BigInt(editNumber), at, batchId)
}

/** Frozen: undo ends here from now on, and the content hash is the revision's. */
export function setSubmitted(
  ledger: Ledger,
  batchId: string,
  submit: { revision: number; contentHash: string; preparerId: string; editNumber: number; at: string },
): void {
  ledger
    .sql(
      `update batch set state = 'submitted', revision = ?, content_hash = ?, preparer_id = ?, undo_floor = ?,
         changed_at = ? where id = ?`,
    )
    .run(
      BigInt(submit.revision),
      submit.contentHash,
      submit.preparerId,
      BigInt(submit.editNumber),
      submit.at,
      batchId,
    )
}

/** The number of the latest revision that is known, wherever it was made: the next one comes after it. */
export function setRevisionNumber(ledger: Ledger, batchId: string, revision: number): void {
  ledger.sql('update batch set revision = ? where id = ?').run(BigInt(revision), batchId)
}

/** The trigger refuses a move that the table of states does not have. */
export function setBatchState(ledger: Ledger, batchId: string, state: BatchState, at: string): void {
  ledger.sql('update batch set state = ?, changed_at = ? where id = ?').run(state, at, batchId)
}

/** A draft that was never submitted goes with its lines, claims and edits. */
export function deleteBatch(ledger: Ledger, batchId: string): void {
  ledger.sql('delete from line where batch_id = ?').run(batchId)
  ledger.sql('delete from draft_edit where batch_id = ?').run(batchId)
  ledger.sql('delete from batch where id = ?').run(batchId)
}

interface BatchQuery {
  readonly text: string
  readonly state: BatchState | ''
  readonly sort: 'changedAt' | 'name'
  readonly descending: boolean
  /** Sort value and id of the last row of the page before. */
  readonly after: readonly [string, string] | undefined
  readonly limit: number
}

/** A page of batches by key. */
export function listBatchRows(ledger: Ledger, query: BatchQuery): readonly BatchRecord[] {
  const column = query.sort === 'name' ? 'b.name' : 'b.changed_at'
  const direction = query.descending ? 'desc' : 'asc'
  const beyond = query.descending ? '<' : '>'
  const key = query.after === undefined ? '' : `and (${column}, b.id) ${beyond} (?, ?)`
  return ledger
    .sql<BatchSqlRow>(
      `${selectBatch} where (? = '' or b.state = ?) and (? = '' or instr(lower(b.name), lower(?)) > 0) ${key}
       order by ${column} ${direction}, b.id ${direction} limit ?`,
    )
    .all(query.state, query.state, query.text, query.text, ...(query.after ?? []), BigInt(query.limit))
    .map(batchOf)
}

export function countBatchRows(ledger: Ledger, query: Pick<BatchQuery, 'text' | 'state'>): number {
  const row = ledger
    .sql<{ count: bigint }>(
      `select count(*) as count from batch b
       where (? = '' or b.state = ?) and (? = '' or instr(lower(b.name), lower(?)) > 0)`,
    )
    .get(query.state, query.state, query.text, query.text)
  return toNumber(row?.count)
}
