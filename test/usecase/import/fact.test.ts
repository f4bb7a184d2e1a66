import { describe, expect, test } from 'vitest'
import type { Ledger } from '../../../main/ledger/database'
import { insertPostedAdjustments } from '../../../main/ledger/adjustmentTable'
import { refreshBalances } from '../../../main/ledger/balanceTable'
import { advanceFactVersion } from '../../../main/ledger/ledgerTable'
import { importHandlers } from '../../../main/usecase/importHandlers'
import { aCompany, anInvoice } from '../../support/aCompany'
import { controller, reviewer, tempLedger } from '../../support/tempLedger'
import { codes, contentOf, counts, importing, value } from './importing'

const invoiceHeader =
  'Id,InvoiceNumber,AccountId,Currency,Status,InvoiceDate,DueDate,Amount,TaxAmount,Balance,PaymentAmount,RefundAmount'
const itemHeader = 'Id,InvoiceId,ChargeName,ChargeAmount'
const taxHeader = 'Id,InvoiceItemId,Name,TaxAmount,TaxRate'

function company(): Ledger {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] }] })
  return ledger
}

function invoiceRow(change: Partial<Record<string, string>> = {}): string {
  const row: Record<string, string> = {
    Id: 'I1',
    InvoiceNumber: 'INV-I1',
    AccountId: 'A1',
    Currency: 'USD',
    Status: 'Posted',
    InvoiceDate: '2026-11-01',
    DueDate: '2026-11-01',
    Amount: '120',
    TaxAmount: '20',
    Balance: '120',
    PaymentAmount: '0',
    RefundAmount: '0',
    ...change,
  }
  return invoiceHeader
    .split(',')
    .map((name) => row[name])
    .join(',')
}

const sheet = (header: string, ...rows: string[]) => [header, ...rows, ''].join('\n')

