import type { Input, Output } from '@contract/api'
import type { BatchRow, CurrencyTotal } from '@contract/batch'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { formatMinor, parseAmount } from '../../engine/money/amount'
import { countBatchRows, listBatchRows, type BatchRecord } from '../../ledger/batchTable'
import { countInvoices, readLineSums, type LineSum } from '../../ledger/lineSum'
import type { Context } from '../context'
import { headingOf } from './batchView'
import { openTotals } from './openTotals'

/**
 * A page of batches by key. Totals leave refused lines out, as on the page of a batch; what is posted is
 * added up without judging it.
 */
export function listBatches(context: Context, input: Input<'listBatches'>): Outcome<Output<'listBatches'>> {
  const { ledger } = context
  const after = readKey(input.after)
  if (after === 'malformed') return refused(rejection('malformed_command', 'after'))
  const { sort, descending, limit } = input
  const query = { ...input.filter, sort, descending, after, limit: limit + 1 }
  const found = listBatchRows(ledger, query)
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return accepted({
    rows: rowsOf(context, shown),
    next: last === undefined ? '' : JSON.stringify([sort === 'name' ? last.name : last.changedAt, last.id]),
    total: countBatchRows(ledger, input.filter),
  })
}

function readKey(text: string): readonly [string, string] | undefined | 'malformed' {
  if (text === '') return undefined
  try {
    const parts: unknown = JSON.parse(text)
    if (!Array.isArray(parts) || parts.length !== 2) return 'malformed'
    const [value, id] = parts as unknown[]
    return typeof value === 'string' && typeof id === 'string' ? [value, id] : 'malformed'
  } catch {
    return 'malformed'
  }
}

function rowsOf(context: Context, batches: readonly BatchRecord[]): BatchRow[] {
  const ids = batches.map(({ id }) => id)
  const sums = new Map<string, LineSum[]>()
  for (const sum of readLineSums(context.ledger, ids)) {
    sums.set(sum.batchId, [...(sums.get(sum.batchId) ?? []), sum])
  }
  const invoiceCounts = countInvoices(context.ledger, ids)
  return batches.map((batch) => {
    const own = sums.get(batch.id) ?? []
    return {
      ...headingOf(context, batch),
      lineCount: own.reduce((count, sum) => count + Number(sum.count), 0),
      invoiceCount: invoiceCounts.get(batch.id) ?? 0,
      totals: isOpen(batch) ? [...openTotals(context, batch)] : totalsOfSums(own),
    }
  })
}

function isOpen({ state }: BatchRecord): boolean {
  return state === 'draft' || state === 'submitted'
}

function totalsOfSums(sums: readonly LineSum[]): CurrencyTotal[] {
  const totals = new Map<
    string,
    { creditCount: number; chargeCount: number; credits: bigint; charges: bigint; cancels: bigint }
  >()
  for (const { currency, action, type, amount, count } of sums) {
    if (currency === '' || type === '' || action === 'delete') continue
    const read = parseAmount(amount, currency)
    if (!('minor' in read)) continue
    const total = totals.get(currency) ?? {
      creditCount: 0,
      chargeCount: 0,
      credits: 0n,
      charges: 0n,
      cancels: 0n,
    }
    totals.set(currency, total)
    const minor = read.minor * count
    if (action === 'cancel') total.cancels += type === 'Credit' ? minor : -minor
    else if (type === 'Credit') {
      total.creditCount += Number(count)
      total.credits += minor
    } else {
      total.chargeCount += Number(count)
      total.charges += minor
    }
  }
  return [...totals]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, { creditCount, chargeCount, credits, charges, cancels }]) => ({
      currency,
      creditCount,
      chargeCount,
      credits: formatMinor(credits, currency),
      charges: formatMinor(charges, currency),
      net: formatMinor(charges - credits + cancels, currency),
    }))
}
