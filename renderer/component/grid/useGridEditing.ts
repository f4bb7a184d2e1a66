import { isEditable, valueOf } from './gridCell'
import type { GridContext } from './gridContext'
import { tabbed, within } from './gridMove'
import { toggled } from './gridSelection'
import type { AfterCommit, GridColumn, GridPlace } from './gridTypes'

export interface GridEditing<Row> {
  /** Opens the field of a cell; false where it cannot be typed into. */
  startEditing: (place: GridPlace, typed?: string) => boolean
  commit: (text: string, after: AfterCommit, key: KeyboardEvent | undefined) => void
  cancel: () => void
  toggleCheck: (row: Row, column: GridColumn<Row>) => void
  toggleRow: (index: number) => void
}

/** Changing single cells, and which rows are selected. */
export function useGridEditing<Row>(context: GridContext<Row>): GridEditing<Row> {
  const { cursor, content, extent, selected, focus, activate, emit } = context

  function startEditing(place: GridPlace, typed?: string): boolean {
    const row = content.rowAt(place.row)
    const column = content.columnAt(place.column)
    if (row === undefined || !column || column.type === 'check' || !isEditable(column, row)) return false
    const options = column.options?.(row)
    const value = valueOf(column, row)
    const initial = typed ?? options?.find((option) => option.value === value)?.label ?? value
    activate(place)
    cursor.editing.value = { ...place, initial, replacing: typed !== undefined }
    return true
  }

  function commit(text: string, after: AfterCommit, key: KeyboardEvent | undefined): void {
    const edited = cursor.editing.value
    if (!edited) return
    cursor.editing.value = undefined
    sendEdit(edited, text)
    // A commit without a key came from leaving the field: focus is where the person put it.
    if (key) focus()
    const place = placeAfter(edited, after)
    // Tab out of the last cell goes on as the browser's own.
    if (place && key?.key === 'Tab') key.preventDefault()
    if (place) activate(place)
  }

  function sendEdit(edited: GridPlace, text: string): void {
    const row = content.rowAt(edited.row)
    const rowKey = content.keyAt(edited.row)
    const column = content.columnAt(edited.column)
    if (row === undefined || rowKey === undefined || !column || text === valueOf(column, row)) return
    emit('edit', { rowKey, column: column.key, text })
  }

  function placeAfter({ row, column }: GridPlace, after: AfterCommit): GridPlace | undefined {
    if (after === 'stay') return undefined
    if (after === 'left' || after === 'right')
      return tabbed({ row, column }, after === 'left', extent.value.columns)
    return within({ row: row + (after === 'down' ? 1 : -1), column }, { ...extent.value, header: false })
  }

  function cancel(): void {
    cursor.editing.value = undefined
    focus()
  }

  function toggleCheck(row: Row, column: GridColumn<Row>): void {
    const rowKey = content.keyAt(cursor.active.value.row)
    if (rowKey === undefined) return
    emit('edit', { rowKey, column: column.key, text: valueOf(column, row) === 'true' ? 'false' : 'true' })
  }

  function toggleRow(index: number): void {
    const key = content.keyAt(index)
    if (key !== undefined) selected.value = toggled(selected.value, key)
    cursor.anchor.value = index
  }

  return { startEditing, commit, cancel, toggleCheck, toggleRow }
}