describe('what rests on what', () => {
  // kind of file, its text, verdicts: new/changed/same/refused/twins, and the codes of the refused rows
  test.each([
    ['an item of an invoice in the ledger', sheet(itemHeader, 'IT2,I1,Extra,5.00'), '1/0/0/0/0', []],
    [
      'an item of an unknown invoice',
      sheet(itemHeader, 'IT2,I9,Extra,5.00'),
      '0/0/0/1/0',
      ['row_parent_unknown'],
    ],
    ['an item without invoice', sheet(itemHeader, 'IT2,,Extra,5.00'), '0/0/0/1/0', ['row_parent_unknown']],
    [
      'an item in another currency',
      sheet(`${itemHeader},Currency`, 'IT2,I1,Extra,5.00,EUR'),
      '0/0/0/1/0',
      ['row_currency_differs'],
    ],
    [
      'an item that moves',
      sheet(`${itemHeader},InvoiceNumber`, 'IT2,I1,Extra,5.00,INV-I2'),
      '0/0/0/1/0',
      ['row_parent_differs'],
    ],
    [
      'an item twice',
      sheet(itemHeader, 'IT2,I1,Extra,5.00', 'IT3,I1,More,1', 'IT2,I1,Extra,5.00'),
      '2/0/0/1/0',
      ['row_key_duplicate'],
    ],
    ['a known item', sheet(itemHeader, 'IT1,I1,Item IT1,100.00'), '0/0/1/0/0', []],
    ['a known item with another name', sheet(itemHeader, 'IT1,I1,Renamed,100.00'), '0/1/0/0/0', []],
    ['a tax line of a known item', sheet(taxHeader, 'T2,IT1,Tax,1.005,0.01'), '1/0/0/0/0', []],
    ['a tax line without item', sheet(taxHeader, 'T2,IT9,Tax,1,0.01'), '0/0/0/1/0', ['row_parent_unknown']],
    ['a known tax line', sheet(taxHeader, 'T1,IT1,Tax,20.00,'), '0/0/1/0/0', []],
    ['a known invoice', sheet(invoiceHeader, invoiceRow()), '0/0/1/0/0', []],
    [
      'a paid invoice',
      sheet(invoiceHeader, invoiceRow({ Balance: '20', PaymentAmount: '100' })),
      '0/1/0/0/0',
      [],
    ],
    [
      'an invoice in another currency',
      sheet(invoiceHeader, invoiceRow({ Currency: 'EUR' })),
      '0/0/0/1/0',
      ['row_currency_differs'],
    ],
    [
      'an invoice in no currency',
      sheet(invoiceHeader, invoiceRow({ Currency: 'ZZZ' })),
      '0/0/0/1/0',
      ['row_currency_unknown'],
    ],
    [
      'another invoice of the same number',
      sheet(invoiceHeader, invoiceRow({ Id: 'I2' })),
      '0/0/0/1/0',
      ['row_key_duplicate'],
    ],
    [
      'two new invoices of one number',
      sheet(
        invoiceHeader,
        invoiceRow({ Id: 'I2', InvoiceNumber: 'N' }),
        invoiceRow({ Id: 'I3', InvoiceNumber: 'N' }),
      ),
      '1/0/0/1/0',
      ['row_key_duplicate'],
    ],
  ])('%s', (_name, text, verdict, refused) => {
    const ledger = company()
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('file.csv', text)))
    expect(counts(view)).toEqual({ 'file.csv': verdict })
    expect(
      into.rows(view, 'refused').flatMap(({ rejections }) => rejections.map(({ code }) => code)),
    ).toEqual(refused)
  })

  test('what rests on a refused row says so', () => {
    const ledger = company()
    const into = importing(ledger)
    const view = into.preview(
      into.start(
        into.text('tax.csv', sheet(taxHeader, 'T5,IT5,Tax,1,0.1')),
        into.text('items.csv', sheet(itemHeader, 'IT5,I5,Extra,5.00')),
        into.text(
          'invoices.csv',
          sheet(invoiceHeader, invoiceRow({ Id: 'I5', InvoiceNumber: 'INV-5', Status: 'Lost' })),
        ),
      ),
    )
    expect(into.rows(view).map(({ kind, line, rejections }) => [kind, line, rejections[0]?.code])).toEqual([
      ['taxLine', 2, 'row_parent_refused'],
      ['item', 2, 'row_parent_refused'],
      ['invoice', 2, 'row_value_not_in_list'],
    ])
  })

  test('a file that breaks in its middle is refused as a whole', () => {
    const ledger = company()
    const into = importing(ledger)
    const started = into.start(
      into.text(
        'items.csv',
        `${sheet(itemHeader, ...Array.from({ length: 60000 }, (_, row) => `X${row},I1,Extra,5.00`))}X,I1\n`,
      ),
      into.text('codes.csv', sheet('Name,Type,Status', 'New Code,Revenue,Active')),
    )
    const view = into.preview(started)
    expect(
      view.files.map(({ rejections }) =>
        rejections.map(({ code, params }) => `${code} ${String(params.line)}`),
      ),
    ).toEqual([['csv_ragged_row 60002'], []])
    expect(counts(view)).toEqual({ 'codes.csv': '1/0/0/0/0' })
    expect(into.rows(view)).toHaveLength(1)
  })
})

