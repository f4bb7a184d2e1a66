import { showAmount, type NumberStyle } from '../../composable/amountText'
import { showDate, type DateStyle } from '../../composable/dateText'
import type { CellTone, CellVerdict, GridColumn } from './gridTypes'

/** Everything that a cell shows, worked out once per row and not per repaint. */
export interface ShownCell {
  value: string
  text: string
  negative: boolean
  editable: boolean
  greyed: string | undefined
  verdict: CellVerdict | undefined
  tone: CellTone
}

export interface CellStyle {
  number: NumberStyle
  date: DateStyle
}

export function valueOf<Row>(column: GridColumn<Row>, row: Row): string {
  if (column.value) return column.value(row)
  const value = (row as Readonly<Record<string, string | number | boolean | null | undefined>>)[column.key]
  return value === undefined || value === null ? '' : String(value)
}

export function isEditable<Row>(column: GridColumn<Row>, row: Row): boolean {
  if (column.greyed?.(row) !== undefined) return false
  return typeof column.editable === 'function' ? column.editable(row) : column.editable === true
}

export function shownCell<Row>(column: GridColumn<Row>, row: Row, style: CellStyle): ShownCell {
  const value = valueOf(column, row)
  const greyed = column.greyed?.(row)
  const shown = textOf(column, row, value, style)
  return {
    value,
    ...shown,
    editable: isEditable(column, row),
    greyed,
    verdict: column.verdict?.(row),
    tone: column.tone?.(row),
  }
}

function textOf<Row>(column: GridColumn<Row>, row: Row, value: string, style: CellStyle) {
  if (column.label) return { text: column.label(row), negative: false }
  if (column.type === 'amount') {
    // An empty cell waits to be typed into: a dash there would read as a zero.
    if (value === '') return { text: column.greyed?.(row) === undefined ? '' : '–', negative: false }
    const { text, negative } = showAmount(value, style.number)
    return { text, negative }
  }
  if (column.type === 'date') return { text: showDate(value, style.date), negative: false }
  return { text: value, negative: false }
}

export function alignedEnd<Row>(column: GridColumn<Row>): boolean {
  return (column.align ?? (column.type === 'amount' ? 'end' : 'start')) === 'end'
}

export function isInked<Row>(column: GridColumn<Row>): boolean {
  return column.inked ?? (column.editable !== undefined && column.editable !== false)
}

export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row < 0 ? 'head' : String(row)}-${String(column)}`
}
