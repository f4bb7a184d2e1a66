import type { DraftChange, LineFields, LineView } from '@contract/batch'
import type { SourceRow } from '@contract/invoice'
import type { AdjustmentType } from '@contract/line'

// From cells of the grid to changes of the draft: one row is one change, however many of its cells were hit.

export interface TypedCell {
  row: SourceRow
  column: string
  text: string
}

export interface RefusedCell {
  rowKey: string
  column: string
  text: string
  reason: 'both' | 'needsAmount'
}

export interface EditContext {
  invoiceId: string
  keyOf: (row: SourceRow) => string
  /** The line that the row's cells stand for, if it has one. */
  lineOf: (row: SourceRow) => LineView | undefined
  /** What a new line starts with. */
  defaults: LineFields
  /** Typed text → canonical amount as this person writes them; what cannot be read is kept as it is. */
  read: (text: string) => { amount: string } | { refusal: string }
}

export const textColumns = ['reasonCode', 'referenceId', 'comment', 'date'] as const
export type TextColumn = (typeof textColumns)[number]

/** What the contract takes of an amount as typed, in characters. */
const longestAmount = 64

const typeOfColumn: Record<string, AdjustmentType> = { credit: 'Credit', charge: 'Charge' }

export function changesOf(
  cells: readonly TypedCell[],
  context: EditContext,
): { changes: DraftChange[]; refused: RefusedCell[] } {
  const byRow = new Map<string, TypedCell[]>()
  for (const cell of cells)
    byRow.set(context.keyOf(cell.row), [...(byRow.get(context.keyOf(cell.row)) ?? []), cell])
  const changes: DraftChange[] = []
  const refused: RefusedCell[] = []
  for (const ofRow of byRow.values()) {
    const result = changeOfRow(ofRow, context)
    if (result.change) changes.push(result.change)
    refused.push(...result.refused)
  }
  return { changes, refused }
}

function changeOfRow(
  cells: readonly TypedCell[],
  context: EditContext,
): { change?: DraftChange; refused: RefusedCell[] } {
  const [first] = cells
  if (!first) return { refused: [] }
  const { row } = first
  const line = context.lineOf(row)
  const texts = cells.filter(isText)
  const amounts = cells.filter((cell) => cell.column in typeOfColumn)
  const filled = amounts.filter((cell) => cell.text.trim() !== '')
  const refuse = (cell: TypedCell, reason: RefusedCell['reason']): RefusedCell => ({
    rowKey: context.keyOf(row),
    column: cell.column,
    text: cell.text,
    reason,
  })
  if (filled.length > 1) return { refused: filled.map((cell) => refuse(cell, 'both')) }
  const [amountCell] = filled
  if (amountCell) {
    const type = typeOfColumn[amountCell.column] ?? 'Credit'
    const read = context.read(amountCell.text)
    // What is no amount is saved too, as a line that is refused: nothing that was typed is lost.
    const amount =
      'amount' in read ? unsigned(read.amount, type) : amountCell.text.trim().slice(0, longestAmount)
    const fields = { ...(line ? {} : context.defaults), ...fieldsOf(texts) }
    return { change: adjust(context.invoiceId, row, type, amount, fields), refused: [] }
  }
  const emptied = line && amounts.some((cell) => typeOfColumn[cell.column] === line.line.type)
  if (emptied && line.line.type !== '')
    return { change: adjust(context.invoiceId, row, line.line.type, '', {}), refused: [] }
  if (texts.length === 0) return { refused: [] }
  if (line) return { change: { op: 'put', lineId: line.line.lineId, fields: fieldsOf(texts) }, refused: [] }
  return {
    refused: texts.filter((cell) => cell.text.trim() !== '').map((cell) => refuse(cell, 'needsAmount')),
  }
}

function isText(cell: TypedCell): cell is TypedCell & { column: TextColumn } {
  return textColumns.some((column) => column === cell.column)
}

function fieldsOf(cells: readonly (TypedCell & { column: TextColumn })[]): LineFields {
  return Object.fromEntries(cells.map((cell) => [cell.column, cell.text.trim()]))
}

/** Spreadsheets write credits as negative figures: in the Credit column `(97.50)` is a credit of 97.50. */
function unsigned(amount: string, type: AdjustmentType): string {
  return type === 'Credit' ? amount.replace(/^-/, '') : amount
}

function adjust(
  invoiceId: string,
  { sourceType, sourceId }: SourceRow,
  type: AdjustmentType,
  amount: string,
  fields: LineFields,
): DraftChange {
  return { op: 'adjustSource', invoiceId, sourceType, sourceId, type, amount, fields }
}
