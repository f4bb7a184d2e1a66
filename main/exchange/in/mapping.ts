import type { ColumnMapping, FactKind } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import { detectDateFormat } from './cell/date'
import type { DateFormat } from './cell/date'
import { detectNumberFormat } from './cell/numberFormat'
import type { NumberFormat } from './cell/number'
import { kindOf } from './kind'
import type { Field, Kind } from './kind/kind'
import { suggestColumns } from './recognise'
import { refuse } from './refusal'
import type { Table } from './table'

/** A column that every table has: its cells hold the number or id of the invoice that the file is named after. */
export const fileNameColumn = '(file name)'

/** The mapping that the names of a table suggest. */
export function suggestMapping(
  table: Table,
  kind: FactKind,
  encoding: ColumnMapping['encoding'],
): ColumnMapping {
  const suggested = suggestColumns(kindOf(kind), table.columns)
  const fields = new Set(suggested.values())
  const invoiceField = invoiceFieldOfName(table.file)
  const needsInvoice = kind === 'item' || kind === 'taxLine'
  if (needsInvoice && table.format === 'json' && !fields.has('invoiceId') && !fields.has('invoiceNumber')) {
    if (invoiceField !== undefined) suggested.set(fileNameColumn, invoiceField)
  }
  return { kind, columns: Object.fromEntries(suggested), numberFormat: 'auto', dateFormat: 'auto', encoding }
}

const numberInName = /[A-Z]{2,4}-?\d{4,}/
const idInName = /[0-9a-f]{32}/

/** What a name such as `INV00000030 items.json` says about the invoice; empty if nothing. */
export function invoiceOfName(file: string): string {
  return idInName.exec(file)?.[0] ?? numberInName.exec(file)?.[0] ?? ''
}

function invoiceFieldOfName(file: string): string | undefined {
  if (idInName.test(file)) return 'invoiceId'
  return numberInName.test(file) ? 'invoiceNumber' : undefined
}

/** Faults of a mapping: header-level rejections; no row is read with one. */
export function checkMapping(table: Table, mapping: ColumnMapping): Rejection[] {
  const kind = kindOf(mapping.kind)
  const rejections: Rejection[] = []
  const columnOf = new Map<string, string>()
  for (const [column, field] of Object.entries(mapping.columns)) {
    const place = { file: table.file, line: 1, header: column, field }
    const known = column === fileNameColumn || table.columns.includes(column)
    if (!known) rejections.push(refuse('column_missing', place, column, 'no such column'))
    else if (!kind.fields.some(({ name }) => name === field)) {
      rejections.push(refuse('column_missing', place, 'a field of this kind', field))
    }
    const other = columnOf.get(field)
    if (other !== undefined) rejections.push(refuse('column_mapped_twice', place, 'one column', other))
    columnOf.set(field, column)
  }
  for (const group of requiredGroups(kind, table)) {
    if (group.some((field) => columnOf.has(field))) continue
    const place = { file: table.file, line: 1, field: group[0] ?? '' }
    rejections.push(
      refuse(
        'column_missing',
        place,
        group.map((field) => apiName(kind, field)).join(' or '),
        'no column for it',
      ),
    )
  }
  return rejections
}

function requiredGroups(kind: Kind, table: Table): string[][] {
  const groups = kind.fields.filter((field) => field.required).map((field) => [field.name])
  // An item of an answer may be known to the ledger, with its invoice; whether it is shows later.
  const ownGroups = table.format === 'json' && kind.kind === 'item' ? [] : kind.oneOf
  return [...groups, ...ownGroups.map((group) => [...group])]
}

function apiName(kind: Kind, field: string): string {
  return kind.fields.find(({ name }) => name === field)?.names[0] ?? field
}

export interface Formats {
  readonly number: NumberFormat
  readonly date: DateFormat
}

/** As declared; else as the first rows show. JSON has its own way of writing numbers, a decimal point. */
export function formatsOf(table: Table, mapping: ColumnMapping): Formats {
  const fields = kindOf(mapping.kind).fields
  const declared = { number: mapping.numberFormat, date: mapping.dateFormat }
  const number =
    declared.number !== 'auto'
      ? declared.number
      : table.format === 'json'
        ? 'point'
        : detectNumberFormat(cells(['money', 'decimal']))
  const date =
    declared.date !== 'auto'
      ? ({ iso: 'ISO', dmy: 'DMY', mdy: 'MDY' } as const)[declared.date]
      : detectDateFormat(cells(['date', 'moment']))
  return { number, date }

  function* cells(types: readonly Field['type'][]): Generator<string> {
    const indexes: number[] = []
    table.columns.forEach((column, index) => {
      const field = fields.find(({ name }) => name === mapping.columns[column])
      if (field !== undefined && types.includes(field.type)) indexes.push(index)
    })
    for (const row of table.sample) for (const index of indexes) yield row[index] ?? ''
  }
}
