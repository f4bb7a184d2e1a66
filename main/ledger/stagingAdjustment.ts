import type { Staging } from './stagingFile'
import type { StagedConflict } from './stagingCompare'
import { verdictNumber } from './stagingColumn'

// Staged adjustments beside those of the ledger: known by the billing system's id or number, twins of
// local ones, or new.

/** Finds the adjustments of the ledger that are linked already. Ids are surer than numbers. */
export function matchKnownAdjustments(staging: Staging): void {
  staging
    .sql(
      `update adjustment set known_id = s.adjustment_id from ledger.adjustment_state s
       where s.billing_id = adjustment.billing_id and s.billing_id <> '' and s.is_deleted = 0`,
    )
    .run()
  staging
    .sql(
      `update adjustment set known_id = s.adjustment_id
       from ledger.adjustment_state s join ledger.adjustment a on a.id = s.adjustment_id
       where adjustment.known_id = '' and s.number = adjustment.number and s.is_deleted = 0
         and (a.origin = 'imported' or s.create_landed_at is not null)
         and (s.billing_id = '' or s.billing_id = adjustment.billing_id)`,
    )
    .run()
}

export interface DifferingAdjustment extends StagedConflict {
  readonly field: string
  readonly currency: string
}

const fixedColumns: readonly (readonly [column: string, field: string, ledger: string])[] = [
  ['invoice_id', 'invoiceId', 'a.invoice_id'],
  ['source_id', 'sourceId', 'a.source_id'],
  ['type', 'type', 'a.type'],
  ['amount_minor', 'amount', 'a.amount_minor'],
  ['adjustment_date', 'adjustmentDate', 'a.adjustment_date'],
]

/** Known adjustments in which something differs that never changes: they are not what they claim to be. */
export function findDifferingAdjustments(staging: Staging): DifferingAdjustment[] {
  return fixedColumns.flatMap(([column, field, ledger]) =>
    staging
      .sql<StagedConflict & { currency: string }>(
        `select s.row, s.file, s.line, s.billing_id as key, cast(${ledger} as text) as expected,
           cast(s.${column} as text) as found, s.currency
         from main.adjustment s join ledger.adjustment a on a.id = s.known_id where ${ledger} <> s.${column}`,
      )
      .all()
      .map((conflict) => ({ ...conflict, field })),
  )
}

/** What may change of an adjustment afterwards: a local cancel that has not landed yet is no difference. */
export function markKnownAdjustments(staging: Staging): void {
  staging
    .sql(
      `update adjustment set verdict = case when s.reason_code = adjustment.reason_code
           and s.transferred = adjustment.transferred and s.updated_date = adjustment.updated_date
           and (adjustment.status = 'Processed' or (s.status = 'Canceled' and s.cancel_landed_at is not null))
           and s.billing_id = adjustment.billing_id
         then ${verdictNumber.same} else ${verdictNumber.changed} end
       from ledger.adjustment_state s where s.adjustment_id = adjustment.known_id`,
    )
    .run()
}

/** Changed adjustments that a newer file has spoken of already. */
export function findOlderAdjustments(staging: Staging, asOf: string): StagedConflict[] {
  return staging
    .sql<StagedConflict>(
      `select s.row, s.file, s.line, s.billing_id as key, max(i.as_of) as expected, ? as found
       from main.adjustment s join ledger.adjustment_event e on e.adjustment_id = s.known_id
       join ledger.import i on i.id = e.import_id
       where s.verdict = ${verdictNumber.changed} group by s.row having max(i.as_of) > ?`,
    )
    .all(asOf, asOf)
}

export interface TwinCandidate {
  readonly row: bigint
  readonly file: bigint
  readonly line: bigint
  readonly adjustmentId: string
  readonly number: string
  /** Invoice, source, type and amount are the same. */
  readonly agrees: boolean
}

export interface CarriedText {
  readonly row: bigint
  readonly referenceId: string
  readonly comment: string
}

/** New rows whose reference or comment may carry a provisional number. */
export function findCarriers(staging: Staging): CarriedText[] {
  return staging
    .sql<CarriedText>(
      `select row, reference_id as referenceId, comment from main.adjustment
       where known_id = '' and (reference_id glob '*IA-????-????????*' or comment glob '*IA-????-????????*')`,
    )
    .all()
}

