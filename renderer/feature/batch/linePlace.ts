import type { LineView } from '@contract/batch'
import type { RouteLocationRaw } from 'vue-router'

/** Where a line is worked on: its invoice, with the line in sight. */
export function invoiceOfLine({ line }: LineView): RouteLocationRaw {
  return { path: `/invoices/${encodeURIComponent(line.invoiceId)}`, query: { line: line.lineId } }
}
