import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables } from '../../../main/exchange/in'
import { openInputFile } from '../../../main/exchange/in/file'
import { checkMapping, suggestMapping } from '../../../main/exchange/in/mapping'
import { moneyReader } from '../../../main/exchange/in/money'
import { recognise } from '../../../main/exchange/in/recognise'
import { FileRefused } from '../../../main/exchange/in/refusal'
import { rowReader } from '../../../main/exchange/in/row'
import type { Rejection } from '../../../preload/contract/rejection'

const folder = new URL('../../fixture/import/dirt/', import.meta.url).pathname

/** All that is refused in a file, `code line:column`; `read N` when nothing is. */
function judge(path: string, name: string, encoding: 'utf-8' | 'windows-1252' = 'utf-8'): string[] {
  const told: string[] = []
  const tell = ({ code, params }: Rejection) => {
    told.push(
      [code, [params.line, params.column].filter((part) => part !== undefined).join(':')].join(' ').trim(),
    )
  }
  let rows = 0
  try {
    for (const table of openTables(openInputFile(path, name), encoding)) {
      const found = recognise(table.columns)
      if (found === undefined || 'notImported' in found) return ['file_kind_unknown']
      const mapping = suggestMapping(table, found.kind, encoding)
      const faults = checkMapping(table, mapping)
      faults.forEach(tell)
      if (faults.length > 0) continue
      const reader = rowReader(table, mapping)
      const money = moneyReader('USD', reader.formats.number)
      for (const batch of table.read()) {
        batch.rows.forEach((cells, index) => {
          const row = reader.read(cells, batch.lines[index] ?? 0, batch.types?.[index])
          if ('rejections' in row) row.rejections.forEach(tell)
          else {
            rows += 1
            reader.kind.fields.forEach((field, position) => {
              const text = row.values[position] ?? ''
              if (field.type !== 'money' || text === '') return
              const amount = money?.(text)
              if (amount !== undefined && 'fault' in amount) told.push(`${amount.fault} ${field.name}`)
            })
          }
        })
      }
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    tell(error.rejection)
  }
  return told.length > 0 ? told : [`read ${rows}`]
}

describe('a file of each kind of dirt', () => {
  test.each([
    ['sound.csv', ['read 1']],
    ['bom.csv', ['read 1']],
    ['semicolons.csv', ['read 1']],
    ['utf16le.csv', ['read 1']],
    ['utf16be.csv', ['read 1']],
    ['utf16-odd.csv', ['file_encoding']],
    ['windows-1252.csv', ['file_encoding 2:58']],
    ['utf8-cut.csv', ['file_encoding 2:58']],
    ['bom-only.csv', ['file_empty']],
    ['empty.csv', ['file_empty']],
    ['empty-lines.csv', ['file_empty']],
    ['nul.csv', ['file_has_nul 2:7']],
    ['ragged-short.csv', ['csv_ragged_row 3:42']],
    ['ragged-long.csv', ['csv_ragged_row 2:54']],
    ['unclosed-quote.csv', ['csv_unclosed_quote 2:4']],
    ['stray-quote.csv', ['csv_malformed 2:7']],
    ['mixed-line-ends.csv', ['csv_mixed_line_ends 2:54']],
    ['carriage-returns.csv', ['csv_mixed_line_ends 1:70']],
    ['header-twice.csv', ['header_duplicate 1:9']],
    ['header-proto.csv', ['header_not_allowed 1:9']],
    ['header-constructor.csv', ['header_not_allowed 1:9']],
    ['number-malformed.csv', ['row_number_malformed amount']],
    ['number-ambiguous.csv', ['row_number_ambiguous amount']],
    ['number-too-long.csv', ['row_number_too_long amount']],
    ['number-comma.csv', ['read 1']],
    ['number-both.csv', ['row_number_ambiguous amount', 'row_number_ambiguous balance']],
    ['date-malformed.csv', ['row_date_malformed 2:6']],
    ['date-ambiguous.csv', ['row_date_ambiguous 2:6']],
    ['date-day-first.csv', ['row_date_malformed 3:6']],
    ['currency-unknown.csv', ['row_currency_unknown 2:4']],
    ['status-unknown.csv', ['row_value_not_in_list 2:5']],
    ['id-missing.csv', ['row_key_missing 2:1']],
    ['field-missing.csv', ['field_required 2:2', 'field_required 2:6']],
    ['control-character.csv', ['row_text_not_allowed 2:2']],
    ['text-too-long.csv', ['row_text_too_long 2:1']],
    ['deleted.csv', ['row_marked_deleted 2:9']],
    ['flag-malformed.csv', ['row_boolean_malformed 2:9']],
    ['moment-malformed.csv', ['row_moment_malformed 2:9']],
    ['unknown-kind.csv', ['file_kind_unknown']],
    ['column-missing.csv', ['column_missing 1']],
    ['deep.json', ['json_too_deep 1:65']],
    ['deep-objects.json', ['json_too_deep 1:321']],
    ['duplicate-key.json', ['json_duplicate_key 2:29']],
    ['proto-key.json', ['header_not_allowed 1:15']],
    ['malformed.json', ['json_malformed 2:15']],
    ['cut-off.json', ['json_malformed 1:36']],
    ['number-malformed.json', ['json_malformed 1:26']],
    ['control-character.json', ['json_malformed 1:9']],
    ['trailing.json', ['json_malformed 1:16']],
    ['no-records.json', ['file_empty']],
    ['numbers-in-a-list.json', ['json_malformed 1']],
  ])('%s', (name, verdict) => {
    expect(judge(join(folder, name), name)).toEqual(verdict)
  })

  test('windows-1252 is read when a person says so', () => {
    expect(judge(join(folder, 'windows-1252.csv'), 'x.csv', 'windows-1252')).toEqual(['read 1'])
  })

  test('messages say what was expected and what was found', () => {
    try {
      openTables(openInputFile(join(folder, 'header-proto.csv'), 'odd\u202ename.csv'))
      expect.unreachable()
    } catch (error) {
      expect((error as FileRefused).rejection).toEqual({
        code: 'header_not_allowed',
        at: 'odd\\u202ename.csv:1:9',
        params: {
          file: 'odd\\u202ename.csv',
          line: 1,
          column: 9,
          header: '__proto__',
          expected: 'a name of a field',
          found: '__proto__',
        },
      })
    }
  })
})

describe('what is no file to import', () => {
  let temporary = ''
  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'contra-import-'))
  })
  afterAll(() => rmSync(temporary, { recursive: true }))

  test('a folder', () => expect(judge(temporary, 'folder')).toEqual(['file_is_folder']))
  test('nothing', () => expect(judge(join(temporary, 'gone.csv'), 'gone.csv')).toEqual(['file_unreadable']))
  test('2 GB', () => {
    const path = join(temporary, 'large.csv')
    writeFileSync(path, '')
    truncateSync(path, 2 * 1024 ** 3)
    expect(judge(path, 'large.csv')).toEqual(['file_too_large'])
  })
  test('a JSON file that memory cannot hold', () => {
    const path = join(temporary, 'large.json')
    writeFileSync(path, '[')
    truncateSync(path, 257 * 1024 ** 2)
    expect(judge(path, 'large.json')).toEqual(['file_too_large'])
  })
  test('one endless line', () => {
    const path = join(temporary, 'line.csv')
    writeFileSync(path, 'x'.repeat(8 * 1024 ** 2))
    expect(judge(path, 'line.csv')).toEqual(['csv_line_too_long 1:1'])
  })
  test.each([0, 1, 2, 3, 4])('a character cut by the end of a block, %i bytes before it', (before) => {
    const path = join(temporary, 'block.csv')
    const filler = `I2,INV2,A1,USD,Posted,2026-01-31,1,1,${'y'.repeat(1000)}\n`
    let text = 'Id,InvoiceNumber,AccountId,Currency,Status,InvoiceDate,Amount,Balance,Comments\n'
    let rows = 1
    for (; text.length + 2 * filler.length < 1024 ** 2; rows += 1) text += filler
    text += 'I3,INV3,A1,USD,Posted,2026-01-31,1,1,'
    text += `${'z'.repeat(1024 ** 2 - before - text.length)}\u{1f600}\n`
    writeFileSync(path, text)
    expect(judge(path, 'block.csv')).toEqual([`read ${rows}`])
  })
})
