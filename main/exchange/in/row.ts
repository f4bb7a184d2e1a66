import type { ColumnMapping } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import { readDate } from './cell/date'
import { readMoment } from './cell/moment'
import { readNumber } from './cell/number'
import { isTextAllowed } from './cell/text'
import { kindOf } from './kind'
import { plainName } from './kind/kind'
import type { Field, Kind } from './kind/kind'
import { fileNameColumn, formatsOf, invoiceOfName } from './mapping'
import type { Formats } from './mapping'
import { customFieldName } from './recognise'
import { refuse } from './refusal'
import type { Place } from './refusal'
import type { Table } from './table'

/**
 * A row of a file as a fact of its kind: one value per field of the kind, in the kind's order, empty
 * where there is none. Money is still as written: it can be read once the currency is known (money.ts).
 */
export interface FactRow {
  readonly line: number
  readonly values: string[]
  /** Custom fields as a JSON object, names sorted, numbers with their exact text; `{}` if there are none. */
  readonly custom: string
}

export interface RowReader {
  readonly kind: Kind
  readonly formats: Formats
  /** Columns that go nowhere: listed for the person who maps, never lost in silence. */
  readonly unmapped: readonly string[]
  /** True if some column is a custom field. */
  readonly hasCustom: boolean
  /** `types` and `isPlain`: what the batch says of the row. */
  read(
    cells: readonly string[],
    line: number,
    types?: string,
    isPlain?: boolean,
  ): FactRow | { readonly rejections: Rejection[] }
  /** Where the cell of a field is, for rejections that are found later. */
  place(line: number, field: string): Place
  /** A cell as the file has it. */
  written(cells: readonly string[], field: string): string
}

interface Column {
  readonly field: Field
  readonly index: number
  readonly position: number
  readonly header: string
}

/** Compiles a mapping that checkMapping found no fault in. */
export function rowReader(table: Table, mapping: ColumnMapping): RowReader {
  const kind = kindOf(mapping.kind)
  const formats = formatsOf(table, mapping)
  const columns = columnsOf(table, mapping, kind)
  const byField = new Map(columns.map((column) => [column.field.name, column]))
  const custom = customColumns(table, mapping)
  const mapped = new Set([...Object.keys(mapping.columns), ...custom.map(({ column }) => column)])
  const empty = new Array<string>(kind.fields.length).fill('')
  const deleted = byField.get('deleted')
  const fromName = invoiceOfName(table.file)

  function place(line: number, field: string): Place {
    const column = byField.get(field)
    if (column === undefined) return { file: table.file, line, field }
    return { file: table.file, line, column: column.index + 1, header: column.header, field }
  }

  function read(
    cells: readonly string[],
    line: number,
    types?: string,
    isPlain = false,
  ): FactRow | { rejections: Rejection[] } {
    if (deleted !== undefined && readFlag(cells[deleted.index] ?? '') === 'true') {
      return {
        rejections: [refuse('row_marked_deleted', place(line, 'deleted'), 'a row that is there', 'deleted')],
      }
    }
    const values = empty.slice()
    let rejections: Rejection[] | undefined
    for (const { field, index, position } of columns) {
      const cell = index < 0 ? fromName : (cells[index] ?? '')
      const value = readCell(field, cell, formats, isPlain)
      if (typeof value === 'string') values[position] = value
      else (rejections ??= []).push(refuse(value.fault, place(line, field.name), value.expected, cell))
    }
    for (const { column, index, name } of custom) {
      if (isTextAllowed(cells[index] ?? '', true)) continue
      const at = { file: table.file, line, column: index + 1, header: column, field: name }
      ;(rejections ??= []).push(
        refuse('row_text_not_allowed', at, 'no control characters', cells[index] ?? ''),
      )
    }
    if (rejections !== undefined) return { rejections }
    return { line, values, custom: custom.length === 0 ? '{}' : customJson(custom, cells, types) }
  }

  return {
    kind,
    formats,
    hasCustom: custom.length > 0,
    unmapped: table.columns.filter((column) => !mapped.has(column)),
    read,
    place,
    written: (cells, field) => cells[byField.get(field)?.index ?? -1] ?? '',
  }
}

function columnsOf(table: Table, mapping: ColumnMapping, kind: Kind): Column[] {
  const columns: Column[] = []
  kind.fields.forEach((field, position) => {
    const entry = Object.entries(mapping.columns).find(([, name]) => name === field.name)
    if (entry === undefined) return
    const index = entry[0] === fileNameColumn ? -1 : table.columns.indexOf(entry[0])
    columns.push({ field, index, position, header: entry[0] })
  })
  return columns
}

