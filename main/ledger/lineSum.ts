import type { AdjustmentType, LineAction } from '@contract/line'
import type { Ledger } from './database'
import { idList } from './idList'

/** Lines of one batch that have currency, action, type and amount in common, counted. */
export interface LineSum {
  readonly batchId: string
  /** Empty where the invoice is not known. */
  readonly currency: string
  readonly action: LineAction
  readonly type: AdjustmentType | ''
  /** As the lines have it: canonical text, or what could not be read. */
  readonly amount: string
  readonly count: bigint
}

/** What the lines of these batches add up to, without judging them: for lists of batches. */
export function readLineSums(ledger: Ledger, batchIds: Iterable<string>): readonly LineSum[] {
  return ledger
    .sql<LineSum>(
      `select l.batch_id as batchId, coalesce(i.currency, '') as currency, l.content ->> '$.action' as action,
         l.content ->> '$.type' as type, l.content ->> '$.amount' as amount, count(*) as count
       from line l left join invoice i on i.id = l.invoice_id
       where l.batch_id in (select value from json_each(?)) group by 1, 2, 3, 4, 5`,
    )
    .all(idList(batchIds))
}

/** Invoices that the lines of these batches name, counted, by batch. */
export function countInvoices(ledger: Ledger, batchIds: Iterable<string>): ReadonlyMap<string, number> {
  const rows = ledger
    .sql<{ id: string; count: bigint }>(
      `select batch_id as id, count(distinct invoice_id) as count from line
       where batch_id in (select value from json_each(?)) group by batch_id`,
    )
    .all(idList(batchIds))
  return new Map(rows.map(({ id, count }) => [id, Number(count)]))
}
