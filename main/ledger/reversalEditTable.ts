import type { LineWish, PlanContent, ReversalStep } from '@contract/reversal'
import { toNumber, type Ledger } from './database'

interface General {
  readonly reasonCode: string
  readonly comment: string
}

/** What one edit changed in a plan. */
export interface PlanChange {
  readonly step: ReversalStep
  /** For all lines; absent where it is as it was. */
  readonly general?: { readonly before: General; readonly after: General }
  /** By adjustment id; null for no wish. */
  readonly wishes: Readonly<
    Record<string, { readonly before: LineWish | null; readonly after: LineWish | null }>
  >
  /** What was shown of the touched lines after it. */
  readonly seen: PlanContent['seen']
}

export interface ReversalEditRecord {
  readonly editNumber: number
  readonly change: PlanChange
  /** Numbers of the edits that an undo and a redo would take next, the nearest last; after this edit. */
  readonly past: readonly number[]
  readonly future: readonly number[]
  readonly at: string
}

interface EditSqlRow {
  edit_number: bigint
  change: string
  past: string
  future: string
  at: string
}

function editOf(row: EditSqlRow): ReversalEditRecord {
  return {
    editNumber: toNumber(row.edit_number),
    change: JSON.parse(row.change) as PlanChange,
    past: JSON.parse(row.past) as number[],
    future: JSON.parse(row.future) as number[],
    at: row.at,
  }
}

export function findReversalEdit(
  ledger: Ledger,
  planId: string,
  editNumber: number,
): ReversalEditRecord | undefined {
  const row = ledger
    .sql<EditSqlRow>('select * from reversal_edit where plan_id = ? and edit_number = ?')
    .get(planId, BigInt(editNumber))
  return row === undefined ? undefined : editOf(row)
}

/** Those after the given one, in their order. */
export function listReversalEdits(ledger: Ledger, planId: string, after: number): ReversalEditRecord[] {
  return ledger
    .sql<EditSqlRow>('select * from reversal_edit where plan_id = ? and edit_number > ? order by edit_number')
    .all(planId, BigInt(after))
    .map(editOf)
}

export function insertReversalEdit(
  ledger: Ledger,
  planId: string,
  { editNumber, change, past, future, at }: ReversalEditRecord,
): void {
  ledger
    .sql(
      'insert into reversal_edit (plan_id, edit_number, change, past, future, at) values (?, ?, ?, ?, ?, ?)',
    )
    .run(planId, BigInt(editNumber), JSON.stringify(change), JSON.stringify(past), JSON.stringify(future), at)
}

/** All of a plan but those with these numbers. */
export function deleteReversalEdits(ledger: Ledger, planId: string, kept: readonly number[] = []): void {
  ledger
    .sql(
      `delete from reversal_edit where plan_id = ? and edit_number not in (select value from json_each(?))`,
    )
    .run(planId, JSON.stringify(kept))
}

/** Puts a change into the content, which is altered in place: a plan may have thousands of lines. */
export function applyChange(content: PlanContent, { step, general, wishes, seen }: PlanChange): void {
  content.step = step
  if (general !== undefined) Object.assign(content, general.after)
  for (const [id, { after }] of Object.entries(wishes)) {
    if (after === null) delete content.wishes[id]
    else content.wishes[id] = after
  }
  Object.assign(content.seen, seen)
}
