import type { SourceRow } from '@contract/invoice'
import { sourceKeyOf } from '../../store/draftLine'

/**
 * The lines that a bulk action is about: the selected ones, or all. With tax, the tax lines of the chosen
 * items come along; without it, no tax line does, unless nothing but tax lines was selected.
 */
export function bulkSources(
  rows: readonly SourceRow[],
  selected: ReadonlySet<string> | undefined,
  withTax: boolean,
): readonly SourceRow[] {
  if (!selected) return withTax ? rows : rows.filter(isItem)
  const chosen = rows.filter((row) => selected.has(sourceKeyOf(row)))
  const items = new Set(chosen.filter(isItem).map((row) => row.itemId))
  if (withTax)
    return rows.filter((row) => items.has(row.itemId) || (!isItem(row) && selected.has(sourceKeyOf(row))))
  return items.size === 0 ? chosen : chosen.filter(isItem)
}

function isItem(row: SourceRow): boolean {
  return row.sourceType === 'InvoiceDetail'
}
