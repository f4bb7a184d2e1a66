import { currency, date, decimal, deleted, id, money, moment, required, text } from './kind'
import type { Kind } from './kind'

/** A tax on an item. A single one may have more decimals than its currency. */
export const taxLine: Kind = {
  kind: 'taxLine',
  object: 'TaxationItem',
  signatures: [
    {
      all: [
        ['InvoiceItemId', 'ItemId', 'TaxationItemId'],
        ['TaxAmount'],
        ['TaxRate', 'TaxDate', 'TaxRateType', 'Jurisdiction', 'TaxCode'],
      ],
      none: ['ChargeAmount'],
    },
  ],
  oneOf: [],
  fields: [
    required(id('id', 'Id', 'TaxationItemId')),
    required(id('itemId', 'InvoiceItemId', 'ItemId', 'InvoiceItem.Id')),
    id('invoiceId', 'InvoiceId', 'Invoice.Id'),
    text('invoiceNumber', 255, 'InvoiceNumber', 'Invoice.InvoiceNumber'),
    text('name', 255, 'Name', 'TaxName', 'TaxationItemName'),
    required(money('taxAmount', 'TaxAmount', 'Amount')),
    decimal('taxRate', 'TaxRate'),
    text('taxRateType', 40, 'TaxRateType'),
    text('taxCode', 255, 'TaxCode'),
    date('taxDate', 'TaxDate'),
    text('taxMode', 40, 'TaxMode'),
    text('jurisdiction', 255, 'Jurisdiction', 'TaxJurisdiction'),
    text('locationCode', 255, 'LocationCode'),
    text(
      'accountingCode',
      100,
      'AccountingCode',
      'SalesTaxPayableAccountingCode',
      'TaxPayableAccountingCode',
    ),
    text(
      'receivablesCode',
      100,
      'AccountsReceivableAccountingCode',
      'AccountReceivableAccountingCode',
      'ReceivablesCode',
    ),
    currency('currency', 'Currency', 'TransactionCurrency', 'Account.Currency', 'InvoiceCurrency'),
    moment('createdDate', 'CreatedDate'),
    moment('updatedDate', 'UpdatedDate'),
    deleted,
  ],
}
