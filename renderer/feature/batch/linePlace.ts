import type { LineView } from '@contract/batch'
import type { RouteLocationRaw } from 'vue-router'

/** The adjustment that a line cancels, deletes or reverses; undefined for one that stands by itself. */
export function originalIdOf({ line }: LineView): string | undefined {
  return (line.action === 'create' ? line.reversesId : line.adjustmentId) || undefined
}

/** Where a line is worked on: its invoice, with the line in sight. */
export function invoiceOfLine({ line }: LineView): RouteLocationRaw {
  return { path: `/invoices/${encodeURIComponent(line.invoiceId)}`, query: { line: line.lineId } }
}
