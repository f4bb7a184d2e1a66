import { valueOf } from './gridCell'
import { blockFromText, isBlock, textFromBlock } from './gridClipboard'
import type { GridContext } from './gridContext'
import { pastedCells } from './gridEdit'

/** Blocks of cells to and from a spreadsheet. */
export function useGridClipboard<Row>(context: GridContext<Row>) {
  const { scroller, cursor, content, extent, selected, editable, focus, emit } = context

  function onCopy(event: ClipboardEvent): void {
    if (event.target !== scroller.value || !event.clipboardData) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', textFromBlock(copiedCells()))
  }

  /** The selected rows with all their columns, else the active cell. */
  function copiedCells(): string[][] {
    if (selected.value.size === 0) {
      const row = content.rowAt(cursor.active.value.row)
      const column = content.columnAt(cursor.active.value.column)
      return row === undefined || !column ? [] : [[valueOf(column, row)]]
    }
    const block: string[][] = []
    for (let index = 0; index < content.count(); index += 1) {
      const row = content.rowAt(index)
      if (row !== undefined && selected.value.has(content.keyAt(index) ?? '')) block.push(valuesOf(row))
    }
    return block
  }

  function valuesOf(row: Row): string[] {
    return Array.from({ length: extent.value.columns }, (_, position) => {
      const column = content.columnAt(position)
      return column ? valueOf(column, row) : ''
    })
  }

  function onPaste(event: ClipboardEvent): void {
    const cells = blockFromText(event.clipboardData?.getData('text/plain') ?? '')
    // One cell pasted into an open field is just text; a block is meant for the grid.
    const open = cursor.editing.value
    if (event.target !== scroller.value && !(open && isBlock(cells))) return
    const start = open ?? cursor.active.value
    const column = content.columnAt(start.column)
    if (cells.length === 0 || !column || !editable.value) return
    event.preventDefault()
    cursor.editing.value = undefined
    focus()
    const { edits, skipped } = pastedCells(content, start, cells, selected.value)
    emit('paste', { startRow: start.row, startColumn: column.key, cells, edits, skipped })
  }

  return { onCopy, onPaste }
}
