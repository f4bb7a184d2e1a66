import type { InputFile } from '../file'
import { decodeFile } from '../decode'
import type { Encoding } from '../decode'
import { checkHeader, sampleSize } from '../table'
import type { RowBatch, Table } from '../table'
import { FileRefused, refuse } from '../refusal'
import { scanCsv } from './scan'
import type { Delimiter } from './scan'
import { sniffDelimiter } from './sniff'

/** A CSV file as a table. Reads its first part only; the rest is judged when it is read. Throws FileRefused. */
export function openCsvTable(file: InputFile, encoding: Encoding, declared?: Delimiter): Table {
  const delimiter = declared ?? sniffDelimiter(firstPiece(file, encoding))
  const scan = (): Generator<RowBatch> => scanCsv(decodeFile(file, encoding), delimiter, file.name)
  const first = scan().next()
  const header = first.done === true ? undefined : first.value.rows[0]
  if (first.done === true || header === undefined) {
    throw new FileRefused(refuse('file_empty', { file: file.name }, 'a header', 'empty lines'))
  }
  return {
    file: file.name,
    format: 'csv',
    part: '',
    delimiter,
    columns: checkHeader(header, file.name, first.value.lines[0] ?? 1),
    sample: first.value.rows.slice(1, 1 + sampleSize),
    read: () => withoutHeader(scan()),
  }
}

function firstPiece(file: InputFile, encoding: Encoding): string {
  for (const piece of decodeFile(file, encoding)) return piece
  return ''
}

function* withoutHeader(batches: Generator<RowBatch>): Generator<RowBatch> {
  let header = true
  for (const batch of batches) {
    yield header ? { ...batch, rows: batch.rows.slice(1), lines: batch.lines.slice(1) } : batch
    header = false
  }
}
