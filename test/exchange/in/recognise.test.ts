import { describe, expect, test } from 'vitest'
import { openTables } from '../../../main/exchange/in'
import { openInputFile } from '../../../main/exchange/in/file'
import { kinds } from '../../../main/exchange/in/kind'
import { notImported } from '../../../main/exchange/in/kind/notImported'
import { checkMapping, suggestMapping } from '../../../main/exchange/in/mapping'
import { recognise, suggestColumns } from '../../../main/exchange/in/recognise'
import { kindOf } from '../../../main/exchange/in/kind'

const fixture = new URL('../../fixture/import/', import.meta.url).pathname

function seen(columns: string): string {
  const found = recognise(columns.split(','))
  if (found === undefined) return 'unknown'
  return 'notImported' in found ? `not imported: ${found.notImported}` : `${found.kind} ${found.naming}`
}

test.each([
  ['Id,AccountNumber,Name,Currency,Status', 'account api'],
  ['Account.Id,Account.AccountNumber,Account.Name,Account.Currency', 'account export'],
  ['Account ID,Account Number,Account Name,Currency', 'account label'],
  ['id,account_number,name,currency', 'account warehouse'],
  ['ID,ACCOUNT_NUMBER,NAME,CURRENCY', 'account warehouse'],
  ['Id,InvoiceNumber,AccountId,InvoiceDate,Amount,Balance,Status', 'invoice api'],
  ['Invoice.Id,Invoice.InvoiceNumber,Account.AccountNumber,Invoice.Amount', 'invoice export'],
  ['Invoice: Invoice Number,Invoice: Amount,Account: Account Number', 'invoice export'],
  ['Invoice ID,Invoice Number,Invoice Date,Amount,Balance,Account Number', 'invoice label'],
  ['id,invoice_number,invoice_date,amount,balance,source_id,source_type', 'invoice warehouse'],
  ['Id,InvoiceId,ChargeName,ChargeAmount', 'item api'],
  [
    'InvoiceItem.Id,Invoice.InvoiceNumber,InvoiceItem.ChargeAmount,Subscription.Name,Product.SKU',
    'item export',
  ],
  ['Invoice Item ID,Invoice Number,Charge Amount,Tax Amount', 'item label'],
  ['id,invoice_id,charge_amount,tax_amount', 'item warehouse'],
  ['id,chargeAmount,chargeName,processingType', 'item api'],
  ['Id,InvoiceItemId,TaxAmount,TaxRate,Jurisdiction', 'taxLine api'],
  ['TaxationItem.Id,InvoiceItem.Id,Invoice.Id,TaxationItem.TaxAmount', 'taxLine export'],
  ['id,invoice_item_id,tax_amount,tax_date', 'taxLine warehouse'],
  ['Id,AdjustmentNumber,InvoiceNumber,Type,Amount,AdjustmentDate', 'invoiceAdjustment api'],
  ['InvoiceAdjustment.Id,InvoiceAdjustment.Amount,Invoice.InvoiceNumber', 'invoiceAdjustment export'],
  [
    'Id,AdjustmentNumber,InvoiceId,SourceType,SourceId,Type,Amount,AdjustmentDate',
    'invoiceItemAdjustment api',
  ],
  [
    'InvoiceItemAdjustment.Id,InvoiceItemAdjustment.SourceId,Invoice.Id,Account.Id',
    'invoiceItemAdjustment export',
  ],
  [
    'Adjustment Number,Invoice Number,Source Type,Source ID,Type,Amount,Adjustment Date',
    'invoiceItemAdjustment label',
  ],
  [
    'id,adjustment_number,source_type,source_id,type,amount,adjustment_date',
    'invoiceItemAdjustment warehouse',
  ],
  ['Name,Type,Status,GlAccountName', 'accountingCode api'],
  ['name,type,status', 'accountingCode warehouse'],
  ['ReasonCode,Active,Default', 'reasonCode api'],
  ['Reason Code Name,Status', 'reasonCode label'],
  ['Name,StartDate,EndDate,FiscalYear,Status', 'period api'],
  ['Period Name,Start Date,End Date,Fiscal Year,Status', 'period label'],
  ['id,source_transaction_number,type,amount,adjustment_date', 'not imported: credit balance adjustments'],
  [
    'CreditBalanceAdjustment.Id,Account.Id,CreditBalanceAdjustment.Amount',
    'not imported: credit balance adjustments',
  ],
  ['Id,PaymentNumber,Amount,EffectiveDate', 'not imported: payments'],
  ['Payment.Id,Payment.Amount,Account.AccountNumber', 'not imported: payments'],
  ['RefundNumber,Amount,RefundDate', 'not imported: refunds'],
  ['InvoicePayment.Id,Invoice.InvoiceNumber,Payment.Id', 'not imported: payments'],
  ['CreditMemoNumber,CreditMemoDate,Amount', 'not imported: credit memos'],
  ['DebitMemoNumber,Amount', 'not imported: debit memos'],
  ['Id,TermType,TermStartDate,AccountId', 'not imported: subscriptions'],
  ['colour,taste', 'unknown'],
  ['Id', 'unknown'],
])('%s', (columns, verdict) => {
  expect(seen(columns)).toBe(verdict)
})

