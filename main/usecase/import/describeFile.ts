import type { ColumnMapping, ImportProfile } from '@contract/exchange'
import { rejection } from '@contract/outcome'
import { openTables } from '../../exchange/in'
import { openInputFile } from '../../exchange/in/file'
import { kindOf } from '../../exchange/in/kind'
import { checkMapping, fileNameColumn, invoiceOfName, suggestMapping } from '../../exchange/in/mapping'
import { recognise, type Naming } from '../../exchange/in/recognise'
import { FileRefused, shown } from '../../exchange/in/refusal'
import type { Table } from '../../exchange/in/table'
import type { OpenFile } from '../../platform/file'
import type { FileState } from './importState'

const shownSamples = 5

type Described = Omit<FileState, 'fileId' | 'index' | 'hash'>

/** What a file was recognised as, table by table; a file that cannot be read is described by its rejection. */
export function describeFile(
  file: OpenFile,
  handle: string,
  profiles: readonly ImportProfile[],
  encoding: ColumnMapping['encoding'] = 'utf-8',
): Described[] {
  try {
    const tables = openTables(openInputFile(file.path, file.name), encoding)
    return tables.map((table) => describeTable(table, file, handle, profiles, encoding))
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return [{ ...blank(file, handle), rejections: [error.rejection] }]
  }
}

function blank(file: OpenFile, handle: string): Described {
  return {
    handle,
    part: '',
    name: file.name,
    bytes: file.bytes,
    kind: '',
    naming: '',
    format: '',
    columns: [],
    fields: [],
    mapping: null,
    profileName: '',
    rejections: [],
  }
}

function describeTable(
  table: Table,
  file: OpenFile,
  handle: string,
  profiles: readonly ImportProfile[],
  encoding: ColumnMapping['encoding'],
): Described {
  const name = table.part === '' ? file.name : `${file.name} › ${table.part}`
  const plain = {
    ...blank(file, handle),
    part: table.part,
    name,
    format: table.format,
    columns: columnsOf(table, null),
  }
  const profile = profiles.find((candidate) => fits(candidate.mapping, table))
  if (profile !== undefined) {
    const mapped = mapTable(table, profile.mapping)
    return { ...plain, ...mapped, naming: namingOf(table), profileName: profile.name }
  }
  const found = recognise(table.columns)
  if (found === undefined) {
    return {
      ...plain,
      rejections: [unknownKind('file_kind_unknown', file, table.columns.slice(0, 5).join(', '))],
    }
  }
  if ('notImported' in found) {
    return { ...plain, rejections: [unknownKind('file_kind_not_imported', file, found.notImported)] }
  }
  return { ...plain, ...mapTable(table, suggestMapping(table, found.kind, encoding)), naming: found.naming }
}

function unknownKind(code: 'file_kind_unknown' | 'file_kind_not_imported', file: OpenFile, found: string) {
  return rejection(code, shown(file.name).slice(0, 200), { file: shown(file.name), found: shown(found) })
}

function namingOf(table: Table): Naming | '' {
  const found = recognise(table.columns)
  return found !== undefined && 'naming' in found ? found.naming : ''
}

/** A profile is taken when it maps columns of exactly this table. */
function fits(mapping: ColumnMapping, table: Table): boolean {
  const columns = Object.keys(mapping.columns)
  return (
    columns.length > 0 &&
    columns.every((column) => table.columns.includes(column)) &&
    checkMapping(table, mapping).length === 0
  )
}

/** The part of a description that a mapping decides. */
export function mapTable(
  table: Table,
  mapping: ColumnMapping,
): Pick<FileState, 'kind' | 'columns' | 'fields' | 'mapping' | 'rejections'> {
  return {
    kind: mapping.kind,
    columns: columnsOf(table, mapping),
    fields: kindOf(mapping.kind).fields.map(({ name, required }) => ({ field: name, required })),
    mapping,
    rejections: checkMapping(table, mapping),
  }
}

function columnsOf(table: Table, mapping: ColumnMapping | null): FileState['columns'] {
  const columns = table.columns.map((name, index) => ({
    name,
    field: mapping?.columns[name] ?? '',
    samples: table.sample.slice(0, shownSamples).map((row) => shown(row[index] ?? '')),
  }))
  // An answer about one invoice does not say which; its file may be named after it.
  const named = table.format === 'json' ? invoiceOfName(table.file) : ''
  if (named === '') return columns
  return [
    ...columns,
    { name: fileNameColumn, field: mapping?.columns[fileNameColumn] ?? '', samples: [named] },
  ]
}