type Fault = { readonly fault: Parameters<typeof refuse>[0]; readonly expected: string }

const missing: Fault = { fault: 'field_required', expected: 'a value' }

function readCell(field: Field, cell: string, formats: Formats, isPlain: boolean): string | Fault {
  if (field.type === 'text' || field.type === 'lines') {
    if (cell === '') return field.required ? missing : ''
    return readText(field, cell, isPlain)
  }
  const text = cell.trim()
  if (text === '') return field.required ? (field.name === 'id' ? keyMissing : missing) : ''
  switch (field.type) {
    case 'id':
      return readText(field, text, isPlain)
    case 'money':
      return text.length > field.limit ? { fault: 'row_number_too_long', expected: '22 digits' } : text
    case 'decimal': {
      const number = readNumber(text, formats.number)
      return typeof number === 'string'
        ? number
        : { fault: number.fault, expected: expectedNumber(number.fault) }
    }
    case 'date': {
      const date = readDate(text, formats.date)
      return typeof date === 'string' ? date : { fault: date.fault, expected: 'such as 2026-01-31' }
    }
    case 'moment':
      return readMoment(text) ?? momentFromDate(text, formats)
    case 'boolean':
      return readFlag(text) ?? { fault: 'row_boolean_malformed', expected: 'TRUE or FALSE' }
    case 'currency': {
      const code = text.toUpperCase()
      return /^[A-Z]{3}$/.test(code)
        ? code
        : { fault: 'row_currency_unknown', expected: 'a code such as USD' }
    }
    case 'choice': {
      const meaning = field.choices.get(text) ?? field.choices.get(plainName(text))
      return (
        meaning ?? {
          fault: 'row_value_not_in_list',
          expected: [...new Set(field.choices.values())].join(', '),
        }
      )
    }
  }
}

const keyMissing: Fault = { fault: 'row_key_missing', expected: 'an id' }

function readText(field: Field, text: string, isPlain: boolean): string | Fault {
  if (text.length > field.limit) return { fault: 'row_text_too_long', expected: `${field.limit}` }
  if (isPlain || isTextAllowed(text, field.type === 'lines')) return text
  return { fault: 'row_text_not_allowed', expected: 'no control characters' }
}

export function expectedNumber(
  fault: 'row_number_malformed' | 'row_number_ambiguous' | 'row_number_too_long',
): string {
  if (fault === 'row_number_ambiguous') return 'a number that can be read in one way, or a declared format'
  return fault === 'row_number_too_long' ? '13 digits and 9 decimals' : 'such as 1234.50'
}

/** Reports write moments as days of a declared or detected format. */
function momentFromDate(text: string, formats: Formats): string | Fault {
  const date = readDate(text, formats.date)
  if (typeof date === 'string') return `${date}T00:00:00.000Z`
  return { fault: 'row_moment_malformed', expected: 'such as 2026-01-31T18:04:00Z' }
}

const flags = new Map([
  ...['true', 'yes', 'y', '1', 't'].map((word) => [word, 'true'] as const),
  ...['false', 'no', 'n', '0', 'f'].map((word) => [word, 'false'] as const),
])

function readFlag(text: string): string | undefined {
  return flags.get(text.trim().toLowerCase())
}

interface CustomColumn {
  readonly column: string
  readonly index: number
  readonly name: string
}

function customColumns(table: Table, mapping: ColumnMapping): CustomColumn[] {
  const columns: CustomColumn[] = []
  table.columns.forEach((column, index) => {
    const name = customFieldName(column)
    if (name !== undefined && mapping.columns[column] === undefined) columns.push({ column, index, name })
  })
  return columns.sort((left, right) => (left.name < right.name ? -1 : 1))
}

function customJson(custom: readonly CustomColumn[], cells: readonly string[], types?: string): string {
  const members: string[] = []
  for (const { index, name } of custom) {
    const cell = cells[index] ?? ''
    const type = types?.[index] ?? 's'
    if (cell === '' && type !== 's') continue
    if (cell === '' && types === undefined) continue
    members.push(`${JSON.stringify(name)}:${type === 's' ? JSON.stringify(cell) : cell}`)
  }
  return `{${members.join(',')}}`
}
