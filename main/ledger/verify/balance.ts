import { formatMinor } from '../../engine/money/amount'
import { currencyDigits } from '../../engine/money/currency'
import type { Ledger } from '../database'
import { countOf } from './auditChain'
import type { Watch } from './fault'

interface InvoiceRow {
  id: string
  number: string
  currency: string
  balance_minor: bigint
  pending_minor: bigint
  current_balance_minor: bigint
  adjustment_impact_minor: bigint
  adjustment_count: bigint
}

interface EffectRow {
  invoice_id: string
  impact_minor: bigint
  status: string
  is_refused: bigint
  is_deleted: bigint
  is_create_contained: bigint | null
  is_cancel_contained: bigint | null
}

// Both streams run along an index in the order of the invoices' ids; nothing is kept but one invoice.
const selectInvoices = `
  select id, number, currency, balance_minor, pending_minor, current_balance_minor, adjustment_impact_minor,
    adjustment_count from invoice order by id`
const selectEffects = `
  select a.invoice_id, a.impact_minor, s.status, s.is_refused, s.is_deleted,
    julianday(s.create_landed_at) <= julianday(i.as_of) as is_create_contained,
    julianday(s.cancel_landed_at) <= julianday(i.as_of) as is_cancel_contained
  from adjustment a indexed by adjustment_of_invoice
  cross join adjustment_state s on s.adjustment_id = a.id
  cross join invoice i on i.id = a.invoice_id
  order by a.invoice_id`

interface Sums {
  pendingMinor: bigint
  impactMinor: bigint
  count: bigint
}

/**
 * Adds up every invoice from its posted rows and compares with what stands there. On purpose apart from
 * the statement that writes those sums: an effect counts unless it is known to have landed at or before
 * the as-of of the imported balance (domain.md, "Landing").
 */
export function verifyBalances(ledger: Ledger, watch: Watch): number {
  const total = countOf(ledger, 'select count(*) as count from invoice')
  const effects = ledger.sql<EffectRow>(selectEffects).iterate()
  let next = effects.next()
  let invoices = 0
  try {
    for (const invoice of ledger.sql<InvoiceRow>(selectInvoices).iterate()) {
      const sums: Sums = { pendingMinor: 0n, impactMinor: 0n, count: 0n }
      while (next.done !== true && next.value.invoice_id === invoice.id) {
        addEffect(sums, next.value)
        next = effects.next()
      }
      compare(invoice, sums, watch)
      invoices += 1
      watch.step('balances', invoices, total)
    }
  } finally {
    effects.return?.()
  }
  return invoices
}

function addEffect(sums: Sums, row: EffectRow): void {
  if (row.is_deleted === 0n) sums.count += 1n
  if (row.is_refused === 1n) return
  if (row.is_create_contained !== 1n) sums.pendingMinor += row.impact_minor
  if (row.status === 'Canceled' && row.is_cancel_contained !== 1n) sums.pendingMinor -= row.impact_minor
  if (row.status === 'Processed' && row.is_deleted === 0n) sums.impactMinor += row.impact_minor
}

function compare(invoice: InvoiceRow, sums: Sums, watch: Watch): void {
  const place = (field: string) => `invoice ${invoice.number}, ${field}`
  const money = (minor: bigint) => moneyText(minor, invoice.currency)
  const figures: [string, bigint, bigint][] = [
    ['impacts beyond its balance', sums.pendingMinor, invoice.pending_minor],
    ['balance', invoice.balance_minor + sums.pendingMinor, invoice.current_balance_minor],
    ['adjusted', sums.impactMinor, invoice.adjustment_impact_minor],
  ]
  for (const [field, expected, found] of figures) {
    if (expected !== found) watch.fault('invoice_balance', place(field), money(expected), money(found))
  }
  watch.same('invoice_balance', place('number of adjustments'), sums.count, invoice.adjustment_count)
}

/** A currency that was tampered with has no digits to show. */
function moneyText(minor: bigint, currency: string): string {
  const isKnown = currencyDigits(currency) !== undefined
  return isKnown ? `${formatMinor(minor, currency)} ${currency}` : `${minor} minor units of ${currency}`
}
