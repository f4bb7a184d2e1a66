import { z } from 'zod'
import { InvoiceFilter, InvoiceSort } from '@contract/invoice'

export const emptyFilter: InvoiceFilter = {
  text: '',
  accountId: '',
  status: '',
  currency: '',
  balance: 'any',
  dateFrom: '',
  dateTo: '',
}

/** What the list of invoices remembers between visits. */
export const InvoiceListChoice = z.object({
  filter: InvoiceFilter,
  sort: InvoiceSort,
  descending: z.boolean(),
})
export type InvoiceListChoice = z.infer<typeof InvoiceListChoice>

export const initialChoice: InvoiceListChoice = { filter: emptyFilter, sort: 'invoiceDate', descending: true }

/** The parts of a filter that narrow the list; `text` has its own field in sight and needs no chip. */
export function setParts(filter: InvoiceFilter): (keyof InvoiceFilter)[] {
  const keys = ['accountId', 'status', 'currency', 'balance', 'dateFrom', 'dateTo'] as const
  return keys.filter((key) => filter[key] !== emptyFilter[key])
}

export function isNarrowed(filter: InvoiceFilter): boolean {
  return filter.text.trim() !== '' || setParts(filter).length > 0
}

/** Currencies offered first are those of most ledgers; any other ISO code follows. */
export function currencyChoices(): string[] {
  const usual = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'KWD']
  const others = Intl.supportedValuesOf('currency').filter((code) => !usual.includes(code))
  return [...usual, ...others]
}