describe('changes', () => {
  test('was and is, field by field; columns that a file lacks stay', () => {
    const ledger = company()
    ledger.sql(`update item set sku = 'S-1', quantity = '3' where id = 'IT1'`).run()
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('items.csv', sheet(itemHeader, 'IT1,I1,Renamed,90.00'))))
    expect(into.rows(view, 'changed')[0]?.changes).toEqual([
      { field: 'name', was: 'Item IT1', is: 'Renamed' },
      { field: 'amount', was: '100.00', is: '90.00' },
    ])
    value(into.commit(view))
    // The same page afterwards, now that the ledger has what is.
    expect(into.rows(view, 'changed')[0]?.changes).toHaveLength(2)
    expect(
      ledger.sql(`select name, amount_minor, sku, quantity, as_of from item where id = 'IT1'`).get(),
    ).toEqual({
      name: 'Renamed',
      amount_minor: 9000n,
      sku: 'S-1',
      quantity: '3',
      as_of: '2026-11-19T00:00:00.000Z',
    })
    const [kept] = ledger
      .sql<{ kind: string; fact_id: string; content: string; import_id: string }>(
        'select * from fact_history',
      )
      .all()
    expect(kept).toMatchObject({
      kind: 'item',
      fact_id: 'IT1',
      import_id: 'IMPORT0',
      replaced_by_import_id: view.importId,
    })
    expect(JSON.parse(kept!.content)).toMatchObject({ name: 'Item IT1', amount_minor: 10000 })
  })

  test('an older file replaces nothing, but may bring what is new', () => {
    const ledger = company()
    const into = importing(ledger)
    const file = into.text('items.csv', sheet(itemHeader, 'IT1,I1,Older name,100.00', 'IT2,I1,New,1.00'))
    const view = into.preview(into.start(file), '2026-11-14T00:00:00.000Z')
    expect(counts(view)).toEqual({ 'items.csv': '1/0/0/1/0' })
    expect(into.rows(view, 'refused')[0]?.rejections[0]).toMatchObject({
      code: 'row_older_than_known',
      params: { line: 2, expected: '2026-11-15T00:00:00.000Z', found: '2026-11-14T00:00:00.000Z' },
    })
  })

  test('a moment that has not come yet is refused', () => {
    const into = importing(company())
    const { importId } = into.start(into.text('items.csv', sheet(itemHeader, 'IT2,I1,New,1.00')))
    expect(
      codes(importHandlers.previewImport(into.context, { importId, asOf: '2027-01-01T00:00:00.000Z' })),
    ).toEqual(['date_invalid'])
  })

  test('the same facts of a later file are as of then', () => {
    const ledger = company()
    const into = importing(ledger)
    into.take([into.text('invoices.csv', sheet(invoiceHeader, invoiceRow()))])
    expect(ledger.sql(`select as_of from invoice`).all()).toEqual([{ as_of: '2026-11-19T00:00:00.000Z' }])
    expect(ledger.sql('select * from fact_history').all()).toEqual([])
  })

  test('a fact under a posted adjustment changes with a warning', () => {
    const ledger = company()
    postCredit(ledger)
    const into = importing(ledger)
    const view = into.preview(
      into.start(
        into.text('items.csv', sheet(itemHeader, 'IT1,I1,Item IT1,90.00')),
        into.text('invoices.csv', sheet(invoiceHeader, invoiceRow({ Amount: '110', Balance: '110' }))),
      ),
    )
    const warned = view.warnings.filter(({ code }) => code === 'fact_replaces_posted_basis')
    expect(warned.map(({ params }) => [params.field, params.expected, params.found])).toEqual([
      ['balance', '120.00', '110.00'],
      ['amount', '100.00', '90.00'],
    ])
    expect(into.rows(view, 'changed').map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
      ['fact_replaces_posted_basis'],
      ['fact_replaces_posted_basis'],
    ])
    value(into.commit(view))
    expect(
      ledger.sql('select balance_minor, pending_minor, current_balance_minor from invoice').get(),
    ).toEqual({
      balance_minor: 11000n,
      pending_minor: -1000n,
      current_balance_minor: 10000n,
    })
  })

  test.each([
    [
      'sums_disagree',
      sheet(invoiceHeader, invoiceRow({ Amount: '130', Balance: '130' })),
      '130.00',
      '120.00',
    ],
    ['sums_disagree', sheet(itemHeader, 'IT2,I1,Extra,5.00'), '120.00', '125.00'],
    ['balance_disagrees', sheet(invoiceHeader, invoiceRow({ Balance: '100' })), '100.00', '120.00'],
  ])('%s is a warning', (code, text, expected, found) => {
    const into = importing(company())
    const view = into.preview(into.start(into.text('file.csv', text)))
    expect(
      view.warnings
        .filter((warning) => warning.code === code)
        .map(({ params }) => [params.expected, params.found]),
    ).toEqual([[expected, found]])
    expect(into.commit(view).ok).toBe(true)
  })

  test('a fact finer than its currency keeps its text', () => {
    const ledger = company()
    const into = importing(ledger)
    const view = into.take([into.text('tax.csv', sheet(taxHeader, 'T2,IT1,Tax,1.005,0.01'))])
    expect(view.warnings.map(({ code, params }) => [code, params.found, params.expected])).toContainEqual([
      'fact_rounded',
      '1.005',
      '1.01',
    ])
    expect(ledger.sql(`select amount_minor, amount_exact from tax_line where id = 'T2'`).get()).toEqual({
      amount_minor: 101n,
      amount_exact: '1.005',
    })
  })
})

