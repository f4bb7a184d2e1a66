import { describe, expect, it } from 'vitest'
import type { BulkHow } from '@contract/batch'
import { readSettings, writeSettings } from '../../../main/ledger/settingTable'
import { bulkEdit } from '../../../main/usecase/batch/bulkEdit'
import { pasteCorrections } from '../../../main/usecase/batch/pasteCorrections'
import { readPastedTable } from '../../../main/usecase/batch/pastedTable'
import { undoEdit } from '../../../main/usecase/batch/undoEdit'
import { aDraft, cell, codesOf, edit, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { tempLedger, testContext } from '../../support/tempLedger'

function ready(adjustOppositeSign = true) {
  const ledger = tempLedger()
  aCompany(ledger)
  writeSettings(ledger, { ...readSettings(ledger), adjustOppositeSign })
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000, name: 'Seats', tax: [{ id: 'T1', amount: 1000 }] },
      { id: 'IT2', amount: 5000, name: 'Storage' },
      { id: 'IT3', amount: -3000, name: 'Discount' },
    ],
  })
  anInvoice(ledger, {
    id: 'I2',
    items: [
      { id: 'IT4', amount: 10000, name: 'Seats' },
      { id: 'IT5', amount: 100, name: 'seats' },
    ],
  })
  const context = testContext(ledger)
  return { context, batchId: aDraft(context).batchId }
}

function bulk(edit: BulkHow, sources: string[] = [], before: Parameters<typeof edit_>[2] = []) {
  const { context, batchId } = ready()
  const editNumber = before.length > 0 ? edit_(context, batchId, before).editNumber : 0
  const input = {
    commandId: context.newId(),
    batchId,
    editNumber,
    invoiceId: 'I1',
    sources,
    edit,
    fields: {},
  }
  return bulkEdit(context, input)
}
const edit_ = edit

const adjusted = (outcome: ReturnType<typeof bulkEdit>) =>
  valueOf(outcome).lines.map(({ line }) => `${line.sourceId} ${line.type} ${line.amount}`)

describe('bulkEdit', () => {
  it('takes a percentage of each item, and the same share back of a discount', () => {
    expect(adjusted(bulk({ how: 'percentage', percent: '12.5', type: 'Credit' }))).toEqual([
      'IT1 Credit 12.50',
      'IT2 Credit 6.25',
      'IT3 Charge 3.75',
    ])
  })

  it('puts one amount on the chosen sources', () => {
    const sources = ['InvoiceDetail:IT2', 'Tax:T1']
    expect(adjusted(bulk({ how: 'amount', amount: '(3)', type: 'Credit' }, sources))).toEqual([
      'T1 Credit 3.00',
      'IT2 Credit 3.00',
    ])
  })

  it('adjusts all that is open, no further than the balance goes', () => {
    const all = bulk({ how: 'open' }, [
      'InvoiceDetail:IT1',
      'InvoiceDetail:IT2',
      'InvoiceDetail:IT3',
      'Tax:T1',
    ])
    expect(adjusted(all)).toEqual([
      'IT1 Credit 100.00',
      'T1 Credit 10.00',
      'IT2 Credit 50.00',
      'IT3 Charge 30.00',
    ])
    expect(valueOf(all)).toMatchObject({ rejectedLineCount: 0, invoices: [{ balanceAfter: '0.00' }] })
    expect(adjusted(bulk({ how: 'open' }, ['InvoiceDetail:IT1', 'InvoiceDetail:IT2']))).toEqual([
      'IT1 Credit 100.00',
      'IT2 Credit 30.00',
    ])
  })

  it('leaves a discount alone where the tenant does not adjust items of the opposite sign', () => {
    const { context, batchId } = ready(false)
    const edit = { how: 'percentage', percent: '10%', type: 'Credit' } as const
    const input = {
      commandId: context.newId(),
      batchId,
      editNumber: 0,
      invoiceId: 'I1',
      sources: [],
      edit,
      fields: {},
    }
    expect(adjusted(bulkEdit(context, input))).toEqual(['IT1 Credit 10.00', 'IT2 Credit 5.00'])
  })

  it('counts the other lines of the draft when it says what is open', () => {
    const open = bulk({ how: 'open' }, ['InvoiceDetail:IT1'], [cell('I1', 'IT2', 'Credit', '50')])
    expect(adjusted(open)).toEqual(['IT1 Credit 80.00'])
  })

  it('spreads an amount by largest remainder and names the line with the odd unit', () => {
    const spread = bulk({ how: 'spread', amount: '10.00', type: 'Credit', withTax: true })
    expect(adjusted(spread)).toEqual(['IT1 Credit 6.25', 'T1 Credit 0.63', 'IT2 Credit 3.12'])
    const { lines, oddUnitLineIds } = valueOf(spread)
    const odd = lines
      .filter(({ line }) => oddUnitLineIds.includes(line.lineId))
      .map(({ line }) => line.sourceId)
    expect(odd).toEqual(['T1'])
  })

  it.each<[string, BulkHow, string[], string[]]>([
    ['no amount', { how: 'amount', amount: ' ', type: 'Credit' }, [], ['field_required']],
    ['ambiguous', { how: 'amount', amount: '1.234', type: 'Credit' }, [], ['value_unknown']],
    [
      'too many decimals',
      { how: 'spread', amount: '1.23456', type: 'Credit', withTax: false },
      [],
      ['amount_scale'],
    ],
    ['no percentage', { how: 'percentage', percent: 'ten', type: 'Credit' }, [], ['value_unknown']],
    [
      'nothing to spread over',
      { how: 'spread', amount: '5', type: 'Credit', withTax: false },
      ['Tax:T1'],
      ['amount_not_spreadable'],
    ],
    ['an item of another invoice', { how: 'open' }, ['InvoiceDetail:IT4'], ['source_not_on_invoice']],
  ])('refuses %s', (_, how, sources, codes) => {
    expect(codesOf(bulk(how, sources))).toEqual(codes)
  })
})

