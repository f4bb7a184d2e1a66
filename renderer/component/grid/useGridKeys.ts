import { cellId, isEditable } from './gridCell'
import type { GridContext } from './gridContext'
import { clearedCells, filledCells } from './gridEdit'
import { movedBy, tabbed, within } from './gridMove'
import { allOf, ranged } from './gridSelection'
import type { CellEdit, GridEdits, GridPlace } from './gridTypes'
import type { GridEditing } from './useGridEditing'

/** By how much Alt and an arrow change the width of a column, in px. */
const resizeStep = 16

/** The keys of the grid while no field is open in it. */
export function useGridKeys<Row>(context: GridContext<Row>, editing: GridEditing<Row>) {
  const { gridId, scroller, cursor, content, extent, selected, selectable, editable, activate, emit } =
    context
  const { active, anchor, touched } = cursor

  function onKey(event: KeyboardEvent): void {
    if (event.target !== scroller.value || event.isComposing) return
    touched.value = true
    if (isHandled(event)) event.preventDefault()
  }

  function isHandled(event: KeyboardEvent): boolean {
    const control = event.ctrlKey || event.metaKey
    const { key, shiftKey: shift, altKey: alt } = event
    if (alt) return altKey(key)
    const place = movedBy({ key, control, shift }, active.value, extent.value)
    if (place) {
      moveTo(place, shift && (key === 'ArrowUp' || key === 'ArrowDown' || key.startsWith('Page')))
      return true
    }
    return control ? controlKey(key.toLowerCase(), shift) : plainKey(key, shift)
  }

  function moveTo(place: GridPlace, extending: boolean): void {
    if (extending && selectable.value && place.row >= 0) {
      selected.value = ranged(anchor.value, place.row, content.keyAt)
    } else {
      anchor.value = Math.max(0, place.row)
    }
    activate(place)
  }

  function altKey(key: string): boolean {
    const column = content.columnAt(active.value.column)
    const row = content.rowAt(active.value.row)
    if (!column) return false
    if (key === 'Enter' && row !== undefined) {
      const action = column.verdict?.(row)?.action
      action?.run()
      return action !== undefined
    }
    if (key === 'ArrowDown' && row !== undefined && column.options) return editing.startEditing(active.value)
    if (active.value.row < 0 && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      const width = document.getElementById(cellId(gridId, -1, active.value.column))?.offsetWidth ?? 0
      context.resize(column.key, width + (key === 'ArrowRight' ? resizeStep : -resizeStep))
      return true
    }
    return false
  }

  function controlKey(key: string, shift: boolean): boolean {
    switch (key) {
      case 'a':
        if (selectable.value) selected.value = allOf(content.count(), content.keyAt)
        return selectable.value
      case 'd':
        return send('fill', filledCells(content, active.value, selected.value))
      case 'z':
        if (editable.value && shift) emit('redo')
        else if (editable.value) emit('undo')
        return editable.value
      case 'y':
        if (editable.value) emit('redo')
        return editable.value
      default:
        return false
    }
  }

  function plainKey(key: string, shift: boolean): boolean {
    switch (key) {
      case 'Tab':
        return tab(shift)
      case 'Enter':
        return enter(shift)
      case 'F2':
      case 'F4':
        return editing.startEditing(active.value)
      case 'Delete':
      case 'Backspace':
        return send('clear', clearedCells(content, active.value, selected.value))
      case ' ':
        return space()
      case 'Escape':
        if (selected.value.size === 0) return false
        selected.value = new Set()
        return true
      default:
        return key.length === 1 && editing.startEditing(active.value, key)
    }
  }

  /** Right, cell by cell, where cells can be typed into; a list is one stop. */
  function tab(backwards: boolean): boolean {
    const place = editable.value ? tabbed(active.value, backwards, extent.value.columns) : undefined
    if (place) activate(place)
    return place !== undefined
  }

  function enter(shift: boolean): boolean {
    const { row: index, column } = active.value
    if (index < 0) {
      const header = content.columnAt(column)
      if (header?.sortable) context.toggleSort(header.key)
      return true
    }
    const row = content.rowAt(index)
    if (context.openable() && row !== undefined && !shift) {
      emit('open', row)
      return true
    }
    moveTo(within({ row: index + (shift ? -1 : 1), column }, { ...extent.value, header: false }), false)
    return true
  }

  function space(): boolean {
    const { row: index, column: position } = active.value
    const row = content.rowAt(index)
    const column = content.columnAt(position)
    if (row === undefined || !column) return true
    if (column.type === 'check' && isEditable(column, row)) editing.toggleCheck(row, column)
    else if (selectable.value) editing.toggleRow(index)
    return true
  }

  function send(kind: GridEdits['kind'], edits: CellEdit[]): boolean {
    const [only] = edits
    if (edits.length === 1 && only) emit('edit', only)
    else if (edits.length > 1) emit('edits', { kind, edits })
    return editable.value
  }

  return { onKey }
}
