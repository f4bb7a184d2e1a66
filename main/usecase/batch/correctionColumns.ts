import type { PastedRow } from './pastedTable'

const correctionFields = [
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
export type CorrectionColumns = ReadonlyMap<CorrectionField, number>

const fieldByHeading: ReadonlyMap<string, CorrectionField> = new Map([
  ['invoice', 'invoice'],
  ['invoicenumber', 'invoice'],
  ['invoiceid', 'invoice'],
  ['item', 'item'],
  ['itemid', 'item'],
  ['invoiceitem', 'item'],
  ['invoiceitemname', 'item'],
  ['chargename', 'item'],
  ['sourceid', 'item'],
  ['type', 'type'],
  ['adjustmenttype', 'type'],
  ['amount', 'amount'],
  ['reason', 'reason'],
  ['reasoncode', 'reason'],
  ['comment', 'comment'],
  ['comments', 'comment'],
  ['reference', 'reference'],
  ['referenceid', 'reference'],
  ['date', 'date'],
  ['adjustmentdate', 'date'],
])

/** Columns by the first row if it is a heading, else in the order in which people write corrections. */
export function readColumns(rows: readonly PastedRow[]): {
  columns: CorrectionColumns
  rows: readonly PastedRow[]
} {
  const [first] = rows
  const headings = (first?.cells ?? []).map((cell) =>
    fieldByHeading.get(cell.toLowerCase().replace(/[^a-z]/g, '')),
  )
  const isHeading = headings.includes('invoice') && headings.includes('amount')
  if (!isHeading) return { columns: new Map(correctionFields.map((field, index) => [field, index])), rows }
  const columns = new Map<CorrectionField, number>()
  headings.forEach((field, index) => {
    if (field !== undefined && !columns.has(field)) columns.set(field, index)
  })
  return { columns, rows: rows.slice(1) }
}

export function cellOf(row: PastedRow, columns: CorrectionColumns, field: CorrectionField): string {
  const index = columns.get(field)
  return index === undefined ? '' : (row.cells[index] ?? '')
}