/** The local adjustment with this provisional number, unless it is linked already. */
export function findLocal(staging: Staging, row: bigint, number: string): TwinCandidate | undefined {
  const found = staging
    .sql<Omit<TwinCandidate, 'agrees'> & { agrees: bigint }>(
      `select s.row, s.file, s.line, a.id as adjustmentId, a.number,
         a.kind = s.kind and a.invoice_id = s.invoice_id and a.source_id = s.source_id and a.type = s.type
           and a.amount_minor = s.amount_minor as agrees
       from main.adjustment s join ledger.adjustment a on a.number = ?
       join ledger.adjustment_state t on t.adjustment_id = a.id
       where s.row = ? and a.origin = 'local' and t.billing_id = '' and t.is_refused = 0 and t.is_deleted = 0
         and not exists (select 1 from main.adjustment o where o.known_id = a.id)`,
    )
    .get(number, row)
  return found === undefined ? undefined : { ...found, agrees: found.agrees === 1n }
}

/**
 * New rows that agree in kind, source, type, amount, date, reason and reference with exactly one local
 * adjustment that is not linked, which agrees with no other row.
 */
export function findProposals(staging: Staging): TwinCandidate[] {
  return staging
    .sql<Omit<TwinCandidate, 'agrees'>>(
      `with pair as materialized (
         select s.row, s.file, s.line, a.id as adjustmentId, a.number
         from ledger.adjustment a join ledger.adjustment_state t on t.adjustment_id = a.id
         join main.adjustment s on s.invoice_id = a.invoice_id and s.kind = a.kind and s.source_id = a.source_id
           and s.type = a.type and s.amount_minor = a.amount_minor and s.adjustment_date = a.adjustment_date
           and s.reason_code = t.reason_code and s.reference_id = a.reference_id
         where a.origin = 'local' and t.billing_id = '' and t.is_refused = 0 and t.is_deleted = 0
           and s.known_id = '' and not exists (select 1 from main.adjustment o where o.known_id = a.id))
       select * from pair p
       where (select count(*) from pair where adjustmentId = p.adjustmentId) = 1
         and (select count(*) from pair where row = p.row) = 1`,
    )
    .all()
    .map((candidate) => ({ ...candidate, agrees: true }))
}

export type TwinDecision = 'linked' | 'undecided' | 'same' | 'different'

export function setTwin(staging: Staging, row: bigint, adjustmentId: string, decision: TwinDecision): void {
  staging
    .sql(
      `update adjustment set known_id = ?, twin_decision = ?, verdict = ${verdictNumber.twin} where row = ?`,
    )
    .run(adjustmentId, decision, row)
}

/** Answers how many rows the decision was for. A twin beyond doubt is not up for decision. */
export function decideTwins(staging: Staging, file: number, line: number, decision: TwinDecision): number {
  const result = staging
    .sql(
      `update adjustment set twin_decision = ?
       where file = ? and line = ? and twin_decision in ('undecided', 'same', 'different')`,
    )
    .run(decision, BigInt(file), BigInt(line))
  return result.changes
}

export function countUndecided(staging: Staging): number {
  const row = staging
    .sql<{ rows: bigint }>(`select count(*) as rows from main.adjustment where twin_decision = 'undecided'`)
    .get()
  return Number(row?.rows ?? 0n)
}

/** Number and main columns of adjustments of the ledger, to show beside staged ones. */
export function readLedgerAdjustment(
  staging: Staging,
  adjustmentId: string,
): Record<string, string> | undefined {
  return staging
    .sql<Record<string, string>>(
      `select s.number as number, a.number as local_number, s.status as status, s.reason_code as reason_code,
         s.transferred as transferred, s.updated_date as updated_date, cast(a.amount_minor as text) as amount_minor,
         a.type as type, a.adjustment_date as adjustment_date, a.source_id as source_id, a.invoice_id as invoice_id
       from ledger.adjustment a join ledger.adjustment_state s on s.adjustment_id = a.id where a.id = ?`,
    )
    .get(adjustmentId)
}
