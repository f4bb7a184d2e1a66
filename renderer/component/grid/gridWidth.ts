import type { GridColumn } from './gridTypes'

export const rowHeight = 28
export const gutterWidth = 36

const usualWidth = { text: 140, amount: 104, date: 108, chip: 104, check: 56, custom: 120 }

/** Least width in px of a column, after what the person has set. */
export function widthOf<Row>(column: GridColumn<Row>, widths: Readonly<Record<string, number>>): number {
  return widths[column.key] ?? column.width ?? usualWidth[column.type ?? 'text']
}

/** The tracks of a row. A column that a person has resized keeps exactly that width. */
export function tracksOf<Row>(
  columns: readonly GridColumn<Row>[],
  widths: Readonly<Record<string, number>>,
  gutter: boolean,
): string {
  const grows = columns.some((column) => column.grow !== undefined && widths[column.key] === undefined)
  const tracks = columns.map((column, index) => {
    const width = widthOf(column, widths)
    const share = widths[column.key] === undefined ? column.grow : undefined
    if (share !== undefined) return `minmax(${String(width)}px, ${String(share)}fr)`
    return !grows && index === columns.length - 1 ? `minmax(${String(width)}px, 1fr)` : `${String(width)}px`
  })
  return [...(gutter ? [`${String(gutterWidth)}px`] : []), ...tracks].join(' ')
}

/** The width that all columns need together, in px: below it the grid scrolls sideways. */
export function leastWidth<Row>(
  columns: readonly GridColumn<Row>[],
  widths: Readonly<Record<string, number>>,
  gutter: boolean,
): number {
  return columns.reduce((sum, column) => sum + widthOf(column, widths), gutter ? gutterWidth : 0)
}
