import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables } from '../../../main/exchange/in'
import { openInputFile } from '../../../main/exchange/in/file'
import { JsonReader } from '../../../main/exchange/in/json/parse'
import type { JsonValue } from '../../../main/exchange/in/json/parse'
import { suggestMapping } from '../../../main/exchange/in/mapping'
import { recognise } from '../../../main/exchange/in/recognise'
import { rowReader } from '../../../main/exchange/in/row'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contra-json-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function open(text: string, name = 'file.json') {
  const path = join(folder, 'file.json')
  writeFileSync(path, text)
  return openTables(openInputFile(path, name)).map((table) => ({
    table,
    part: table.part,
    columns: table.columns,
    rows: [...table.read()].flatMap(({ rows }) => rows),
    lines: [...table.read()].flatMap(({ lines }) => lines),
  }))
}

describe('shapes', () => {
  test.each([
    ['a list', '[{"Id": "I1", "Amount": 1.50}, {"Id": "I2"}]'],
    ['a query result', '{"size": 2, "records": [{"Id": "I1", "Amount": 1.50}, {"Id": "I2"}], "done": true}'],
    ['a data list', '{"data": [{"Id": "I1", "Amount": 1.50}, {"Id": "I2"}]}'],
    ['JSON lines', '{"Id": "I1", "Amount": 1.50}\n{"Id": "I2"}\n'],
  ])('%s', (_name, text) => {
    const [only, ...more] = open(text)
    expect(more).toEqual([])
    expect(only).toMatchObject({
      part: '',
      columns: ['Id', 'Amount'],
      rows: [
        ['I1', '1.50'],
        ['I2', ''],
      ],
    })
  })

  test('a byte order mark is no part of the text', () => {
    expect(open('\ufeff[{"Id": "I1"}]')[0]).toMatchObject({ columns: ['Id'], rows: [['I1']] })
  })

  test('lines are those of the file', () => {
    expect(open('[\n{"Id": 1},\n\n{"Id":\n2}]')[0]?.lines).toEqual([2, 4])
  })

  test('records on one line are counted instead', () => {
    expect(open('[{"Id": 1}, {"Id": 2},\n{"Id": 3}]')[0]?.lines).toEqual([1, 2, 3])
  })

  test('nested objects are laid flat', () => {
    const [only] = open('[{"Id": "I1", "Account": {"Name": "Acme", "Deep": {"er": 1}}, "Tags": [1, 2]}]')
    expect(only).toMatchObject({
      columns: ['Id', 'Account.Name', 'Account.Deep.er', 'Tags'],
      rows: [['I1', 'Acme', '1', '']],
    })
  })

  test('an answer of items holds tax lines too', () => {
    const answer = {
      invoiceItems: [
        {
          id: 'IT1',
          chargeAmount: 100,
          taxationItems: { data: [{ id: 'T1', taxAmount: 19, taxRate: 0.19 }], nextPage: null },
        },
        { id: 'IT2', chargeAmount: 50, taxationItems: { data: [] } },
      ],
      success: true,
    }
    const [items, taxLines] = open(JSON.stringify(answer), 'INV00000030 items.json')
    expect(items).toMatchObject({
      part: 'invoiceItems',
      columns: ['id', 'chargeAmount'],
      rows: [
        ['IT1', '100'],
        ['IT2', '50'],
      ],
    })
    expect(taxLines).toMatchObject({
      part: 'taxationItems',
      columns: ['InvoiceItemId', 'id', 'taxAmount', 'taxRate'],
    })
    expect(taxLines?.rows).toEqual([['IT1', 'T1', '19', '0.19']])
    expect(recognise(items!.columns)).toMatchObject({ kind: 'item' })
    expect(recognise(taxLines!.columns)).toMatchObject({ kind: 'taxLine' })
    const reader = rowReader(items!.table, suggestMapping(items!.table, 'item', 'utf-8'))
    const row = reader.read(['IT1', '100'], 1)
    expect('values' in row && row.values.slice(0, 5)).toEqual(['IT1', '', 'INV00000030', '', '100'])
  })
})

describe('values', () => {
  test('numbers keep their exact text', () => {
    const amounts = ['0.1000', '12345678901234567890.12', '1E-9', '-0']
    const [only] = open(`[${amounts.map((amount) => `{"Amount": ${amount}}`).join(',')}]`)
    expect(only?.rows.flat()).toEqual(amounts)
  })

  test('custom fields keep value and type, sorted by name', () => {
    const [only] = open(
      '[{"Id": "A", "AccountNumber": "1", "Name": "x", "Currency": "USD", "Z__c": 1.50, "B__c": true, "C__c": null, "A__c": "q\\"", "E__c": ""}]',
    )
    const reader = rowReader(only!.table, suggestMapping(only!.table, 'account', 'utf-8'))
    const [batch] = only!.table.read()
    const row = reader.read(batch!.rows[0]!, 1, batch!.types?.[0])
    expect('custom' in row && row.custom).toBe('{"A__c":"q\\"","B__c":true,"E__c":"","Z__c":1.50}')
    expect(reader.unmapped).toEqual([])
  })

  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'small' }), fc.boolean(), (text, spaced) => {
        const written = spaced ? JSON.stringify(JSON.parse(text), null, 2) : text
        const plain: unknown = JSON.parse(text)
        let read: unknown
        try {
          read = valueOf(new JsonReader(written, 'file.json').value())
        } catch {
          // A fault is only right where a key is dangerous or stands twice.
          expect(text).toMatch(
            /__proto__|constructor|prototype|"[^"]*[\\\u0080-\uffff]|"":|".{250,}|(".*?"):.*\1:/,
          )
          return
        }
        expect(read).toEqual(plain)
      }),
      { numRuns: 1000 },
    )
  })
})

function valueOf(value: JsonValue): unknown {
  if (value.type === 'list') return value.values.map(valueOf)
  if (value.type === 'record')
    return Object.fromEntries([...value.members].map(([key, member]) => [key, valueOf(member)]))
  return value.type === 's' ? value.text : value.type === '-' ? null : JSON.parse(value.text)
}
