import { isEditable } from './gridCell'
import type { GridContext } from './gridContext'
import { ranged } from './gridSelection'
import type { GridPlace } from './gridTypes'
import type { GridEditing } from './useGridEditing'

/** Pressing, clicking and double-clicking: one listener each for the whole grid. */
export function useGridPointer<Row>(context: GridContext<Row>, editing: GridEditing<Row>) {
  const { cursor, content, selected, selectable, focus, emit } = context
  const { active, anchor, touched } = cursor

  function placeOf(event: Event): (GridPlace & { gutter: boolean }) | undefined {
    if (!(event.target instanceof Element)) return undefined
    const row = event.target.closest<HTMLElement>('[data-row]')?.dataset['row']
    if (row === undefined) return undefined
    const column = event.target.closest<HTMLElement>('[data-column]')?.dataset['column']
    return {
      row: parseInt(row, 10),
      column: column === undefined ? active.value.column : parseInt(column, 10),
      gutter: event.target.closest('[data-gutter]') !== null,
    }
  }

  /** What stands in a cell and does something by itself keeps its own clicks. */
  function isControl(event: Event): boolean {
    return (
      event.target instanceof Element &&
      event.target.closest('a, button, input, select, [role="option"]') !== null
    )
  }

  function onPress(event: MouseEvent): void {
    if (event.button !== 0 || isControl(event)) return
    const place = placeOf(event)
    if (!place) return
    const from = anchor.value
    const extending = event.shiftKey && selectable.value && place.row >= 0
    // Else the browser would mark the text between.
    if (extending) event.preventDefault()
    focus()
    touched.value = true
    active.value = { row: place.row, column: place.column }
    if (place.row < 0) return
    if (extending) {
      selected.value = ranged(from, place.row, content.keyAt)
    } else if (selectable.value && (place.gutter || event.ctrlKey || event.metaKey)) {
      editing.toggleRow(place.row)
    } else {
      anchor.value = place.row
    }
  }

  function onClick(event: MouseEvent): void {
    const place = placeOf(event)
    if (!place || place.row < 0 || place.gutter || isControl(event)) return
    const row = content.rowAt(place.row)
    const column = content.columnAt(place.column)
    if (row === undefined || !column) return
    if (column.type === 'check' && isEditable(column, row)) editing.toggleCheck(row, column)
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey
    const hasMarkedText = window.getSelection()?.isCollapsed === false
    if (context.openable() && isPlain && !hasMarkedText) emit('open', row)
  }

  function onDoubleClick(event: MouseEvent): void {
    const place = placeOf(event)
    if (place && !place.gutter && !isControl(event)) editing.startEditing(place)
  }

  return { onPress, onClick, onDoubleClick }
}
