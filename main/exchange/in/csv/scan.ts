import { FileRefused, refuse } from '../refusal'
import type { FileRejectionCode } from '@contract/rejection'

// A strict CSV scanner (RFC 4180). csv-parse, the strict library, takes 3.7 times as long, which alone
// would use up a third of the time that an import may take; test/exchange/in compares the two on
// generated files.

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** Longest record in characters, and most columns: beyond them something is not a table. */
export const longestRecord = 1024 * 1024
export const mostColumns = 1000

/** Rows of cells; `lines[i]` is the line of the file on which row i starts, from 1. */
export interface RowBatch {
  readonly rows: string[][]
  readonly lines: number[]
  /** True if no cell can have a control character or one beyond ASCII. */
  readonly isPlain: boolean
}

/**
 * Reads pieces of text into batches of rows, one batch per piece. The first row is the header; every
 * row must have as many cells. Empty lines are passed over. Throws FileRefused: csv_ragged_row,
 * csv_unclosed_quote, csv_malformed, csv_mixed_line_ends, csv_line_too_long, csv_too_many_columns.
 */
export function* scanCsv(pieces: Iterable<string>, delimiter: Delimiter, file: string): Generator<RowBatch> {
  const scanner = new CsvScanner(delimiter, file)
  for (const piece of pieces) {
    const batch = scanner.scan(piece, false)
    if (batch.rows.length > 0) yield batch
  }
  const last = scanner.scan('', true)
  if (last.rows.length > 0) yield last
}

