import type { HomeView } from '@contract/audit'
import type { PlanContent } from '@contract/reversal'
import { toNumber, type Ledger } from './database'
import { applyChange, deleteReversalEdits, listReversalEdits } from './reversalEditTable'

/** A reversal that is being planned, or was: with the batch that its lines went to. */
export interface ReversalPlanHead {
  readonly id: string
  readonly editNumber: number
  /** Empty while it is being planned. */
  readonly batchId: string
  readonly personId: string
  readonly personName: string
  readonly createdAt: string
  readonly changedAt: string
}

export interface ReversalPlanRecord extends ReversalPlanHead {
  readonly content: PlanContent
}

interface PlanSqlRow {
  id: string
  base_number: bigint
  edit_number: bigint
  content: string
  batch_id: string | null
  person_id: string
  person_name: string
  created_at: string
  changed_at: string
}

// The row has the content as of its own edit number; later edits lie on top of it.
const columns = `p.id, p.edit_number as base_number, coalesce(e.edit_number, p.edit_number) as edit_number,
  p.batch_id, p.person_id, p.person_name, p.created_at, coalesce(e.at, p.changed_at) as changed_at`
const withLastEdit = `reversal_plan p left join reversal_edit e on e.plan_id = p.id
  and e.edit_number = (select max(edit_number) from reversal_edit where plan_id = p.id)`

function headOf(row: Omit<PlanSqlRow, 'content' | 'base_number'>): ReversalPlanHead {
  return {
    id: row.id,
    editNumber: toNumber(row.edit_number),
    batchId: row.batch_id ?? '',
    personId: row.person_id,
    personName: row.person_name,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

function planOf(ledger: Ledger, row: PlanSqlRow): ReversalPlanRecord {
  const content = JSON.parse(row.content) as PlanContent
  for (const { change } of listReversalEdits(ledger, row.id, toNumber(row.base_number))) {
    applyChange(content, change)
  }
  return { ...headOf(row), content }
}

/** The plan without its content: what it costs does not grow with its lines. */
export function findReversalPlanHead(ledger: Ledger, id: string): ReversalPlanHead | undefined {
  const row = ledger
    .sql<Omit<PlanSqlRow, 'content'>>(`select ${columns} from ${withLastEdit} where p.id = ?`)
    .get(id)
  return row === undefined ? undefined : headOf(row)
}

export function findReversalPlan(ledger: Ledger, id: string): ReversalPlanRecord | undefined {
  const row = ledger
    .sql<PlanSqlRow>(`select ${columns}, p.content from ${withLastEdit} where p.id = ?`)
    .get(id)
  return row === undefined ? undefined : planOf(ledger, row)
}

/** Those that have not been finished, the newest change first. */
export function listOpenReversalPlans(ledger: Ledger): ReversalPlanRecord[] {
  return ledger
    .sql<PlanSqlRow>(
      `select ${columns}, p.content from ${withLastEdit} where p.batch_id is null
       order by changed_at desc, p.id desc limit 200`,
    )
    .all()
    .map((row) => planOf(ledger, row))
}

/** What a person plans and has not finished, without reading the plans whole. */
export function listPlansOf(ledger: Ledger, personId: string): HomeView['reversals'] {
  const rows = ledger
    .sql<{ reversalId: string; of: PlanContent['of']; label: string; count: bigint; at: string }>(
      `select p.id as reversalId, p.content ->> '$.of' as of, p.content ->> '$.label' as label,
         json_array_length(p.content, '$.adjustmentIds') as count, coalesce(e.at, p.changed_at) as at
       from ${withLastEdit} where p.batch_id is null and p.person_id = ?
       order by at desc, p.id desc limit 200`,
    )
    .all(personId)
  return rows.map(({ count, ...row }) => ({ ...row, candidateCount: toNumber(count) }))
}

export function insertReversalPlan(ledger: Ledger, plan: Omit<ReversalPlanRecord, 'batchId'>): void {
  ledger
    .sql(
      `insert into reversal_plan (id, edit_number, content, person_id, person_name, created_at, changed_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      plan.id,
      BigInt(plan.editNumber),
      JSON.stringify(plan.content),
      plan.personId,
      plan.personName,
      plan.createdAt,
      plan.changedAt,
    )
}

/** Writes the content anew, with all edits up to this number in it. */
export function foldReversalEdits(
  ledger: Ledger,
  id: string,
  { editNumber, content }: Pick<ReversalPlanRecord, 'editNumber' | 'content'>,
  keptEdits: readonly number[],
): void {
  ledger
    .sql('update reversal_plan set edit_number = ?, content = ? where id = ?')
    .run(BigInt(editNumber), JSON.stringify(content), id)
  deleteReversalEdits(ledger, id, keptEdits)
}

export function setReversalFinished(ledger: Ledger, id: string, batchId: string, at: string): void {
  ledger.sql('update reversal_plan set batch_id = ?, changed_at = ? where id = ?').run(batchId, at, id)
}

export function deleteReversalPlan(ledger: Ledger, id: string): void {
  deleteReversalEdits(ledger, id)
  ledger.sql('delete from reversal_plan where id = ?').run(id)
}

// What a reversal starts from. Deleted and refused adjustments take no part, so they are no candidates.
const standing = `from adjustment a join adjustment_state s on s.adjustment_id = a.id
  where s.is_deleted = 0 and s.is_refused = 0`

/** Ids of all adjustments of an invoice, a batch or the days of a period, in order; at most `limit`. */
export function listReversalCandidates(
  ledger: Ledger,
  from:
    | { readonly invoiceId: string }
    | { readonly batchId: string }
    | { readonly start: string; readonly end: string },
  limit: number,
): string[] {
  const most = BigInt(limit)
  const rows =
    'invoiceId' in from
      ? ledger
          .sql<{ id: string }>(`select a.id ${standing} and a.invoice_id = ? order by a.id limit ?`)
          .all(from.invoiceId, most)
      : 'batchId' in from
        ? ledger
            .sql<{ id: string }>(`select a.id ${standing} and a.batch_id = ? order by a.id limit ?`)
            .all(from.batchId, most)
        : ledger
            .sql<{ id: string }>(
              `select a.id ${standing} and a.adjustment_date between ? and ? order by a.adjustment_date, a.id limit ?`,
            )
            .all(from.start, from.end, most)
  return rows.map(({ id }) => id)
}

/** A claim on an adjustment, as the wizard shows it. */
export interface WaitingClaim {
  readonly adjustmentId: string
  readonly batchId: string
  readonly batchName: string
  readonly personName: string
  readonly kind: 'reverse' | 'cancel' | 'delete'
  readonly amountMinor: bigint
}

/** Which batches wait with a reversal, cancel or delete of these adjustments. */
export function listWaitingClaims(ledger: Ledger, ids: string): WaitingClaim[] {
  return ledger
    .sql<WaitingClaim>(
      `select c.adjustment_id as adjustmentId, b.id as batchId, b.name as batchName,
         coalesce(p.name, b.preparer_id) as personName, c.kind,
         sum(case c.kind when 'reverse' then c.amount_minor else a.amount_minor end) as amountMinor
       from claim c join adjustment a on a.id = c.adjustment_id join batch b on b.id = c.batch_id
       left join person p on p.id = b.preparer_id
       where c.adjustment_id in (select value from json_each(?))
       group by c.adjustment_id, b.id, c.kind order by c.adjustment_id, b.id`,
    )
    .all(ids)
}