describe('pasteCorrections', () => {
  const text = [
    'Invoice\tItem\tType\tAmount\tReason\tComment',
    'INV-I1\tIT1\tCredit\t"1,000.50"\tIncorrect Charge\t"two\nlines"',
    'INV-I1\tStorage\t\t(20)\t\t',
    '',
    'INV-I2\tSeats\tCredit\t5\t\t',
    'INV-I9\tSeats\tCredit\t5\t\t',
    'INV-I1\t\tCharge\t1\t\theader',
    'INV-I1\tIT2\tGift\t1\t\t',
  ].join('\r\n')

  it('makes a line of every row that can be one, in one step of undo', () => {
    const { context, batchId } = ready()
    const input = { commandId: context.newId(), batchId, editNumber: 0, text, numberFormat: 'auto' as const }
    const answer = valueOf(pasteCorrections(context, input))
    expect(answer.readRows).toBe(6)
    expect(answer.refusedRows.map(({ code, at, params }) => [code, at, params['field']])).toEqual([
      ['value_unknown', 'rows/5/2', 'item'],
      ['value_unknown', 'rows/8/3', 'type'],
    ])
    expect(
      answer.lines.map(({ line }) => [line.kind, line.invoiceNumber, line.sourceId, line.type, line.amount]),
    ).toEqual([
      ['IIA', 'INV-I1', 'IT1', 'Credit', '1000.50'],
      ['IIA', 'INV-I1', 'IT2', 'Credit', '20.00'],
      ['IIA', 'INV-I9', 'Seats', 'Credit', '5'],
      ['IA', 'INV-I1', '', 'Charge', '1.00'],
    ])
    expect(answer.lines[0]?.line).toMatchObject({ reasonCode: 'Incorrect Charge' })
    expect(valueOf(pasteCorrections(context, input)).lineCount).toBe(4)
    const undone = valueOf(undoEdit(context, { commandId: context.newId(), batchId, editNumber: 1 }))
    expect(undone).toMatchObject({ lineCount: 0, redoLabel: 'Paste 4 rows' })
  })

  it.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a ""b"""\tc', [['a "b"', 'c']]],
    ['5" pipe\tx', [['5" pipe', 'x']]],
    ['"open\tx', [['"open', 'x']]],
    [
      'a;b\r\n\r\nc;d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['', []],
  ])('reads %j', (pasted, cells) => {
    expect(readPastedTable(pasted).map((row) => row.cells)).toEqual(cells)
  })
})
