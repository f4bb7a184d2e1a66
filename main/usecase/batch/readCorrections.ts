import type { DraftChange, LineFields } from '@contract/batch'
import { LineContent, type AdjustmentType } from '@contract/line'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { NumberFormat } from '../../engine/money/typedAmount'
import { loadInvoiceFacts, type LoadedInvoices } from '../../ledger/invoiceFactTable'
import { findSources, type FoundSource } from '../../ledger/sourceFactTable'
import type { Ledger } from '../../ledger/database'
import { cellOf, readColumns, type CorrectionColumns, type CorrectionField } from './correctionColumns'
import { readPastedTable, type PastedRow } from './pastedTable'
import { amountAsTyped } from './typedAmount'

interface ReadCorrections {
  readonly readRows: number
  readonly changes: readonly DraftChange[]
  /** Rows that no line can be made of, at `rows/ROW/COLUMN`. */
  readonly refusedRows: readonly Rejection[]
}

/**
 * A pasted list of corrections, one line per row. What a cell names and the ledger does not know stays as
 * typed, with the verdict of the rules; refused here is only what no line could hold or what could mean two
 * different items. A row without an item adjusts the invoice's header.
 */
export function readCorrections(ledger: Ledger, text: string, numberFormat: NumberFormat): ReadCorrections {
  const { columns, rows } = readColumns(readPastedTable(text))
  const named = (field: CorrectionField) =>
    new Set(rows.map((row) => cellOf(row, columns, field)).filter(Boolean))
  const invoiceNames = named('invoice')
  const loaded = loadInvoiceFacts(ledger, { ids: invoiceNames, numbers: invoiceNames })
  const sources = sourcesByName(findSources(ledger, loaded.invoices.keys(), named('item')))
  const invoiceByName = invoicesByName(loaded)
  const changes: DraftChange[] = []
  const refusedRows: Rejection[] = []
  for (const row of rows) {
    const read = readRow({ row, columns, numberFormat, invoiceByName, sources })
    if ('code' in read) refusedRows.push(read)
    else changes.push({ op: 'put', lineId: '', fields: read })
  }
  return { readRows: rows.length, changes, refusedRows }
}

type Invoice = LoadedInvoices['invoices'] extends Map<string, infer Fact> ? Fact : never

interface RowReading {
  readonly row: PastedRow
  readonly columns: CorrectionColumns
  readonly numberFormat: NumberFormat
  readonly invoiceByName: ReadonlyMap<string, Invoice>
  readonly sources: ReadonlyMap<string, readonly FoundSource[]>
}

function invoicesByName({ invoices }: LoadedInvoices): ReadonlyMap<string, Invoice> {
  const byName = new Map<string, Invoice>()
  for (const invoice of invoices.values()) byName.set(invoice.number, invoice)
  for (const invoice of invoices.values()) byName.set(invoice.id, invoice)
  return byName
}

/** By invoice and id, and by invoice and name; an id wins over a name. */
function sourcesByName(found: readonly FoundSource[]): ReadonlyMap<string, readonly FoundSource[]> {
  const byName = new Map<string, FoundSource[]>()
  for (const source of found) {
    const key = sourceName(source.invoiceId, source.name)
    byName.set(key, [...(byName.get(key) ?? []), source])
  }
  for (const source of found) byName.set(sourceName(source.invoiceId, source.id), [source])
  return byName
}

function sourceName(invoiceId: string, name: string): string {
  return `${invoiceId}\n${name.toLowerCase()}`
}

function readRow(reading: RowReading): LineFields | Rejection {
  const { row, columns, numberFormat, invoiceByName, sources } = reading
  const cell = (field: CorrectionField) => cellOf(row, columns, field)
  const invoiceName = cell('invoice')
  const invoice = invoiceByName.get(invoiceName)
  const found = invoice === undefined ? [] : (sources.get(sourceName(invoice.id, cell('item'))) ?? [])
  if (found.length > 1) {
    return refuse(reading, 'item', 'value_unknown', { because: 'ambiguous', found: found.length })
  }
  const type = typeOf(cell('type'), cell('amount'))
  if (type === undefined) return refuse(reading, 'type', 'value_unknown', { expected: 'Credit, Charge' })
  const item = cell('item')
  const optional = optionalFields(cell)
  const fields: LineFields = {
    action: 'create',
    kind: item === '' ? 'IA' : 'IIA',
    ...(invoice === undefined ? { invoiceNumber: invoiceName } : { invoiceId: invoice.id }),
    sourceType: item === '' ? '' : (found[0]?.type ?? 'InvoiceDetail'),
    sourceId: found[0]?.id ?? item,
    type,
    amount: amountAsTyped(cell('amount'), invoice?.currency, type, numberFormat),
    ...optional,
  }
  const fits = LineContent.partial().safeParse(fields)
  if (fits.success) return fields
  const [place = 'comment'] = fits.error.issues[0]?.path ?? []
  return refuse(reading, columnOf(String(place)), 'text_too_long', {})
}

function optionalFields(cell: (field: CorrectionField) => string): LineFields {
  return {
    ...(cell('reason') === '' ? {} : { reasonCode: cell('reason') }),
    ...(cell('comment') === '' ? {} : { comment: cell('comment') }),
    ...(cell('reference') === '' ? {} : { referenceId: cell('reference') }),
    ...(cell('date') === '' ? {} : { date: cell('date') }),
  }
}

const typeByText: ReadonlyMap<string, AdjustmentType> = new Map([
  ['credit', 'Credit'],
  ['cr', 'Credit'],
  ['c', 'Credit'],
  ['charge', 'Charge'],
  ['debit', 'Charge'],
  ['dr', 'Charge'],
  ['d', 'Charge'],
])

/** Without a type, a negative figure is a credit; any other is left for the person to say. */
function typeOf(text: string, amount: string): AdjustmentType | '' | undefined {
  if (text !== '') return typeByText.get(text.toLowerCase())
  return /^\(.*\)$|^[-\u2212]|[-\u2212]$/.test(amount.trim()) ? 'Credit' : ''
}

function columnOf(field: string): CorrectionField {
  const columns: Record<string, CorrectionField> = {
    invoiceNumber: 'invoice',
    invoiceId: 'invoice',
    sourceId: 'item',
    amount: 'amount',
    reasonCode: 'reason',
    referenceId: 'reference',
    date: 'date',
  }
  return columns[field] ?? 'comment'
}

function refuse(
  { row, columns }: RowReading,
  field: CorrectionField,
  code: Rejection['code'],
  params: Rejection['params'],
): Rejection {
  const column = (columns.get(field) ?? 0) + 1
  const value = cellOf(row, columns, field).slice(0, 100)
  return rejection(code, `rows/${row.row}/${column}`, { row: row.row, column, field, value, ...params })
}
