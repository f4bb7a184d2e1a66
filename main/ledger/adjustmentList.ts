import type { z } from 'zod'
import type { AdjustmentFilter, AdjustmentRow, AdjustmentSort } from '@contract/adjustment'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { CurrencyTotal } from '@contract/batch'
import { formatMinor } from '../engine/money/amount'
import { filterAdjustments, type FilteredAdjustments } from './adjustmentFilter'
import { readAdjustmentRows } from './adjustmentRow'
import type { Ledger } from './database'
import { countRows, readKeyPage, type KeyPage, type PageRequest, type SortedOrder } from './page'

type Sort = z.infer<typeof AdjustmentSort>

const withState = 'join adjustment_state s on s.adjustment_id = a.id'

// `cross join` keeps SQLite to this order of tables, so that the index of the sorted order drives.
const orders: Record<Sort, SortedOrder & { readonly hasState: boolean }> = {
  // ULIDs grow with the moment at which they were made: the order of recording without a clock.
  recorded: { name: 'recorded', columns: ['a.id'], from: 'adjustment a', hasState: false },
  date: { name: 'date', columns: ['a.adjustment_date', 'a.id'], from: 'adjustment a', hasState: false },
  amount: { name: 'amount', columns: ['a.amount_minor', 'a.id'], from: 'adjustment a', hasState: false },
  invoiceNumber: {
    name: 'invoiceNumber',
    columns: ['a.invoice_number', 'a.id'],
    from: 'adjustment a',
    hasState: false,
  },
  number: {
    name: 'number',
    columns: ['s.number', 's.adjustment_id'],
    from: 'adjustment_state s cross join adjustment a on a.id = s.adjustment_id',
    hasState: true,
  },
}

export interface AdjustmentRequest extends PageRequest {
  readonly sort: Sort
}

/**
 * Ids of one page of adjustments, and the rows of the whole filter counted for the first page. Refused:
 * `value_unknown` for an amount of the filter that is none, `malformed_command` for a key of another list.
 */
export function readAdjustmentKeys(
  ledger: Ledger,
  filter: AdjustmentFilter,
  request: AdjustmentRequest,
): Outcome<KeyPage> {
  const filtered = filterAdjustments(ledger, filter)
  if (!filtered.ok) return filtered
  const order = drivenOrder(orders[request.sort], filtered.value)
  const page = readKeyPage(ledger, order, filtered.value.conditions, request, () =>
    countAdjustments(ledger, filtered.value),
  )
  return page === undefined ? refused(rejection('malformed_command', 'after')) : accepted(page)
}

/** A filter that finds few rows drives; otherwise the index of the order does. */
function drivenOrder(order: SortedOrder & { hasState: boolean }, filtered: FilteredAdjustments): SortedOrder {
  if (filtered.isSelective) return { ...order, from: `adjustment a ${withState}` }
  if (filtered.needsState && !order.hasState) return { ...order, from: `${order.from} cross ${withState}` }
  return order
}

function countAdjustments(ledger: Ledger, { conditions, needsState }: FilteredAdjustments): number {
  return countRows(ledger, needsState ? `adjustment a ${withState}` : 'adjustment a', conditions)
}

/** One page of adjustments as lists show them. */
export function readAdjustmentPage(
  ledger: Ledger,
  filter: AdjustmentFilter,
  request: AdjustmentRequest,
): Outcome<{ rows: AdjustmentRow[]; next: string; total: number }> {
  const keys = readAdjustmentKeys(ledger, filter, request)
  if (!keys.ok) return keys
  const { ids, next, total } = keys.value
  return accepted({ rows: readAdjustmentRows(ledger, ids), next, total })
}

interface TotalRow {
  currency: string
  credit_count: bigint
  charge_count: bigint
  credits: bigint
  charges: bigint
}

/** Credits and charges of exactly the rows of the filter, by currency: the same filter opens to them. */
export function sumAdjustmentRows(
  ledger: Ledger,
  filter: AdjustmentFilter,
): Outcome<{ totals: CurrencyTotal[]; count: number }> {
  const filtered = filterAdjustments(ledger, filter)
  if (!filtered.ok) return filtered
  const { conditions, needsState } = filtered.value
  const rows = ledger
    .sql<TotalRow>(
      `select a.currency as currency,
         sum(a.type = 'Credit') as credit_count, sum(a.type = 'Charge') as charge_count,
         sum(case a.type when 'Credit' then a.amount_minor else 0 end) as credits,
         sum(case a.type when 'Charge' then a.amount_minor else 0 end) as charges
       from adjustment a ${needsState ? withState : ''} ${conditions.where} group by a.currency order by 1`,
    )
    .all(...conditions.values)
  const totals = rows.map((row) => ({
    currency: row.currency,
    creditCount: Number(row.credit_count),
    chargeCount: Number(row.charge_count),
    credits: formatMinor(row.credits, row.currency),
    charges: formatMinor(row.charges, row.currency),
    net: formatMinor(row.charges - row.credits, row.currency),
  }))
  return accepted({
    totals,
    count: totals.reduce((sum, { creditCount, chargeCount }) => sum + creditCount + chargeCount, 0),
  })
}
