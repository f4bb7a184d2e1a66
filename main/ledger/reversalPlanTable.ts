import type { PlanContent } from '@contract/reversal'
import { toNumber, type Ledger } from './database'

/** A reversal that is being planned, or was: with the batch that its lines went to. */
export interface ReversalPlanRecord {
  readonly id: string
  readonly editNumber: number
  readonly content: PlanContent
  /** Empty while it is being planned. */
  readonly batchId: string
  readonly personId: string
  readonly personName: string
  readonly createdAt: string
  readonly changedAt: string
}

interface PlanSqlRow {
  id: string
  edit_number: bigint
  content: string
  batch_id: string | null
  person_id: string
  person_name: string
  created_at: string
  changed_at: string
}

function planOf(row: PlanSqlRow): ReversalPlanRecord {
  return {
    id: row.id,
    editNumber: toNumber(row.edit_number),
    content: JSON.parse(row.content) as PlanContent,
    batchId: row.batch_id ?? '',
    personId: row.person_id,
    personName: row.person_name,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

export function findReversalPlan(ledger: Ledger, id: string): ReversalPlanRecord | undefined {
  const row = ledger.sql<PlanSqlRow>('select * from reversal_plan where id = ?').get(id)
  return row === undefined ? undefined : planOf(row)
}

/** Those that have not been finished, the newest change first. */
export function listOpenReversalPlans(ledger: Ledger): ReversalPlanRecord[] {
  return ledger
    .sql<PlanSqlRow>(
      'select * from reversal_plan where batch_id is null order by changed_at desc, id desc limit 200',
    )
    .all()
    .map(planOf)
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

export function updateReversalPlan(
  ledger: Ledger,
  id: string,
  changed: { readonly editNumber: number; readonly content: PlanContent; readonly at: string },
): void {
  ledger
    .sql('update reversal_plan set edit_number = ?, content = ?, changed_at = ? where id = ?')
    .run(BigInt(changed.editNumber), JSON.stringify(changed.content), changed.at, id)
}

export function setReversalFinished(ledger: Ledger, id: string, batchId: string, at: string): void {
  ledger.sql('update reversal_plan set batch_id = ?, changed_at = ? where id = ?').run(batchId, at, id)
}

export function deleteReversalPlan(ledger: Ledger, id: string): void {
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
