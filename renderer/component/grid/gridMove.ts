import type { GridPlace } from './gridTypes'

export interface GridExtent {
  rows: number
  columns: number
  /** Whole rows in sight, for PageUp and PageDown. */
  page: number
  /** The header can be reached, to sort by keyboard. */
  header: boolean
}

export interface KeyPress {
  key: string
  control: boolean
  shift: boolean
}

/** Where the active cell goes when a key is pressed; undefined: the key does not move it. */
export function movedBy(press: KeyPress, from: GridPlace, extent: GridExtent): GridPlace | undefined {
  const target = targetOf(press, from, extent)
  return target && within(target, extent)
}

function targetOf({ key, control }: KeyPress, { row, column }: GridPlace, extent: GridExtent) {
  const lastRow = extent.rows - 1
  const lastColumn = extent.columns - 1
  switch (key) {
    case 'ArrowDown':
      return { row: control ? lastRow : row + 1, column }
    case 'ArrowUp':
      return { row: control ? Math.min(row, 0) : row - 1, column }
    case 'ArrowRight':
      return { row, column: control ? lastColumn : column + 1 }
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 }
    case 'Home':
      return { row: control ? 0 : row, column: 0 }
    case 'End':
      return { row: control ? lastRow : row, column: lastColumn }
    case 'PageDown':
      return { row: row + extent.page, column }
    case 'PageUp':
      return { row: Math.max(0, row - extent.page), column }
    default:
      return undefined
  }
}

export function within({ row, column }: GridPlace, extent: GridExtent): GridPlace {
  const first = extent.header || extent.rows === 0 ? -1 : 0
  return {
    row: Math.max(first, Math.min(row, extent.rows - 1)),
    column: Math.max(0, Math.min(column, extent.columns - 1)),
  }
}

/** Tab goes right and leaves the grid after the last cell of a row (and Shift+Tab before the first). */
export function tabbed(from: GridPlace, backwards: boolean, columns: number): GridPlace | undefined {
  const column = from.column + (backwards ? -1 : 1)
  return column < 0 || column >= columns ? undefined : { row: from.row, column }
}
