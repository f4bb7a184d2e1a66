import type { FactContent } from '../engine/batch/content'
import type { Ledger } from './database'

const selectAsOf: Partial<Record<FactContent['kind'], string>> = {
  invoice: 'select as_of as asOf from invoice where id = ?',
  adjustment: 'select recorded_at as asOf from adjustment where id = ?',
  accountingCode: 'select as_of as asOf from accounting_code where name = ?',
  reason: 'select as_of as asOf from reason_code where name = ?',
}
const selectOfItem = 'select as_of as asOf from item where id = ?'
const selectOfTaxLine = 'select as_of as asOf from tax_line where id = ?'

/**
 * Since when a fact is known (UTC): the moment at which the file that brought it was true, of an adjustment when it was
 * recorded here. Empty for what is this ledger's own, as periods and settings are.
 */
export function readAsOf(ledger: Ledger, { kind, id }: Pick<FactContent, 'kind' | 'id'>): string {
  if (kind === 'source') {
    const place = id.indexOf(':')
    const select = id.slice(0, place) === 'Tax' ? selectOfTaxLine : selectOfItem
    return asOf(ledger, select, id.slice(place + 1))
  }
  const select = selectAsOf[kind]
  return select === undefined ? '' : asOf(ledger, select, id)
}

function asOf(ledger: Ledger, select: string, id: string): string {
  return ledger.sql<{ asOf: string }>(select).get(id)?.asOf ?? ''
}
