import { describe, expect, test } from 'vitest'
import { insertPostedAdjustments, type PostedAdjustment } from '../../../main/ledger/adjustmentTable'
import { refreshBalances } from '../../../main/ledger/balanceTable'
import type { Ledger } from '../../../main/ledger/database'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { importHandlers } from '../../../main/usecase/importHandlers'
import { aPostedBatch, cell, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { tempLedger } from '../../support/tempLedger'
import { codes, contentOf, counts, importing, value } from './importing'

const columns = [
  'Id',
  'AdjustmentNumber',
  'InvoiceId',
  'SourceType',
  'SourceId',
  'Type',
  'Amount',
  'AdjustmentDate',
  'ReasonCode',
  'ReferenceId',
  'Comment',
  'Status',
  'TransferredToAccounting',
  'CreatedDate',
  'CancelledDate',
  'UpdatedDate',
  'Case__c',
]

const standard: Record<string, string> = {
  Id: 'J1',
  AdjustmentNumber: 'IIA-00000001',
  InvoiceId: 'I1',
  SourceType: 'InvoiceDetail',
  SourceId: 'IT1',
  Type: 'Credit',
  Amount: '10.00',
  AdjustmentDate: '2026-11-10',
  ReasonCode: 'Write-off',
  Status: 'Processed',
  CreatedDate: '2026-11-16T00:00:00.000Z',
  UpdatedDate: '2026-11-16T00:00:00.000Z',
}

function sheet(...rows: Partial<Record<string, string>>[]): string {
  const lines = rows.map((row) => columns.map((name) => ({ ...standard, ...row })[name] ?? '').join(','))
  return [columns.join(','), ...lines, ''].join('\n')
}

function company(): Ledger {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] }] })
  anInvoice(ledger, { id: 'I2', currency: 'JPY', items: [{ id: 'IT2', amount: 5000 }] })
  return ledger
}

const localId = '01LOCAL0000000000000000001'

function post(ledger: Ledger, change: Partial<PostedAdjustment> = {}): void {
  const posted: PostedAdjustment = {
    id: localId,
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
    recordedAt: '2026-11-16T00:00:00.000Z',
    recordedBy: 'Robin Reviewer',
    ...change,
  }
  insertPostedAdjustments(ledger, [posted])
  refreshBalances(ledger, ['I1'])
}

const balanceOf = (ledger: Ledger) =>
  ledger
    .sql(
      'select current_balance_minor as balance, adjustment_impact_minor as impact, adjustment_count as count from invoice where id = ?',
    )
    .get('I1')
const stateOf = (ledger: Ledger, id: string) =>
  ledger.sql('select * from adjustment_state where adjustment_id = ?').get(id)

