import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { ColumnMapping } from '@contract/exchange'
import { importHandlers } from '../../../main/usecase/importHandlers'
import { writeImportProfile } from '../../../main/ledger/importProfileTable'
import { aCompany, anInvoice } from '../../support/aCompany'
import { tempLedger } from '../../support/tempLedger'
import { codes, counts, importing, value } from './importing'

function company() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  return ledger
}

const standard: ColumnMapping = {
  kind: 'item',
  columns: {},
  numberFormat: 'auto',
  dateFormat: 'auto',
  encoding: 'utf-8',
}

/** A file in words of its own, as some spreadsheet has it. */
const own =
  'Posten;Rechnung;Text;Betrag;Von\nIT2;I1;Wartung;1.234,50;03/04/2026\nIT3;I1;Rabatt;-12,5;04/04/2026\n'
const ownColumns = {
  Posten: 'id',
  Rechnung: 'invoiceId',
  Text: 'chargeName',
  Betrag: 'chargeAmount',
  Von: 'serviceStartDate',
}

describe('mapColumns', () => {
  test('a file in words of its own is mapped by a person, and dates are declared', () => {
    const ledger = company()
    const into = importing(ledger)
    const started = into.start(into.text('posten.csv', own))
    expect(started.files[0]).toMatchObject({
      kind: '',
      mapping: null,
      fields: [],
      rejections: [{ code: 'file_kind_unknown' }],
    })
    expect(started.files[0]?.columns[3]).toEqual({
      name: 'Betrag',
      field: '',
      samples: ['1.234,50', '-12,5'],
    })
    expect(
      codes(
        importHandlers.previewImport(into.context, {
          importId: started.importId,
          asOf: '2026-11-19T00:00:00.000Z',
        }),
      ),
    ).toEqual(['import_not_ready'])

    const map = (mapping: ColumnMapping) =>
      value(importHandlers.mapColumns(into.context, { importId: started.importId, fileId: 'f1', mapping }))
    const mapped = map({ ...standard, columns: ownColumns })
    expect(mapped.files[0]).toMatchObject({ kind: 'item', rejections: [] })
    expect(counts(into.preview(mapped))).toEqual({ 'posten.csv': '1/0/0/1/0' })
    expect(into.rows(mapped, 'refused')[0]?.rejections[0]).toMatchObject({
      code: 'row_date_ambiguous',
      params: { line: 2, column: 5, header: 'Von', field: 'serviceStartDate', found: '03/04/2026' },
    })
    const declared = into.preview(map({ ...standard, columns: ownColumns, dateFormat: 'dmy' }))
    expect(counts(declared)).toEqual({ 'posten.csv': '2/0/0/0/0' })
    value(into.commit(declared))
    expect(ledger.sql(`select amount_minor, service_start from item where id = 'IT2'`).get()).toEqual({
      amount_minor: 123450n,
      service_start: '2026-04-03',
    })
  })

  test('a declared number format that is wrong shows in every row', () => {
    const into = importing(company())
    const started = into.start(into.text('posten.csv', own))
    const mapping: ColumnMapping = {
      ...standard,
      columns: ownColumns,
      numberFormat: 'point',
      dateFormat: 'dmy',
    }
    const mapped = value(
      importHandlers.mapColumns(into.context, { importId: started.importId, fileId: 'f1', mapping }),
    )
    expect(counts(into.preview(mapped))).toEqual({ 'posten.csv': '0/0/0/2/0' })
  })

  test.each([
    ['a field that is missing', { Posten: 'id', Rechnung: 'invoiceId' }, 'column_missing'],
    ['no invoice', { Posten: 'id', Betrag: 'chargeAmount' }, 'column_missing'],
    ['a column that is not there', { ...ownColumns, Nirgends: 'sku' }, 'column_missing'],
    ['one field twice', { ...ownColumns, Text: 'id' }, 'column_mapped_twice'],
  ])('%s is a fault of the mapping', (_name, columns, code) => {
    const into = importing(company())
    const started = into.start(into.text('posten.csv', own))
    const mapping = { ...standard, columns }
    const mapped = value(
      importHandlers.mapColumns(into.context, { importId: started.importId, fileId: 'f1', mapping }),
    )
    expect(mapped.files[0]?.rejections.map((rejection) => rejection.code)).toContain(code)
  })

  test('another encoding is looked at without columns', () => {
    const ledger = company()
    const into = importing(ledger)
    const started = into.start(into.file('dirt/windows-1252.csv'))
    expect(started.files[0]).toMatchObject({
      kind: '',
      rejections: [{ code: 'file_encoding', params: { line: 2, column: 58 } }],
    })
    const mapping: ColumnMapping = { ...standard, kind: 'invoice', encoding: 'windows-1252' }
    const mapped = value(
      importHandlers.mapColumns(into.context, { importId: started.importId, fileId: 'f1', mapping }),
    )
    expect(mapped.files[0]).toMatchObject({
      kind: 'invoice',
      rejections: [],
      mapping: { encoding: 'windows-1252' },
    })
    expect(mapped.files[0]?.columns.find(({ field }) => field === 'accountName')?.samples).toEqual(['Café'])
    expect(counts(into.preview(mapped))).toEqual({ 'windows-1252.csv': '0/1/0/0/0' })
  })

  test('a saved profile is taken for a file with its columns', () => {
    const ledger = company()
    writeImportProfile(ledger, {
      name: 'Posten',
      mapping: { ...standard, columns: ownColumns, dateFormat: 'dmy' },
    })
    const into = importing(ledger)
    const started = into.start(
      into.text('posten.csv', own),
      into.text('other.csv', 'colour,taste\nred,sweet\n'),
    )
    expect(started.files.map(({ profileName, kind }) => [profileName, kind])).toEqual([
      ['Posten', 'item'],
      ['', ''],
    ])
    expect(counts(into.preview(started))).toEqual({ 'posten.csv': '2/0/0/0/0' })
  })

  test('mapping anew takes the preview back', () => {
    const into = importing(company())
    const started = into.start(into.text('items.csv', 'Id,InvoiceId,ChargeAmount\nIT2,I1,5\n'))
    const previewed = into.preview(started)
    const mapping = previewed.files[0]!.mapping!
    value(importHandlers.mapColumns(into.context, { importId: started.importId, fileId: 'f1', mapping }))
    expect(codes(into.commit(previewed))).toEqual(['import_not_ready'])
    expect(
      codes(importHandlers.mapColumns(into.context, { importId: started.importId, fileId: 'f9', mapping })),
    ).toEqual(['not_found'])
  })
})

