import type { Line } from '@contract/line'
import type { Ledger } from '../../ledger/database'
import { loadInvoiceFacts } from '../../ledger/invoiceFactTable'
import { updateLine } from '../../ledger/lineTable'

/**
 * Lines of a draft that name their invoice by number only, because it was not known when they were typed,
 * take its id along as soon as there is one: a revision names every invoice by its id.
 */
export function withInvoiceIds(ledger: Ledger, lines: readonly Line[]): Line[] {
  const isOpen = (line: Line) =>
    line.action === 'create' && line.invoiceId === '' && line.invoiceNumber !== ''
  const numbers = new Set(lines.filter(isOpen).map(({ invoiceNumber }) => invoiceNumber))
  if (numbers.size === 0) return [...lines]
  const { invoices } = loadInvoiceFacts(ledger, { ids: [], numbers })
  const idByNumber = new Map([...invoices.values()].map(({ id, number }) => [number, id]))
  return lines.map((line) => {
    const invoiceId = isOpen(line) ? idByNumber.get(line.invoiceNumber) : undefined
    if (invoiceId === undefined) return line
    const named = { ...line, invoiceId }
    updateLine(ledger, named)
    return named
  })
}
