import type { DraftChange, LineFields, LineView } from '@contract/batch'
import { AdjustmentType } from '@contract/line'
import type { CellEdit } from '../../component/grid/gridTypes'

// From cells of the grid of lines to changes of the draft: one change a line, however many of its cells were hit.

export const editedColumns = [
  'invoiceNumber',
  'sourceId',
  'type',
  'amount',
  'date',
  'reasonCode',
  'referenceId',
  'comment',
  'accountingCode',
] as const
export type EditedColumn = (typeof editedColumns)[number]

/** What the contract takes of an amount as typed, in characters. */
const longestAmount = 64

export interface LineEditContext {
  lineOf: (lineId: string) => LineView | undefined
  /** Typed text → canonical amount as this person writes them, or why it cannot be read. */
  read: (text: string, currency: string) => { amount: string } | { refusal: string }
}

export interface LineEdits {
  changes: DraftChange[]
  /** Cells whose text no line could hold: a type that is none. */
  refused: CellEdit[]
}

/** An amount that is emptied takes its line out, as it does on the invoice. */
export function changesOfLines(edits: readonly CellEdit[], context: LineEditContext): LineEdits {
  const byLine = new Map<string, CellEdit[]>()
  for (const edit of edits) byLine.set(edit.rowKey, [...(byLine.get(edit.rowKey) ?? []), edit])
  const changes: DraftChange[] = []
  const refused: CellEdit[] = []
  for (const [lineId, ofLine] of byLine) {
    const view = context.lineOf(lineId)
    if (!view) continue
    if (ofLine.some(({ column, text }) => column === 'amount' && text.trim() === '')) {
      changes.push({ op: 'remove', lineId })
      continue
    }
    const fields: LineFields = {}
    for (const edit of ofLine) if (!take(edit, view, fields, context)) refused.push(edit)
    if (Object.keys(fields).length > 0) changes.push({ op: 'put', lineId, fields })
  }
  return { changes, refused }
}

function take(
  { column, text }: CellEdit,
  view: LineView,
  fields: LineFields,
  context: LineEditContext,
): boolean {
  const typed = text.trim()
  if (column === 'type') {
    const type = AdjustmentType.safeParse(typed.slice(0, 1).toUpperCase() + typed.slice(1).toLowerCase()).data
    if (type === undefined) return false
    fields.type = type
    return true
  }
  if (column === 'amount') {
    const type = fields.type ?? view.line.type
    fields.amount = unsigned(amountOf(typed, view.currency, context), type)
    return true
  }
  const known = editedColumns.find((one) => one === column)
  if (known === undefined || known === 'type' || known === 'amount') return false
  fields[known] = typed
  return true
}

/** What cannot be read stays as typed: the rules say what is wrong with it. */
function amountOf(typed: string, currency: string, { read }: LineEditContext): string {
  const found = read(typed, currency)
  return 'amount' in found ? found.amount : typed.slice(0, longestAmount)
}

/** Spreadsheets write credits as negative figures: on a credit `(97.50)` is 97.50. */
function unsigned(amount: string, type: string): string {
  return type === 'Credit' ? amount.replace(/^-/, '') : amount
}
