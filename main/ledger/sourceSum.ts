import type { Ledger } from './database'

interface SumRow {
  currency: string
  amount_minor: bigint
  adjusted_minor: bigint
}

// Every item and tax line, and the Processed item adjustments of them, each counted once.
const selectSums = `
  select i.currency,
    (select coalesce(sum(amount_minor), 0) from item where invoice_id = i.id)
      + (select coalesce(sum(amount_minor), 0) from tax_line where invoice_id = i.id) as amount_minor,
    (select coalesce(sum(a.impact_minor), 0) from adjustment a
      join adjustment_state s on s.adjustment_id = a.id
      where a.invoice_id = i.id and a.kind = 'IIA' and s.status = 'Processed'
        and s.is_refused = 0 and s.is_deleted = 0) as adjusted_minor
  from invoice i where i.id = ?`

export interface SourceSum {
  readonly currency: string
  readonly amountMinor: bigint
  readonly adjustedMinor: bigint
}

/** Sums over all sources of one invoice, in minor units of its currency. Undefined for an unknown invoice. */
export function sumSourcesOf(ledger: Ledger, invoiceId: string): SourceSum | undefined {
  const row = ledger.sql<SumRow>(selectSums).get(invoiceId)
  if (row === undefined) return undefined
  return { currency: row.currency, amountMinor: row.amount_minor, adjustedMinor: row.adjusted_minor }
}