describe('accounts, codes and periods', () => {
  test('a placeholder is replaced by whatever file brings the account', () => {
    const ledger = company()
    const into = importing(ledger)
    const invoice = invoiceRow({ Id: 'I7', InvoiceNumber: 'INV-7', AccountId: 'A7' })
    expect(into.take([into.text('invoices.csv', sheet(invoiceHeader, invoice))]).warnings[0]).toMatchObject({
      code: 'placeholder_account',
      params: { line: 2, column: 3, field: 'accountId', found: 'A7' },
    })
    const accounts = into.text(
      'accounts.csv',
      sheet('Id,AccountNumber,Name,Currency,Status', 'A7,ACC-7,Seven Seas,USD,Active'),
    )
    expect(counts(into.take([accounts], '2026-01-01T00:00:00.000Z'))).toEqual({ 'accounts.csv': '0/1/0/0/0' })
    expect(ledger.sql(`select name, is_placeholder from account where id = 'A7'`).get()).toEqual({
      name: 'Seven Seas',
      is_placeholder: 0n,
    })
  })

  test.each([
    ['the same', '2026-11,2026-11-01,2026-11-30,Open', '0/0/1/0/0', []],
    ['another state', '2026-11,2026-11-01,2026-11-30,Closed', '0/0/1/0/0', ['period_state_ignored']],
    ['a new one', '2027-01,2027-01-01,2027-01-31,Open', '1/0/0/0/0', []],
    ['other days', '2026-11,2026-11-01,2026-11-29,Open', '0/0/0/1/0', ['row_period_changes']],
    [
      'another name for a known id',
      'November,2026-11-01,2026-11-30,Open,P2026-11',
      '0/0/0/1/0',
      ['row_period_changes'],
    ],
    ['an overlap', 'Late,2026-12-15,2027-01-15,Open', '0/0/0/1/0', ['row_period_changes']],
    ['backwards', '2027-01,2027-01-31,2027-01-01,Open', '0/0/0/1/0', ['row_date_malformed']],
  ])('a period: %s', (_name, row, verdict, told) => {
    const ledger = company()
    const before = ledger.sql(`select * from period where start_date < '2027'`).all()
    const into = importing(ledger, controller)
    const view = into.take([
      into.text(
        'periods.csv',
        sheet(
          row.split(',').length > 4 ? 'Name,StartDate,EndDate,Status,Id' : 'Name,StartDate,EndDate,Status',
          row,
        ),
      ),
    ])
    expect(counts(view)).toEqual({ 'periods.csv': verdict })
    const refused = into.rows(view, 'refused').flatMap(({ rejections }) => rejections.map(({ code }) => code))
    expect([...refused, ...view.warnings.map(({ code }) => code)]).toEqual(told)
    expect(ledger.sql(`select * from period where start_date < '2027'`).all()).toEqual(before)
  })

  test('a new default reason is the only one', () => {
    const ledger = company()
    const into = importing(ledger)
    into.take([
      into.text(
        'reasons.csv',
        sheet('ReasonCode,Active,Default', 'Service Outage,TRUE,TRUE', 'Write-off,FALSE,FALSE'),
      ),
    ])
    expect(ledger.sql('select name from reason_code where is_default = 1').all()).toEqual([
      { name: 'Service Outage' },
    ])
    expect(ledger.sql(`select active from reason_code where name = 'Write-off'`).get()).toEqual({
      active: 0n,
    })
  })
})