// A quote may hold line ends, so a piece with quotes is not plain.
const beyondPlain = /[^ !#-~\r\n]/

class CsvScanner {
  private rest = ''
  private line = 1
  private columns = 0
  /** What ends a line, decided by the first one: mixed ends mean a file that was joined or damaged. */
  private lineEnd: '\n' | '\r\n' | '' = ''

  constructor(
    private readonly delimiter: Delimiter,
    private readonly file: string,
  ) {}

  scan(piece: string, atEnd: boolean): RowBatch {
    const text = this.rest + piece
    const batch: RowBatch = { rows: [], lines: [], isPlain: !beyondPlain.test(text) }
    const carriageReturns = text.includes('\r')
    let start = 0
    let quote = text.indexOf('"')
    while (start < text.length) {
      const feed = text.indexOf('\n', start)
      const end = feed < 0 ? text.length : feed
      if (quote >= 0 && quote < start) quote = text.indexOf('"', start)
      if (quote >= 0 && quote < end) {
        const next = this.quotedRecord(text, start, atEnd, batch)
        if (next < 0) break
        start = next
        continue
      }
      if (feed < 0 && !atEnd) break
      const lineEnd = carriageReturns ? this.plainEnd(text, start, end) : end
      if (feed >= 0) this.checkLineEnd(lineEnd < end, lineEnd - start)
      if (lineEnd > start) this.take(text.slice(start, lineEnd).split(this.delimiter), start, lineEnd, batch)
      this.line += 1
      start = end + 1
    }
    this.rest = start < text.length ? text.slice(start) : ''
    if (this.rest.length > longestRecord)
      this.fail('csv_line_too_long', 1, `${longestRecord} characters`, 'more')
    return batch
  }

  /** End of a line without quotes: before the carriage return of CRLF. A lone one is not a line end here. */
  private plainEnd(text: string, start: number, end: number): number {
    const carriage = text.indexOf('\r', start)
    if (carriage < 0 || carriage >= end) return end
    if (carriage === end - 1 && end < text.length) return carriage
    return this.fail(
      'csv_mixed_line_ends',
      carriage - start + 1,
      'line feed',
      'a carriage return without line feed',
    )
  }

  private checkLineEnd(carriage: boolean, length: number): void {
    const found = carriage ? '\r\n' : '\n'
    if (this.lineEnd === '') this.lineEnd = found
    if (this.lineEnd === found) return
    this.fail('csv_mixed_line_ends', length + 1, nameOf(this.lineEnd), nameOf(found))
  }

  private take(cells: string[], start: number, end: number, batch: RowBatch, line = this.line): void {
    if (end - start > longestRecord)
      this.fail('csv_line_too_long', 1, `${longestRecord} characters`, `${end - start}`, line)
    if (this.columns === 0) {
      if (cells.length > mostColumns) {
        this.fail('csv_too_many_columns', 1, `${mostColumns} columns`, `${cells.length}`, line)
      }
      this.columns = cells.length
    } else if (cells.length !== this.columns) {
      const column = cells.slice(0, this.columns).join(this.delimiter).length + 1
      this.fail('csv_ragged_row', column, `${this.columns}`, `${cells.length}`, line)
    }
    batch.rows.push(cells)
    batch.lines.push(line)
  }

  /**
   * One record with quotes, character by character. Answers where the next record starts, or −1 when
   * this one goes on in the next piece.
   */
  private quotedRecord(text: string, start: number, atEnd: boolean, batch: RowBatch): number {
    const cells: string[] = []
    const firstLine = this.line
    let line = this.line
    let lineStart = start
    // Sought once for all cells: each may have thousands of quotes and no line end for a long way.
    let feed = text.indexOf('\n', start)
    let at = start
    for (;;) {
      let end: number
      if (text[at] === '"') {
        const opened = { line, column: at - lineStart + 1 }
        let cell = ''
        let from = at + 1
        for (;;) {
          const close = text.indexOf('"', from)
          if (close < 0) {
            if (text.length - start > longestRecord) {
              this.fail(
                'csv_line_too_long',
                opened.column,
                `${longestRecord} characters`,
                'more',
                opened.line,
              )
            }
            if (!atEnd) return -1
            return this.fail(
              'csv_unclosed_quote',
              opened.column,
              'a closing quote',
              'the end of the file',
              opened.line,
            )
          }
          for (; feed >= 0 && feed < close; feed = text.indexOf('\n', feed + 1)) {
            line += 1
            lineStart = feed + 1
          }
          cell += text.slice(from, close)
          if (text[close + 1] !== '"') {
            end = close + 1
            break
          }
          if (close + 2 >= text.length && !atEnd) return -1
          cell += '"'
          from = close + 2
        }
        if (end >= text.length && !atEnd) return -1
        cells.push(cell)
      } else {
        end = this.unquotedEnd(text, at, line, lineStart)
        if (end >= text.length && !atEnd) return -1
        cells.push(text.slice(at, end))
      }
      if (text[end] === this.delimiter) {
        at = end + 1
        if (at >= text.length && !atEnd) return -1
        continue
      }
      const next = this.recordEnd(text, end, atEnd, line, lineStart)
      if (next < 0) return -1
      this.take(cells, start, end, batch, firstLine)
      this.line = line + 1
      return next
    }
  }

  private unquotedEnd(text: string, start: number, line: number, lineStart: number): number {
    for (let at = start; at < text.length; at += 1) {
      const character = text[at]
      if (character === this.delimiter || character === '\n' || character === '\r') return at
      if (character === '"') {
        return this.fail(
          'csv_malformed',
          at - lineStart + 1,
          'quotes around the whole cell',
          'a quote inside a cell',
          line,
        )
      }
    }
    return text.length
  }

  /** After a cell that no delimiter follows: the line must end. Answers the start of the next record. */
  private recordEnd(text: string, end: number, atEnd: boolean, line: number, lineStart: number): number {
    if (end >= text.length) return text.length
    const column = end - lineStart
    if (text[end] === '\n') {
      this.checkLineEndAt(false, column, line)
      return end + 1
    }
    if (text[end] !== '\r') {
      return this.fail(
        'csv_malformed',
        column + 1,
        'a delimiter after the closing quote',
        text[end] ?? '',
        line,
      )
    }
    if (end + 1 >= text.length && !atEnd) return -1
    if (text[end + 1] !== '\n') {
      return this.fail(
        'csv_mixed_line_ends',
        column + 1,
        'line feed',
        'a carriage return without line feed',
        line,
      )
    }
    this.checkLineEndAt(true, column, line)
    return end + 2
  }

  private checkLineEndAt(carriage: boolean, length: number, line: number): void {
    const start = this.line
    this.line = line
    this.checkLineEnd(carriage, length)
    this.line = start
  }

  private fail(
    code: FileRejectionCode,
    column: number,
    expected: string,
    found: string,
    line = this.line,
  ): never {
    throw new FileRefused(refuse(code, { file: this.file, line, column }, expected, found, limitOf(code)))
  }
}

function nameOf(lineEnd: string): string {
  return lineEnd === '\n' ? 'line feed' : 'carriage return and line feed'
}

function limitOf(code: FileRejectionCode): Record<string, number> {
  if (code === 'csv_line_too_long') return { limit: longestRecord }
  return code === 'csv_too_many_columns' ? { limit: mostColumns } : {}
}
