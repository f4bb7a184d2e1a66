import { sourceKey, type Facts, type InvoiceFact, type SourceFact } from '../engine/fact'
import type { Ledger } from './database'

interface OwnImpact {
  invoice_id: string
  source_type: SourceFact['type'] | ''
  source_id: string
  impact_minor: bigint
}

const selectOwnImpacts = `
  select a.invoice_id, a.source_type, a.source_id, a.impact_minor
  from adjustment a join adjustment_state s on s.adjustment_id = a.id
  where a.batch_id = @batchId and s.is_refused = 0 and s.status = 'Processed'
  union all
  select a.invoice_id, a.source_type, a.source_id, -a.impact_minor
  from line l join adjustment a on a.id = l.adjustment_id join adjustment_state s on s.adjustment_id = a.id
  where l.batch_id = @batchId and s.status = 'Canceled' and json_extract(l.content, '$.action') = 'cancel'`

/**
 * The facts as they were without what a batch itself has posted (domain.md: "On export the batch's own
 * posted impacts are left out of the account"): balances, open amounts, and what it cancelled stands again.
 */
export function withoutOwnPostings(ledger: Ledger, facts: Facts, batchId: string): Facts {
  const invoices = new Map<string, InvoiceFact>(facts.invoices)
  const sources = new Map<string, SourceFact>(facts.sources)
  for (const own of ledger.sql<OwnImpact>(selectOwnImpacts).all({ batchId })) {
    const invoice = invoices.get(own.invoice_id)
    if (invoice !== undefined) {
      invoices.set(invoice.id, { ...invoice, balanceMinor: invoice.balanceMinor - own.impact_minor })
    }
    const key = own.source_type === '' ? '' : sourceKey(own.source_type, own.source_id)
    const source = sources.get(key)
    if (source !== undefined) sources.set(key, { ...source, openMinor: source.openMinor - own.impact_minor })
  }
  const cancelled = cancelledBy(ledger, batchId)
  const adjustments = new Map(
    [...facts.adjustments].map(([id, adjustment]) => [
      id,
      cancelled.has(id)
        ? {
            ...adjustment,
            status: 'Processed' as const,
            remainderMinor: adjustment.amountMinor,
            inFlight: false,
          }
        : adjustment,
    ]),
  )
  return { ...facts, invoices, sources, adjustments }
}

function cancelledBy(ledger: Ledger, batchId: string): ReadonlySet<string> {
  const rows = ledger
    .sql<{ id: string }>(
      `select adjustment_id as id from line where batch_id = ? and json_extract(content, '$.action') = 'cancel'`,
    )
    .all(batchId)
  return new Set(rows.map(({ id }) => id))
}
