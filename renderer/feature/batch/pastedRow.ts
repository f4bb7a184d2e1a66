import type { LineView, PasteAnswer } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import { blockFromText } from '../../component/grid/gridClipboard'

// What a pasted list of corrections looks like, for the preview. The ledger reads it by itself and decides.

export const correctionFields = [
  'invoice',
  'item',
  'type',
  'amount',
  'reason',
  'comment',
  'reference',
  'date',
] as const
export type CorrectionField = (typeof correctionFields)[number]

export interface PastedRow {
  /** As the ledger counts them: from 1, heading and empty rows included. */
  row: number
  cells: Partial<Record<CorrectionField, string>>
}

export interface PastedList {
  rows: PastedRow[]
  /** The columns in the order in which they stand. */
  fields: CorrectionField[]
  hasHeadings: boolean
}

const fieldByHeading: Readonly<Record<string, CorrectionField>> = {
  invoice: 'invoice',
  invoicenumber: 'invoice',
  invoiceid: 'invoice',
  item: 'item',
  itemid: 'item',
  invoiceitem: 'item',
  invoiceitemname: 'item',
  chargename: 'item',
  sourceid: 'item',
  type: 'type',
  adjustmenttype: 'type',
  amount: 'amount',
  reason: 'reason',
  reasoncode: 'reason',
  comment: 'comment',
  comments: 'comment',
  reference: 'reference',
  referenceid: 'reference',
  date: 'date',
  adjustmentdate: 'date',
}

export function readPastedList(text: string): PastedList {
  const table = tableOf(text)
    .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const headings = (table[0]?.cells ?? []).map(
    (cell) => fieldByHeading[cell.toLowerCase().replace(/[^a-z]/g, '')],
  )
  const hasHeadings = headings.includes('invoice') && headings.includes('amount')
  const columns: readonly (CorrectionField | undefined)[] = hasHeadings ? headings : correctionFields
  const width = Math.max(0, ...table.slice(0, 1000).map(({ cells }) => cells.length))
  return {
    rows: (hasHeadings ? table.slice(1) : table).map(({ row, cells }) => ({
      row,
      cells: named(cells, columns),
    })),
    fields: [...new Set(columns.slice(0, width).filter((field) => field !== undefined))],
    hasHeadings,
  }
}

function tableOf(text: string): string[][] {
  if (text.includes('\t')) return blockFromText(text)
  const separator = text.includes(';') ? ';' : ','
  return text.split(/\r\n|\r|\n/).map((line) => line.split(separator))
}

function named(
  cells: readonly string[],
  columns: readonly (CorrectionField | undefined)[],
): PastedRow['cells'] {
  const found: PastedRow['cells'] = {}
  columns.forEach((field, index) => {
    if (field !== undefined && found[field] === undefined) found[field] = cells[index] ?? ''
  })
  return found
}

/** A row of the list with its verdict: the line that it became, or why it became none. */
export interface ReadRow {
  key: string
  /** 0 where it cannot be told which row of the list became this line. */
  row: number
  cells: PastedRow['cells']
  line: LineView | undefined
  unread: Rejection | undefined
}

/**
 * Brings the ledger's answer and the rows of the list together: the new lines stand last, in the order of
 * the rows that were read. Where the counts do not meet, lines are listed without their row.
 */
export function readRowsOf(
  list: PastedList,
  answer: Pick<PasteAnswer, 'lines' | 'readRows' | 'refusedRows'>,
): ReadRow[] {
  const madeCount = answer.readRows - answer.refusedRows.length
  const byPosition = [...answer.lines].sort((one, other) => one.line.position - other.line.position)
  const made = madeCount > 0 ? byPosition.slice(-madeCount) : []
  const refusedByRow = new Map(answer.refusedRows.map((refusal) => [Number(refusal.params['row']), refusal]))
  const taken = list.rows.filter(({ row }) => !refusedByRow.has(row))
  const isMatched = taken.length === made.length
  const rows = made.map((line, index): ReadRow => {
    const from = isMatched ? taken[index] : undefined
    return { key: line.line.lineId, row: from?.row ?? 0, cells: from?.cells ?? {}, line, unread: undefined }
  })
  const cellsByRow = new Map(list.rows.map(({ row, cells }) => [row, cells]))
  for (const [row, unread] of refusedByRow) {
    rows.push({ key: `row ${String(row)}`, row, cells: cellsByRow.get(row) ?? {}, line: undefined, unread })
  }
  return rows.sort((one, other) => one.row - other.row)
}

export type RowState = 'accepted' | 'refused' | 'unread'

export function stateOf({ line, unread }: ReadRow): RowState {
  if (unread !== undefined) return 'unread'
  return line !== undefined && line.rejections.length > 0 ? 'refused' : 'accepted'
}