describe('rows', () => {
  test.each([
    ['a new one', {}, '1/0/0/0/0', []],
    ['on a tax line', { SourceType: 'Tax', SourceId: 'T1' }, '1/0/0/0/0', []],
    ['an old prefix', { AdjustmentNumber: 'IILA-00000001' }, '1/0/0/0/0', []],
    ['an unknown invoice', { InvoiceId: 'I9' }, '0/0/0/1/0', ['row_parent_unknown']],
    ['an unknown item', { SourceId: 'IT9' }, '0/0/0/1/0', ['row_parent_unknown']],
    ['an item of another invoice', { SourceId: 'IT2' }, '0/0/0/1/0', ['row_parent_differs']],
    ['an item where a tax line should be', { SourceType: 'Tax' }, '0/0/0/1/0', ['row_parent_unknown']],
    ['JPY 1.50', { InvoiceId: 'I2', SourceId: 'IT2', Amount: '1.50' }, '0/0/0/1/0', ['row_number_scale']],
    ['JPY 15', { InvoiceId: 'I2', SourceId: 'IT2', Amount: '15.00' }, '1/0/0/0/0', []],
    ['a negative amount', { Amount: '-10.00' }, '0/0/0/1/0', ['amount_not_positive']],
    ['an amount too long', { Amount: '12345678901234.00' }, '0/0/0/1/0', ['row_number_too_long']],
    ['an unknown type', { Type: 'Gift' }, '0/0/0/1/0', ['row_value_not_in_list']],
    ['no number', { AdjustmentNumber: '' }, '0/0/0/1/0', ['field_required']],
    ['no id', { Id: '' }, '0/0/0/1/0', ['row_key_missing']],
  ])('%s', (_name, change, verdict, refused) => {
    const into = importing(company())
    const view = into.preview(into.start(into.text('iia.csv', sheet(change))))
    expect(counts(view)).toEqual({ 'iia.csv': verdict })
    expect(
      into.rows(view, 'refused').flatMap(({ rejections }) => rejections.map(({ code }) => code)),
    ).toEqual(refused)
  })

  test('what is new stands in the ledger with all its fields', () => {
    const ledger = company()
    const into = importing(ledger)
    into.take([
      into.text(
        'iia.csv',
        sheet({ Case__c: 'C-17', ReferenceId: 'R', Comment: 'Why', TransferredToAccounting: 'Yes' }),
      ),
    ])
    const [row] = ledger.sql<Record<string, unknown>>('select * from adjustment').all()
    expect(row).toMatchObject({
      origin: 'imported',
      kind: 'IIA',
      number: 'IIA-00000001',
      currency: 'USD',
      amount_minor: 1000n,
      impact_minor: -1000n,
      adjustment_date: '2026-11-10',
      reference_id: 'R',
      comment: 'Why',
      custom_fields: '{"Case__c":"C-17"}',
      period_id: '',
      created_date: '2026-11-16T00:00:00.000Z',
      reverses_id: null,
      batch_id: null,
    })
    expect(stateOf(ledger, String(row?.id))).toMatchObject({
      billing_id: 'J1',
      status: 'Processed',
      transferred: 'Yes',
      create_landed_at: '2026-11-16T00:00:00.000Z',
    })
    // Created after the as-of of the invoice: its balance does not contain it yet.
    expect(balanceOf(ledger)).toEqual({ balance: 11000n, impact: -1000n, count: 1n })
    expect(
      ledger.sql('select event, effect, import_id is not null as ours from adjustment_event').all(),
    ).toEqual([{ event: 'imported', effect: 'create', ours: 1n }])
    expect(ledger.sql(`select history_as_of from invoice where id = 'I1'`).get()).toEqual({
      history_as_of: '2026-11-19T00:00:00.000Z',
    })
  })

  test('one created before the balance is contained in it, a cancelled one is not counted', () => {
    const ledger = company()
    const into = importing(ledger)
    into.take([
      into.text(
        'iia.csv',
        sheet(
          { CreatedDate: '2026-11-12T00:00:00.000Z' },
          {
            Id: 'J2',
            AdjustmentNumber: 'IIA-00000002',
            Status: 'Canceled',
            CreatedDate: '2026-11-12T00:00:00.000Z',
            CancelledDate: '2026-11-13T00:00:00.000Z',
          },
          {
            Id: 'J3',
            AdjustmentNumber: 'IIA-00000003',
            Amount: '5',
            Status: 'Canceled',
            CreatedDate: '2026-11-12T00:00:00.000Z',
            CancelledDate: '2026-11-17T00:00:00.000Z',
          },
        ),
      ),
    ])
    // The third was cancelled after the as-of: its credit is in the balance and comes off again.
    expect(balanceOf(ledger)).toEqual({ balance: 12500n, impact: -1000n, count: 3n })
  })
})

