import type { LineContent } from '@contract/line'
import { toNumber, type Ledger } from './database'

/** A line as an edit found or left it; null where it did not exist. */
export interface LineState {
  readonly position: number
  readonly provisionalNumber: string
  readonly content: LineContent
}

export interface LineChange {
  readonly lineId: string
  readonly before: LineState | null
  readonly after: LineState | null
}

export interface DraftEdit {
  readonly batchId: string
  readonly editNumber: number
  readonly kind: 'edit' | 'undo' | 'redo'
  /** Of an undo or redo: the edit that it takes back or makes again. */
  readonly ofEditNumber: number | null
  readonly label: string
  readonly changes: readonly LineChange[]
  readonly personId: string
  readonly at: string
}

interface DraftEditSqlRow {
  edit_number: bigint
  kind: DraftEdit['kind']
  of_edit_number: bigint | null
  label: string
}

/** An entry without its changes: enough to find what undo and redo would take. */
export interface EditEntry {
  readonly editNumber: number
  readonly kind: DraftEdit['kind']
  readonly ofEditNumber: number
  readonly label: string
}

export function insertDraftEdit(ledger: Ledger, edit: DraftEdit): void {
  ledger
    .sql(
      `insert into draft_edit (batch_id, edit_number, kind, of_edit_number, label, changes, person_id, at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      edit.batchId,
      BigInt(edit.editNumber),
      edit.kind,
      edit.ofEditNumber === null ? null : BigInt(edit.ofEditNumber),
      edit.label,
      JSON.stringify(edit.changes),
      edit.personId,
      edit.at,
    )
}

export function findEditEntry(ledger: Ledger, batchId: string, editNumber: number): EditEntry | undefined {
  const row = ledger
    .sql<DraftEditSqlRow>(
      'select edit_number, kind, of_edit_number, label from draft_edit where batch_id = ? and edit_number = ?',
    )
    .get(batchId, BigInt(editNumber))
  return row === undefined
    ? undefined
    : {
        editNumber: toNumber(row.edit_number),
        kind: row.kind,
        ofEditNumber: toNumber(row.of_edit_number),
        label: row.label,
      }
}

/** The last undo of an edit that was written before the entry `beforeEditNumber`; 0 if there is none. */
export function lastUndoOf(
  ledger: Ledger,
  batchId: string,
  editNumber: number,
  beforeEditNumber: number,
): number {
  const row = ledger
    .sql<{ last: bigint | null }>(
      `select max(edit_number) as last from draft_edit
       where batch_id = ? and edit_number < ? and kind = 'undo' and of_edit_number = ?`,
    )
    .get(batchId, BigInt(beforeEditNumber), BigInt(editNumber))
  return toNumber(row?.last)
}

export function readEditChanges(ledger: Ledger, batchId: string, editNumber: number): readonly LineChange[] {
  const row = ledger
    .sql<{ changes: string }>('select changes from draft_edit where batch_id = ? and edit_number = ?')
    .get(batchId, BigInt(editNumber))
  return row === undefined ? [] : (JSON.parse(row.changes) as LineChange[])
}

/** Whether a person has made, undone or redone any edit of the batch: such a person does not approve it. */
export function hasTouchedLines(ledger: Ledger, batchId: string, personId: string): boolean {
  return (
    ledger
      .sql('select 1 as one from draft_edit where batch_id = ? and person_id = ? limit 1')
      .get(batchId, personId) !== undefined
  )
}

/** Everybody who has made, undone or redone any edit of the batch here. */
export function listEditors(ledger: Ledger, batchId: string): string[] {
  return ledger
    .sql<{ id: string }>('select distinct person_id as id from draft_edit where batch_id = ? order by 1')
    .all(batchId)
    .map(({ id }) => id)
}

/** By line: who made the first edit here that holds it, and when. */
export function listFirstEdits(
  ledger: Ledger,
  batchId: string,
): ReadonlyMap<string, { readonly personId: string; readonly at: string }> {
  const rows = ledger
    .sql<{ lineId: string; personId: string; at: string }>(
      `select json_extract(c.value, '$.lineId') as lineId, e.person_id as personId, e.at
       from draft_edit e, json_each(e.changes) c
       where e.batch_id = ? and e.kind = 'edit' order by e.edit_number desc`,
    )
    .all(batchId)
  return new Map(rows.map(({ lineId, personId, at }) => [lineId, { personId, at }]))
}