test.each([
  ['zuora_account_data.csv', 'account warehouse'],
  ['zuora_invoice_data.csv', 'invoice warehouse'],
  ['zuora_invoice_item_data.csv', 'item warehouse'],
  ['zuora_taxation_item_data.csv', 'taxLine warehouse'],
  ['zuora_credit_balance_adjustment_data.csv', 'not imported: credit balance adjustments'],
])('%s', (name, verdict) => {
  const [table] = openTables(openInputFile(`${fixture}dbt_zuora/${name}`, name))
  expect(seen(table!.columns.join(','))).toBe(verdict)
  const found = recognise(table!.columns)
  if (found === undefined || 'notImported' in found) return
  expect(checkMapping(table!, suggestMapping(table!, found.kind, 'utf-8'))).toEqual([])
})

describe('names', () => {
  test('four namings suggest the same mapping', () => {
    const namings = [
      ['Id', 'InvoiceNumber', 'AccountId', 'InvoiceDate', 'Amount', 'Balance', 'Status'],
      [
        'Invoice.Id',
        'Invoice.InvoiceNumber',
        'Account.Id',
        'Invoice.InvoiceDate',
        'Invoice.Amount',
        'Invoice.Balance',
        'Invoice.Status',
      ],
      ['Invoice ID', 'Invoice Number', 'Account ID', 'Invoice Date', 'Amount', 'Balance', 'Status'],
      ['id', 'invoice_number', 'account_id', 'invoice_date', 'amount', 'balance', 'status'],
    ]
    for (const columns of namings) {
      const mapped = suggestColumns(kindOf('invoice'), columns)
      expect(columns.map((column) => mapped.get(column))).toEqual([
        'id',
        'invoiceNumber',
        'accountId',
        'invoiceDate',
        'amount',
        'balance',
        'status',
      ])
    }
  })

  test("another object's field is not taken for one's own", () => {
    const mapped = suggestColumns(kindOf('item'), [
      'InvoiceItem.Id',
      'Invoice.Id',
      'Invoice.Amount',
      'Account.Id',
    ])
    expect([...mapped]).toEqual([
      ['InvoiceItem.Id', 'id'],
      ['Invoice.Id', 'invoiceId'],
    ])
  })

  test('every field of every kind can be mapped by its own first name', () => {
    for (const kind of kinds) {
      for (const field of kind.fields) {
        expect([kind.kind, field.name, suggestColumns(kind, [field.names[0]!]).get(field.names[0]!)]).toEqual(
          [kind.kind, field.name, field.name],
        )
      }
      expect(new Set(kind.fields.map(({ name }) => name)).size).toBe(kind.fields.length)
    }
    expect(notImported.length).toBeGreaterThan(5)
  })

  test('faults of a mapping are named', () => {
    const [table] = openTables(openInputFile(`${fixture}dirt/sound.csv`, 'sound.csv'))
    const mapping = suggestMapping(table!, 'invoice', 'utf-8')
    const columns = { ...mapping.columns, Nowhere: 'comments', Balance: 'amount', Status: 'colour' }
    const told = checkMapping(table!, { ...mapping, columns }).map(
      ({ code, params }) => `${code} ${String(params.field)}`,
    )
    expect(told).toEqual([
      'column_missing colour',
      'column_mapped_twice amount',
      'column_missing comments',
      'column_missing status',
      'column_missing balance',
    ])
  })
})
