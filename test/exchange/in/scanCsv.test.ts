import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scanCsv } from '../../../main/exchange/in/csv/scan'
import type { Delimiter } from '../../../main/exchange/in/csv/scan'
import { sniffDelimiter } from '../../../main/exchange/in/csv/sniff'
import { FileRefused } from '../../../main/exchange/in/refusal'

/** Rows, or `code line:column`. */
function read(text: string, pieceLength = text.length || 1, delimiter: Delimiter = ','): string[][] | string {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += pieceLength) pieces.push(text.slice(at, at + pieceLength))
  try {
    return [...scanCsv(pieces, delimiter, 'file.csv')].flatMap(({ rows }) => rows)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    const { code, params } = error.rejection
    return `${code} ${String(params.line)}:${String(params.column)}`
  }
}

describe('scanCsv', () => {
  test.each([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'carriage returns',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty lines',
      'a,b\n\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty cells',
      'a,b\n,\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    [
      'quotes',
      'a,b\n"1,5","say ""no"""\n',
      [
        ['a', 'b'],
        ['1,5', 'say "no"'],
      ],
    ],
    [
      'line ends in quotes',
      'a,b\n"1\n2","3\r\n4"\n5,6\n',
      [
        ['a', 'b'],
        ['1\n2', '3\r\n4'],
        ['5', '6'],
      ],
    ],
    [
      'quoted cell last',
      'a,b\n1,"2"',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quote, then nothing after a comma',
      'a,b\n"1",',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    ['short row', 'a,b\n1,2\n3\n', 'csv_ragged_row 3:2'],
    ['long row', 'a,b\n1,2,3\n', 'csv_ragged_row 2:4'],
    ['long row with quotes', 'a,b\n"1",2,3\n', 'csv_ragged_row 2:4'],
    ['unclosed quote', 'a,b\n1,"2\n3,4\n', 'csv_unclosed_quote 2:3'],
    ['unclosed quote on a later line', 'a,b\n"1\n2","3\n', 'csv_unclosed_quote 3:4'],
    ['quote in a cell', 'a,b\n1,2"3\n', 'csv_malformed 2:4'],
    ['text after a quote', 'a,b\n"1"2,3\n', 'csv_malformed 2:4'],
    ['space before a quote', 'a,b\n1, "2"\n', 'csv_malformed 2:4'],
    ['line feed, then carriage return', 'a,b\n1,2\r\n', 'csv_mixed_line_ends 2:4'],
    ['carriage return, then line feed', 'a,b\r\n1,2\n', 'csv_mixed_line_ends 2:4'],
    ['mixed after a quote', 'a,b\n1,"2"\r\n', 'csv_mixed_line_ends 2:6'],
    ['carriage returns alone', 'a,b\r1,2\r', 'csv_mixed_line_ends 1:4'],
    ['carriage return in a cell', 'a,b\r\n1\r,2\r\n', 'csv_mixed_line_ends 2:2'],
    ['long line', `a,b\n${'x'.repeat(1024 * 1024 + 1)},1\n`, 'csv_line_too_long 2:1'],
    ['long line without end', `a,b\n${'x'.repeat(1024 * 1024 + 1)}`, 'csv_line_too_long 2:1'],
    ['long quoted cell', `a,b\n"${'x'.repeat(1024 * 1024 + 1)}`, 'csv_line_too_long 2:1'],
    ['many columns', `${'a,'.repeat(1000)}b\n`, 'csv_too_many_columns 1:1'],
  ])('%s', (_name, text, verdict) => {
    expect(read(text)).toEqual(verdict)
    if (text.length < 1000) for (const length of [1, 2, 3, 5]) expect(read(text, length)).toEqual(verdict)
  })

  test('counts lines by the file, through quotes and empty lines', () => {
    const [batch] = scanCsv(['a\n"1\n2"\n\n3\n'], ',', 'file.csv')
    expect(batch?.lines).toEqual([1, 2, 5])
  })

  test('reads what csv-parse reads, and refuses what it refuses', () => {
    const character = fc.constantFrom('a', '1', ',', '"', '"', '\n', ';', ' ', 'é')
    fc.assert(
      fc.property(
        fc.string({ unit: character, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (text, length) => {
          expect(read(text, length)).toEqual(byCsvParse(text, read(text)))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('reads what csv-parse reads of well-formed files', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', '.', 'é', '漢'),
      maxLength: 6,
    })
    const rows = fc
      .integer({ min: 2, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
      )
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 20 }),
        (table, lineEnd, length) => {
          const text = table.map((row) => row.map(quoted).join(',') + lineEnd).join('')
          expect(read(text, length)).toEqual(table)
          expect(parse(text, { record_delimiter: lineEnd })).toEqual(table)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** csv-parse has other codes and places: a refusal only has to be one for both. */
function byCsvParse(text: string, own: string[][] | string): unknown {
  try {
    return parse(text, { skip_empty_lines: true, record_delimiter: '\n' })
  } catch {
    return typeof own === 'string' ? own : 'refused by csv-parse'
  }
}

test.each([
  ['Id,Name\n', ','],
  ['Id;Name;First,x\n', ';'],
  ['Id;Name;First\n', ';'],
  ['Id\tName\n', '\t'],
  ['Id|Name\n', '|'],
  ['"a;b;c",d\n', ','],
  ['Id\n1;2;3', ','],
])('delimiter of %j', (start, verdict) => {
  expect(sniffDelimiter(start)).toBe(verdict)
})