describe('what is known changes by events', () => {
  test('reason, transfer and cancel', () => {
    const ledger = company()
    const into = importing(ledger)
    into.take([into.text('first.csv', sheet({}))])
    const later = {
      ReasonCode: 'Incorrect Charge',
      TransferredToAccounting: 'Error',
      Status: 'Canceled',
      CancelledDate: '2026-11-18T00:00:00.000Z',
      UpdatedDate: '2026-11-18T00:00:00.000Z',
    }
    const view = into.preview(into.start(into.text('second.csv', sheet(later))))
    expect(into.rows(view, 'changed')[0]?.changes).toEqual([
      { field: 'reasonCode', was: 'Write-off', is: 'Incorrect Charge' },
      { field: 'status', was: 'Processed', is: 'Canceled' },
      { field: 'transferredToAccounting', was: '', is: 'Error' },
      { field: 'updatedDate', was: '2026-11-16T00:00:00.000Z', is: '2026-11-18T00:00:00.000Z' },
    ])
    value(into.commit(view))
    const [row] = ledger.sql<{ id: string }>('select id from adjustment').all()
    expect(stateOf(ledger, row!.id)).toMatchObject({
      status: 'Canceled',
      reason_code: 'Incorrect Charge',
      transferred: 'Error',
      cancel_landed_at: '2026-11-18T00:00:00.000Z',
    })
    expect(ledger.sql('select event from adjustment_event order by sequence').all()).toEqual([
      { event: 'imported' },
      { event: 'cancelled' },
      { event: 'updated' },
    ])
    expect(balanceOf(ledger)).toMatchObject({ balance: 12000n, impact: 0n })
    const before = contentOf(ledger)
    expect(counts(into.take([into.text('third.csv', sheet(later))]))).toEqual({ 'third.csv': '0/0/1/0/0' })
    expect(contentOf(ledger)).toEqual(before)
  })

  test.each([
    ['amount', { Amount: '11.00' }, '10.00', '11.00'],
    ['type', { Type: 'Charge' }, 'Credit', 'Charge'],
    ['adjustmentDate', { AdjustmentDate: '2026-11-11' }, '2026-11-10', '2026-11-11'],
  ])('another %s is not the same adjustment', (field, change, expected, found) => {
    const into = importing(company())
    into.take([into.text('first.csv', sheet({}))])
    const view = into.preview(into.start(into.text('second.csv', sheet(change))))
    expect(into.rows(view, 'refused')[0]?.rejections).toMatchObject([
      { code: 'row_adjustment_differs', params: { field, expected, found, line: 2 } },
    ])
  })

  test('an older file does not undo what a newer one said', () => {
    const into = importing(company())
    into.take([
      into.text('newer.csv', sheet({ Status: 'Canceled', CancelledDate: '2026-11-18T00:00:00.000Z' })),
    ])
    const view = into.preview(
      into.start(into.text('older.csv', sheet({ ReasonCode: 'Incorrect Charge' }))),
      '2026-11-17T00:00:00.000Z',
    )
    expect(
      into.rows(view, 'refused').flatMap(({ rejections }) => rejections.map(({ code }) => code)),
    ).not.toEqual([])
  })
})

