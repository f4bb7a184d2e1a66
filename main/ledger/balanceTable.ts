import type { Ledger } from './database'
import { idList } from './idList'

/**
 * The one definition of an invoice's balance (domain.md, "Landing"): the imported balance plus the
 * impacts of all effects, creates and cancels, that are not known to have landed at or before the as-of
 * of the file that brought it. What the billing system refused takes no part. Moments are compared by
 * `julianday`, because files write them with and without fractions.
 */
const sumsOfInvoice = `
  select i.id as id, i.balance_minor as balance_minor,
    coalesce(sum(case when s.is_refused = 1 then 0 else
      case when s.create_landed_at is not null and julianday(s.create_landed_at) <= julianday(i.as_of)
        then 0 else a.impact_minor end
      - case when s.status <> 'Canceled' or (s.cancel_landed_at is not null
          and julianday(s.cancel_landed_at) <= julianday(i.as_of))
        then 0 else a.impact_minor end
      end), 0) as pending_minor,
    coalesce(sum(case when s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0
      then a.impact_minor end), 0) as adjustment_impact_minor,
    coalesce(sum(s.is_deleted = 0), 0) as adjustment_count
  from invoice i
  left join adjustment a on a.invoice_id = i.id
  left join adjustment_state s on s.adjustment_id = a.id`

const writeSums = `
  update invoice set
    pending_minor = sums.pending_minor,
    current_balance_minor = sums.balance_minor + sums.pending_minor,
    adjustment_impact_minor = sums.adjustment_impact_minor,
    adjustment_count = sums.adjustment_count
  from sums where sums.id = invoice.id`

const refreshAll = `with sums as materialized (${sumsOfInvoice} group by i.id) ${writeSums}`
const refreshSome = `with sums as materialized (${sumsOfInvoice}
  where i.id in (select value from json_each(?)) group by i.id) ${writeSums}`

/** Writes the derived columns of these invoices anew: pending impacts, current balance, adjusted sum and count. */
export function refreshBalances(ledger: Ledger, invoiceIds: Iterable<string> | 'all'): void {
  if (invoiceIds === 'all') ledger.sql(refreshAll).run()
  else ledger.sql(refreshSome).run(idList(invoiceIds))
}
