import { isEditable, valueOf } from './gridCell'
import type { CellEdit, GridColumn, GridPlace } from './gridTypes'
import type { Selection } from './gridSelection'

// Which cells one gesture changes. Cells that cannot be typed into are never among them.

export interface GridContent<Row> {
  columnAt: (position: number) => GridColumn<Row> | undefined
  rowAt: (index: number) => Row | undefined
  keyAt: (index: number) => string | undefined
  count: () => number
}

function cellEdit<Row>(
  content: GridContent<Row>,
  row: number,
  position: number,
  text: string,
): CellEdit | undefined {
  const column = content.columnAt(position)
  const facts = content.rowAt(row)
  const rowKey = content.keyAt(row)
  if (!column || facts === undefined || rowKey === undefined || !isEditable(column, facts)) return undefined
  return { rowKey, column: column.key, text }
}

function selectedRows<Row>(content: GridContent<Row>, selected: Selection): number[] {
  const rows: number[] = []
  for (let index = 0; index < content.count() && rows.length < selected.size; index += 1) {
    if (selected.has(content.keyAt(index) ?? '')) rows.push(index)
  }
  return rows
}

/** Ctrl+D: the topmost selected row fills the others; without a selection, the row above fills the active cell. */
export function filledCells<Row>(
  content: GridContent<Row>,
  active: GridPlace,
  selected: Selection,
): CellEdit[] {
  const rows = selected.size > 1 ? selectedRows(content, selected) : [active.row - 1, active.row]
  const [first, ...others] = rows
  const column = content.columnAt(active.column)
  const source = first === undefined ? undefined : content.rowAt(first)
  if (!column || source === undefined) return []
  const text = valueOf(column, source)
  return others.flatMap((row) => cellEdit(content, row, active.column, text) ?? [])
}

/** Delete: the active column of the selected rows, or the active cell; cells that are empty stay out. */
export function clearedCells<Row>(
  content: GridContent<Row>,
  active: GridPlace,
  selected: Selection,
): CellEdit[] {
  const rows = selected.size > 0 ? selectedRows(content, selected) : [active.row]
  return rows.flatMap((index) => {
    const row = content.rowAt(index)
    const column = content.columnAt(active.column)
    if (row === undefined || !column || column.type === 'check' || valueOf(column, row) === '') return []
    return cellEdit(content, index, active.column, '') ?? []
  })
}

/**
 * A block lands with its first cell on the active one; a single value pasted on a selection fills it. An
 * empty cell of the block leaves its target alone: emptying is what Delete is for.
 */
export function pastedCells<Row>(
  content: GridContent<Row>,
  start: GridPlace,
  cells: readonly (readonly string[])[],
  selected: Selection,
): { edits: CellEdit[]; skipped: number } {
  const edits: CellEdit[] = []
  let skipped = 0
  const put = (row: number, position: number, text: string): void => {
    if (text.trim() === '') return
    const edit = cellEdit(content, row, position, text)
    if (edit) edits.push(edit)
    else skipped += 1
  }
  const single = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined
  if (single !== undefined && selected.size > 1) {
    for (const row of selectedRows(content, selected)) put(row, start.column, single)
  } else {
    cells.forEach((line, down) => {
      line.forEach((text, right) => {
        put(start.row + down, start.column + right, text)
      })
    })
  }
  return { edits, skipped }
}