describe('saveRefusedRows', () => {
  const items =
    'Id,InvoiceId,ChargeAmount,ChargeName\nIT2,I1,5,Sound\nIT3,I9,5,"=cmd()"\nIT4,I1,5..0,"a ""quote"""\n'

  test('one file: its rows as they were, with the reasons', () => {
    const into = importing(company())
    const view = into.preview(into.start(into.text('items.csv', items)))
    const offer = value(importHandlers.saveRefusedRows(into.context, { importId: view.importId }))
    expect(offer.name).toBe('Refused rows of items.csv')
    const text = readFileSync(into.context.file(offer.handle)!.path, 'utf8')
    expect(text).toBe(
      [
        'Id,InvoiceId,ChargeAmount,ChargeName,Refused line,Refused field,Refused because,Refused expected,Refused found',
        `IT3,I9,5,'=cmd(),3,InvoiceId,row_parent_unknown,"kind invoice, in the ledger or in this import",I9`,
        'IT4,I1,5..0,"a ""quote""",4,ChargeAmount,row_number_malformed,such as 1234.50,5..0',
        '',
      ].join('\n'),
    )
    expect(offer.bytes).toBe(Buffer.byteLength(text))
  })

  test('put right, the file is imported again', () => {
    const into = importing(company())
    const view = into.preview(into.start(into.text('items.csv', items)))
    const offer = value(importHandlers.saveRefusedRows(into.context, { importId: view.importId }))
    const text = readFileSync(into.context.file(offer.handle)!.path, 'utf8')
    const again = into.text('right.csv', text.replace(',I9,', ',I1,').replace('5..0', '5.0'))
    expect(counts(into.preview(into.start(again)))).toEqual({ 'right.csv': '2/0/0/0/0' })
  })

  test('several files: a zip of them', () => {
    const into = importing(company())
    const view = into.preview(
      into.start(
        into.text('items.csv', items),
        into.text('../more items.csv'.slice(3), items.replaceAll('IT', 'X')),
      ),
    )
    const offer = value(importHandlers.saveRefusedRows(into.context, { importId: view.importId }))
    const parts = unzipSync(readFileSync(into.context.file(offer.handle)!.path))
    expect(Object.keys(parts)).toEqual(['1 items.csv', '2 more items.csv'])
  })

  test('needs a preview', () => {
    const into = importing(company())
    const started = into.start(into.text('items.csv', items))
    expect(codes(importHandlers.saveRefusedRows(into.context, { importId: started.importId }))).toEqual([
      'import_not_ready',
    ])
    expect(
      codes(
        importHandlers.listImportRows(into.context, {
          importId: started.importId,
          verdict: '',
          fileId: '',
          from: 0,
          limit: 10,
        }),
      ),
    ).toEqual(['import_not_ready'])
  })
})

test('pages of rows follow files and lines', () => {
  const into = importing(company())
  const rows = (prefix: string, count: number) =>
    `Id,InvoiceId,ChargeAmount\n${Array.from({ length: count }, (_, row) => `${prefix}${row},${row % 3 === 0 ? 'I9' : 'I1'},1\n`).join('')}`
  const view = into.preview(into.start(into.text('a.csv', rows('A', 20)), into.text('b.csv', rows('B', 10))))
  const page = (from: number, verdict: '' | 'refused' | 'new', fileId = '') => {
    const { rows: found, total } = value(
      importHandlers.listImportRows(into.context, {
        importId: view.importId,
        verdict,
        fileId,
        from,
        limit: 6,
      }),
    )
    return `${total}: ${found.map(({ key }) => key).join(' ')}`
  }
  expect(page(0, '')).toBe('30: A0 A1 A2 A3 A4 A5')
  expect(page(17, '')).toBe('30: A17 A18 A19 B0 B1 B2')
  expect(page(28, '')).toBe('30: B8 B9')
  expect(page(5, 'refused')).toBe('11: A15 A18 B0 B3 B6 B9')
  expect(page(0, 'new', 'f2')).toBe('6: B1 B2 B4 B5 B7 B8')
})