describe('twins', () => {
  test.each([
    ['in the reference', { ReferenceId: 'IIA-7F3K-00000001' }],
    ['in the comment', { Comment: 'Agreed by phone IIA-7F3K-00000001' }],
  ])('a provisional number %s links beyond doubt', (_name, change) => {
    const ledger = company()
    post(ledger)
    expect(balanceOf(ledger)).toEqual({ balance: 11000n, impact: -1000n, count: 1n })
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('iia.csv', sheet(change))))
    expect(counts(view)).toEqual({ 'iia.csv': '0/0/0/0/1' })
    expect(view.undecidedTwins).toBe(0)
    expect(into.rows(view, 'twin')[0]).toMatchObject({
      twinDecision: 'linked',
      twinAdjustmentId: localId,
      twinNumber: 'IIA-7F3K-00000001',
    })
    value(into.commit(view))
    expect(balanceOf(ledger)).toEqual({ balance: 11000n, impact: -1000n, count: 1n })
    expect(stateOf(ledger, localId)).toMatchObject({
      number: 'IIA-00000001',
      billing_id: 'J1',
      create_landed_at: '2026-11-16T00:00:00.000Z',
    })
    expect(ledger.sql('select event, effect, batch_id, line_id from adjustment_event').all()).toEqual([
      { event: 'landed', effect: 'create', batch_id: 'B1', line_id: localId },
    ])
    const before = contentOf(ledger)
    expect(counts(into.take([into.text('again.csv', sheet(change))]))).toEqual({ 'again.csv': '0/0/1/0/0' })
    expect(contentOf(ledger)).toEqual(before)
  })

  test.each([
    ['a reversal', { type: 'Charge', impactMinor: 1000n, reversesId: localId }, { Type: 'Charge' }],
    ['a replacement of the same amount', { replacesId: localId }, {}],
  ] as const)('%s carries its own number beside that of its original', (_name, change, row) => {
    const ledger = company()
    post(ledger)
    const [ownId, number] = ['01LOCAL0000000000000000002', 'IIA-7F3K-00000002']
    post(ledger, { id: ownId, number, referenceId: 'IIA-7F3K-00000001', comment: number, ...change })
    const into = importing(ledger)
    const carrying = { ReferenceId: 'IIA-7F3K-00000001', Comment: `Wrong price ${number}`, ...row }
    const view = into.preview(into.start(into.text('iia.csv', sheet(carrying))))
    expect(into.rows(view, 'twin')).toMatchObject([{ twinDecision: 'linked', twinAdjustmentId: ownId }])
    value(into.commit(view))
    expect(stateOf(ledger, ownId)).toMatchObject({
      number: 'IIA-00000001',
      create_landed_at: '2026-11-16T00:00:00.000Z',
    })
    expect(stateOf(ledger, localId)).toMatchObject({ create_landed_at: null })
  })

  test('one whose own number cannot be linked any more is not taken for what it stands in for', () => {
    const ledger = company()
    post(ledger)
    const gone = { id: '01LOCAL0000000000000000002', number: 'IIA-7F3K-00000002', replacesId: localId }
    post(ledger, { ...gone, referenceId: 'IIA-7F3K-00000001', comment: gone.number })
    ledger.sql('update adjustment_state set is_refused = 1 where adjustment_id = ?').run(gone.id)
    const into = importing(ledger)
    const carrying = { ReferenceId: 'IIA-7F3K-00000001', Comment: gone.number }
    const view = into.preview(into.start(into.text('iia.csv', sheet(carrying))))
    expect(into.rows(view, 'twin')).toMatchObject([{ twinDecision: 'undecided', twinAdjustmentId: localId }])
  })

  test('what agrees with exactly one is proposed, and a person decides', () => {
    const ledger = company()
    post(ledger)
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('iia.csv', sheet({}))))
    expect(view.undecidedTwins).toBe(1)
    expect(view.warnings.map(({ code }) => code)).toEqual(['twin_proposed'])
    expect(codes(into.commit(view))).toEqual(['import_not_ready'])
    const decide = (decision: 'same' | 'different', line = 2) =>
      importHandlers.decideTwin(into.context, { importId: view.importId, fileId: 'f1', line, decision })
    expect(codes(decide('same', 3))).toEqual(['not_found'])
    expect(value(decide('different')).undecidedTwins).toBe(0)
    expect(value(decide('same')).undecidedTwins).toBe(0)
    value(into.commit(view))
    expect(balanceOf(ledger)).toEqual({ balance: 11000n, impact: -1000n, count: 1n })
  })

  test('another one is counted besides', () => {
    const ledger = company()
    post(ledger)
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('iia.csv', sheet({}))))
    value(
      importHandlers.decideTwin(into.context, {
        importId: view.importId,
        fileId: 'f1',
        line: 2,
        decision: 'different',
      }),
    )
    value(into.commit(view))
    expect(balanceOf(ledger)).toEqual({ balance: 10000n, impact: -2000n, count: 2n })
    expect(stateOf(ledger, localId)).toMatchObject({ billing_id: '', create_landed_at: null })
  })

  test.each([
    ['another amount', { Amount: '9.00' }],
    ['another date', { AdjustmentDate: '2026-11-11' }],
    ['another reason', { ReasonCode: 'Incorrect Charge' }],
    ['another reference', { ReferenceId: 'CASE-2' }],
    ['another type', { Type: 'Charge' }],
    ['another source', { SourceType: 'Tax', SourceId: 'T1' }],
  ])('%s is no twin', (_name, change) => {
    const ledger = company()
    post(ledger)
    const into = importing(ledger)
    const view = into.preview(into.start(into.text('iia.csv', sheet(change))))
    expect(counts(view)).toEqual({ 'iia.csv': '1/0/0/0/0' })
  })

  test('two that agree with one are not proposed', () => {
    const ledger = company()
    post(ledger)
    const into = importing(ledger)
    const view = into.preview(
      into.start(into.text('iia.csv', sheet({}, { Id: 'J2', AdjustmentNumber: 'IIA-00000002' }))),
    )
    expect(counts(view)).toEqual({ 'iia.csv': '2/0/0/0/0' })
  })

  test('a number on something else is for a person to decide', () => {
    const ledger = company()
    post(ledger)
    const into = importing(ledger)
    const view = into.preview(
      into.start(into.text('iia.csv', sheet({ ReferenceId: 'IIA-7F3K-00000001', Amount: '9.00' }))),
    )
    expect(into.rows(view, 'twin')[0]).toMatchObject({
      twinDecision: 'undecided',
      changes: [{ field: 'amount', was: '10.00', is: '9.00' }],
    })
  })

  test('landed by hand with its id before the file comes: known, nothing counted twice', () => {
    const ledger = company()
    post(ledger)
    ledger
      .sql(
        `update adjustment_state set create_landed_at = '2026-11-16T00:00:00.000Z', billing_id = 'J1', number = 'IIA-00000001' where adjustment_id = ?`,
      )
      .run(localId)
    const into = importing(ledger)
    into.take([into.text('iia.csv', sheet({}))])
    expect(balanceOf(ledger)).toEqual({ balance: 11000n, impact: -1000n, count: 1n })
  })

  test('a batch has landed when imports have brought the last of its adjustments', () => {
    const ledger = company()
    const into = importing(ledger)
    const cells = [cell('I1', 'IT1', 'Credit', '10'), cell('I1', 'T1', 'Credit', '5')]
    const { batchId } = aPostedBatch(into.context, cells)
    const stateNow = () => valueOf(getBatch(into.context, { batchId })).state
    const common = {
      AdjustmentDate: '2026-11-20',
      CreatedDate: '2026-11-20T08:00:00.000Z',
      ReasonCode: 'Standard Adjustment',
    }
    const first = { ...common, ReferenceId: 'IIA-7F3K-00000001' }
    const second = {
      ...common,
      Id: 'J2',
      AdjustmentNumber: 'IIA-00000002',
      SourceType: 'Tax',
      SourceId: 'T1',
      Amount: '5.00',
    }
    into.take([into.text('first.csv', sheet(first))], '2026-11-20T09:00:00.000Z')
    expect(stateNow()).toBe('approved')
    const rest = sheet(first, { ...second, ReferenceId: 'IIA-7F3K-00000002' })
    into.take([into.text('second.csv', rest)], '2026-11-20T09:30:00.000Z')
    expect(stateNow()).toBe('landed')
    expect(valueOf(getBatch(into.context, { batchId })).events.at(-1)).toMatchObject({ event: 'landed' })
  })

  test('a cancelled twin has landed with both its effects', () => {
    const ledger = company()
    post(ledger)
    const into = importing(ledger)
    const cancelled = {
      ReferenceId: 'IIA-7F3K-00000001',
      Status: 'Canceled',
      CancelledDate: '2026-11-17T00:00:00.000Z',
    }
    into.take([into.text('iia.csv', sheet(cancelled))])
    expect(stateOf(ledger, localId)).toMatchObject({
      status: 'Canceled',
      cancel_landed_at: '2026-11-17T00:00:00.000Z',
    })
    expect(balanceOf(ledger)).toMatchObject({ balance: 12000n, impact: 0n })
  })
})
