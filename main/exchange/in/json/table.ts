import { decodeFile } from '../decode'
import type { Encoding } from '../decode'
import { readBlocks, tooLarge } from '../file'
import type { InputFile } from '../file'
import { FileRefused, refuse } from '../refusal'
import { mostColumns } from '../csv/scan'
import { sampleSize } from '../table'
import type { RowBatch, Table } from '../table'
import { checkDepth } from './depth'
import { JsonReader } from './parse'
import { readRecords } from './record'
import type { FlatRecord } from './record'

/** A JSON text is held in memory as a whole, unlike a CSV file. */
export const largestJsonBytes = 256 * 1024 * 1024

const batchSize = 1000

/** The lists of records in a JSON file, each as a table. Throws FileRefused. */
export function openJsonTables(file: InputFile, encoding: Encoding): Table[] {
  if (file.sizeBytes > largestJsonBytes) throw tooLarge(file.name, file.sizeBytes, largestJsonBytes)
  if (encoding !== 'utf-8') {
    throw new FileRefused(refuse('file_encoding', { file: file.name }, 'UTF-8, as JSON always is', encoding))
  }
  checkDepth(readBlocks(file), file.name)
  const parts = collectParts(file)
  return [...parts].map(([part, { columns, sample, sharesLines }]) => ({
    file: file.name,
    format: 'json',
    part,
    delimiter: '',
    columns: [...columns.keys()],
    sample: sample.map((record) => cellsOf(record, columns)),
    read: () => readPart(file, part, columns, sharesLines),
  }))
}

interface Part {
  readonly columns: Map<string, number>
  readonly sample: FlatRecord[]
  lastLine: number
  /** Two records on one line: then a record's number says more than its line, and stands in its place. */
  sharesLines: boolean
}

/** Reads everything once: columns are known only at the end, and a fault shows before a row is used. */
function collectParts(file: InputFile): Map<string, Part> {
  const parts = new Map<string, Part>()
  for (const record of recordsOf(file)) {
    let part = parts.get(record.part)
    if (part === undefined)
      parts.set(record.part, (part = { columns: new Map(), sample: [], lastLine: 0, sharesLines: false }))
    if (record.line === part.lastLine) part.sharesLines = true
    part.lastLine = record.line
    for (const column of record.cells.keys()) {
      if (!part.columns.has(column)) part.columns.set(column, part.columns.size)
    }
    if (part.columns.size > mostColumns) {
      const place = { file: file.name, line: record.line }
      throw new FileRefused(
        refuse('csv_too_many_columns', place, `${mostColumns} columns`, `${part.columns.size}`, {
          limit: mostColumns,
        }),
      )
    }
    if (part.sample.length < sampleSize) part.sample.push(record)
  }
  if (parts.size === 0)
    throw new FileRefused(refuse('file_empty', { file: file.name }, 'records', 'an empty list'))
  return parts
}

function recordsOf(file: InputFile): Generator<FlatRecord> {
  const text = [...decodeFile(file, 'utf-8')].join('')
  return readRecords(new JsonReader(text, file.name), file.name)
}

function* readPart(
  file: InputFile,
  part: string,
  columns: ReadonlyMap<string, number>,
  sharesLines: boolean,
): Generator<RowBatch> {
  let count = 0
  let rows: string[][] = []
  let lines: number[] = []
  let types: string[] = []
  for (const record of recordsOf(file)) {
    if (record.part !== part) continue
    rows.push(cellsOf(record, columns))
    count += 1
    lines.push(sharesLines ? count : record.line)
    types.push(typesOf(record, columns))
    if (rows.length < batchSize) continue
    yield { rows, lines, types }
    rows = []
    lines = []
    types = []
  }
  if (rows.length > 0) yield { rows, lines, types }
}

function cellsOf(record: FlatRecord, columns: ReadonlyMap<string, number>): string[] {
  const cells = new Array<string>(columns.size).fill('')
  for (const [column, leaf] of record.cells) cells[columns.get(column) ?? 0] = leaf.text
  return cells
}

function typesOf(record: FlatRecord, columns: ReadonlyMap<string, number>): string {
  const types = new Array<string>(columns.size).fill('-')
  for (const [column, leaf] of record.cells) types[columns.get(column) ?? 0] = leaf.type
  return types.join('')
}