describe('the commit', () => {
  const text = sheet(itemHeader, 'IT2,I1,Extra,5.00')

  test('takes nothing when something has moved', () => {
    const ledger = company()
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('items.csv', text)))
    advanceFactVersion(ledger)
    const before = contentOf(ledger)
    expect(codes(into.commit(view))).toEqual(['import_moved'])
    expect(contentOf(ledger)).toEqual(before)
    const again = into.preview(view)
    expect(into.commit(again).ok).toBe(true)
  })

  test('happens once', () => {
    const ledger = company()
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('items.csv', text)))
    const command = { commandId: into.context.newId(), importId: view.importId }
    const first = value(importHandlers.commitImport(into.context, command))
    const content = contentOf(ledger)
    expect(importHandlers.commitImport(into.context, command)).toEqual({
      ok: true,
      value: first,
      warnings: [],
    })
    expect(codes(into.commit(view))).toEqual(['import_not_ready'])
    value(importHandlers.discardImport(into.context, { importId: view.importId }))
    expect(value(importHandlers.commitImport(into.context, command))).toMatchObject({
      state: 'committed',
      counts: first.counts,
    })
    expect(contentOf(ledger)).toEqual(content)
  })

  test('needs a preview, the right, and no cancel', () => {
    const ledger = company()
    const into = importing(ledger)
    const started = into.start(into.text('items.csv', text))
    expect(codes(into.commit(started))).toEqual(['import_not_ready'])
    const view = into.preview(started)
    const command = { commandId: into.context.newId(), importId: view.importId }
    expect(codes(importHandlers.commitImport({ ...into.context, person: reviewer }, command))).toEqual([
      'right_missing',
    ])
    into.cancelAfter(-1)
    expect(codes(into.commit(view))).toEqual(['job_cancelled'])
    expect(ledger.sql('select count(*) as rows from item').get()).toEqual({ rows: 1n })
  })

  test('a cancelled preview leaves nothing, and can be made again', () => {
    const ledger = company()
    const before = contentOf(ledger)
    const into = importing(ledger)
    const started = into.start(into.text('items.csv', text))
    for (const calls of [0, 1, 2]) {
      into.cancelAfter(calls)
      expect(
        codes(
          importHandlers.previewImport(into.context, {
            importId: started.importId,
            asOf: '2026-11-19T00:00:00.000Z',
          }),
        ),
      ).toEqual(['job_cancelled'])
    }
    into.cancelAfter(1000)
    expect(value(importHandlers.getImport(into.context, { importId: started.importId })).state).toBe(
      'recognised',
    )
    expect(counts(into.preview(started))).toEqual({ 'items.csv': '1/0/0/0/0' })
    expect(contentOf(ledger)).toEqual(before)
  })

  test('is one row of the audit log', () => {
    const ledger = company()
    const into = importing(ledger)
    const view = into.take([into.text('items.csv', text)])
    const row = ledger
      .sql<{ subject: string; detail: string }>(
        `select subject, detail from audit where action = 'commitImport'`,
      )
      .get()
    expect(row?.subject).toBe(`import ${view.importId}`)
    expect(JSON.parse(row!.detail)).toMatchObject({
      asOf: '2026-11-19T00:00:00.000Z',
      files: [{ name: 'items.csv', kind: 'item' }],
    })
    expect(ledger.sql<{ files: string }>('select files from import').get()?.files).toContain('"hash":"')
  })
})

test('an import that is not known', () => {
  const into = importing(company())
  const importId = into.context.newId()
  expect(codes(importHandlers.getImport(into.context, { importId }))).toEqual(['import_unknown'])
  expect(codes(importHandlers.discardImport(into.context, { importId }))).toEqual(['import_unknown'])
  expect(codes(importHandlers.startImport(into.context, { files: ['no-such-handle-known'] }))).toEqual([
    'not_found',
  ])
})

/** A credit of 10.00 on item IT1, posted here and not landed. */
function postCredit(ledger: Ledger): void {
  insertPostedAdjustments(ledger, [
    {
      id: '01LOCAL0000000000000000001',
      kind: 'IIA',
      number: 'IIA-7F3K-00000001',
      invoiceId: 'I1',
      invoiceNumber: 'INV-I1',
      sourceType: 'InvoiceDetail',
      sourceId: 'IT1',
      type: 'Credit',
      currency: 'USD',
      amountMinor: 1000n,
      impactMinor: -1000n,
      date: '2026-11-10',
      periodId: 'P2026-11',
      reasonCode: 'Write-off',
      referenceId: '',
      comment: '',
      accountingCode: '',
      deferredRevenueAccount: '',
      recognizedRevenueAccount: '',
      excludeFromRevenue: false,
      integrationId: '',
      integrationStatus: '',
      syncDate: '',
      customFields: {},
      reversesId: '',
      replacesId: '',
      batchId: 'B1',
      recordedAt: '2026-11-18T00:00:00.000Z',
      recordedBy: 'Robin Reviewer',
    },
  ])
  refreshBalances(ledger, ['I1'])
}
