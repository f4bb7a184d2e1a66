import { verdictNumber } from './stagingColumn'
import type { Staging } from './stagingFile'

// Sums that ought to agree. They warn; the billing system's own facts break them now and then.

export interface DisagreeingInvoice {
  readonly id: string
  readonly number: string
  readonly currency: string
  readonly file: bigint
  readonly line: bigint
  readonly sumMinor: bigint
  readonly balanceMinor: bigint
}

/** What the ledger's own items and tax lines add to those of this import; null where there are none. */
export function sumOtherSources(
  staging: Staging,
  invoiceId: string,
): { items: bigint | null; taxes: bigint | null } {
  const none = { items: null, taxes: null }
  return (
    staging
      .sql<{ items: bigint | null; taxes: bigint | null }>(
        `select
           (select sum(amount_minor) from ledger.item l where invoice_id = ?1
             and not exists (select 1 from main.item s where s.id = l.id)) as items,
           (select sum(amount_minor) from ledger.tax_line l where invoice_id = ?1
             and not exists (select 1 from main.tax_line s where s.id = l.id)) as taxes`,
      )
      .get({ 1: invoiceId }) ?? none
  )
}

/** Changed invoices of which the ledger has items: the import may bring none of these. */
export function findChangedWithItems(staging: Staging): string[] {
  return staging
    .sql<{ id: string }>(
      `select id from main.invoice s where verdict = ${verdictNumber.changed} and exists (select 1 from ledger.item where invoice_id = s.id)`,
    )
    .all()
    .map(({ id }) => id)
}

/** Place of a staged invoice; undefined when it comes from the ledger. */
export function placeOfInvoice(
  staging: Staging,
  invoiceId: string,
): { file: bigint; line: bigint } | undefined {
  return staging
    .sql<{ file: bigint; line: bigint }>('select file, line from main.invoice where id = ?')
    .get(invoiceId)
}

/**
 * Invoices whose balance is not amount − payments + refunds plus what their adjustments do. Not judged
 * where the file shows adjustments, credit balance adjustments or memos that are not imported.
 */
export function findBalancesThatDisagree(staging: Staging): DisagreeingInvoice[] {
  return staging
    .sql<DisagreeingInvoice>(
      `with judged as (
         select id, number, currency, file, line, balance_minor as balanceMinor,
           amount_minor - paid_minor + refunded_minor as sumMinor
         from main.invoice
         where balance_minor <> amount_minor - paid_minor + refunded_minor and coalesce(adjusted_minor, 0) = 0
           and cast(coalesce(json_extract(extra, '$.creditBalanceAdjustmentAmount'), '0') as real) = 0
           and cast(coalesce(json_extract(extra, '$.creditMemoAmount'), '0') as real) = 0)
       select * from judged j where balanceMinor <> sumMinor
         + coalesce((select sum(impact_minor) from main.adjustment where invoice_id = j.id and status = 'Processed'), 0)
         + coalesce((select sum(a.impact_minor) from ledger.adjustment a
             join ledger.adjustment_state s on s.adjustment_id = a.id
             where a.invoice_id = j.id and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0
               and s.create_landed_at is not null
               and not exists (select 1 from main.adjustment m where m.billing_id = s.billing_id)), 0)
       order by file, line`,
    )
    .all()
}
