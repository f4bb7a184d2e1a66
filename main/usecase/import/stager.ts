import type { Rejection } from '@contract/rejection'
import type { NumberFault } from '../../exchange/in/cell/number'
import type { MoneyOfFile } from '../../exchange/in/money'
import { refuse } from '../../exchange/in/refusal'
import { expectedNumber, type FactRow, type RowReader } from '../../exchange/in/row'
import type { Value } from '../../ledger/database'
import type { Staging } from '../../ledger/stagingFile'
import type { StagedTable } from '../../ledger/stagingColumn'
import type { Context } from '../context'
import type { Parents } from './parents'

/** What a kind's stager works with. */
export interface StagingWork {
  readonly context: Context
  readonly staging: Staging
  readonly parents: Parents
  readonly asOf: string
  /** Number of the file in the import. */
  readonly file: number
  readonly reader: RowReader
  readonly warn: (line: number, warning: Rejection) => void
  /** Tells of a fact with more decimals than its currency. */
  readonly warnRounded: (line: number, field: string, amount: MoneyOfFile, currency: string) => void
}

/** Turns typed rows of one file into staged rows of a table. */
export interface Stager {
  readonly table: StagedTable
  /** Columns that are staged, in the order of the values. */
  readonly columns: readonly string[]
  /** Columns that the file speaks of; the others keep what the ledger knows. */
  readonly given: readonly string[]
  /** The line and the values of `columns`; the array may be used again for the next row. */
  readonly stage: (row: FactRow) => Value[] | Refused
  readonly keyOf: (row: FactRow) => string
}

export class Refused {
  readonly rejections: readonly Rejection[]

  constructor(...rejections: Rejection[]) {
    this.rejections = rejections
  }
}

/** Position of a field in a row's values; every kind's fields are known, so a missing one is a defect. */
export function positionOf(reader: RowReader, field: string): number {
  const position = reader.kind.fields.findIndex(({ name }) => name === field)
  if (position < 0) throw new RangeError(`${reader.kind.kind} has no field ${field}`)
  return position
}

export function isMapped(reader: RowReader, field: string): boolean {
  return reader.place(0, field).column !== undefined
}

/** Columns that take a field's text as it is, where the file has it. */
export function textColumns(reader: RowReader, fields: Readonly<Record<string, string>>) {
  return Object.entries(fields)
    .filter(([, field]) => isMapped(reader, field))
    .map(([column, field]) => ({ column, position: positionOf(reader, field) }))
}

export function hasExtra(reader: RowReader, fields: readonly string[]): boolean {
  return reader.hasCustom || fields.some((field) => isMapped(reader, field))
}

/** The JSON of what has no column of its own: these fields where they are not empty, and custom fields. */
export function extraWriter(reader: RowReader, fields: readonly string[]): (row: FactRow) => string {
  const mapped = fields
    .filter((field) => isMapped(reader, field))
    .map((field) => ({ name: JSON.stringify(field), position: positionOf(reader, field) }))
  return (row) => {
    let members = row.custom.slice(1, -1)
    for (const { name, position } of mapped) {
      const value = row.values[position] ?? ''
      if (value !== '') members += `${members === '' ? '' : ','}${name}:${JSON.stringify(value)}`
    }
    return `{${members}}`
  }
}

export function numberRefused(
  reader: RowReader,
  line: number,
  field: string,
  fault: NumberFault,
  found: string,
): Rejection {
  return refuse(fault, reader.place(line, field), expectedNumber(fault), found)
}
