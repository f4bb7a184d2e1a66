import { choice, currency, date, decimal, deleted, flag, id, money, moment, required, text } from './kind'
import type { Kind } from './kind'

/** A charge line of an invoice. Its amount is without tax in either tax mode. */
export const item: Kind = {
  kind: 'item',
  object: 'InvoiceItem',
  signatures: [
    {
      all: [
        ['ChargeAmount', 'InvoiceItemAmount'],
        ['Id', 'InvoiceItemId'],
      ],
    },
  ],
  oneOf: [['invoiceId', 'invoiceNumber']],
  fields: [
    required(id('id', 'Id', 'InvoiceItemId')),
    id('invoiceId', 'InvoiceId', 'Invoice.Id'),
    text('invoiceNumber', 255, 'InvoiceNumber', 'Invoice.InvoiceNumber'),
    text('chargeName', 255, 'ChargeName', 'InvoiceItemName', 'RatePlanCharge.Name'),
    required(money('chargeAmount', 'ChargeAmount', 'InvoiceItemAmount', 'Amount')),
    money('taxAmount', 'TaxAmount'),
    // The API of today answers words, its older calls and exports numbers.
    choice(
      'processingType',
      {
        Charge: ['0', '0.0'],
        Discount: ['1', '1.0'],
        Prepayment: ['2', '2.0'],
        Tax: ['3', '3.0'],
        Rounding: ['4', '4.0'],
      },
      'ProcessingType',
    ),
    id('appliedToItemId', 'AppliedToInvoiceItemId', 'AppliedToItemId'),
    date('chargeDate', 'ChargeDate'),
    date('serviceStartDate', 'ServiceStartDate', 'ServiceStart'),
    date('serviceEndDate', 'ServiceEndDate', 'ServiceEnd'),
    decimal('quantity', 'Quantity'),
    decimal('unitPrice', 'UnitPrice'),
    text('unitOfMeasure', 255, 'UOM', 'UnitOfMeasure'),
    text('sku', 255, 'SKU', 'ProductSku', 'Product.SKU'),
    text(
      'subscriptionId',
      255,
      'SubscriptionId',
      'SubscriptionNumber',
      'SubscriptionName',
      'Subscription.Name',
      'Subscription.Id',
    ),
    text('accountingCode', 100, 'AccountingCode'),
    text('deferredRevenueAccount', 100, 'DeferredRevenueAccount', 'DeferredRevenueAccountingCode'),
    text('recognizedRevenueAccount', 100, 'RecognizedRevenueAccount', 'RecognizedRevenueAccountingCode'),
    text(
      'receivablesCode',
      100,
      'AccountsReceivableAccountingCode',
      'AccountReceivableAccountingCode',
      'ReceivablesCode',
    ),
    text('taxCode', 255, 'TaxCode'),
    text('taxMode', 40, 'TaxMode'),
    currency('currency', 'Currency', 'TransactionCurrency', 'Account.Currency', 'InvoiceCurrency'),
    flag('excludeFromRevenue', 'ExcludeItemBillingFromRevenueAccounting'),
    moment('createdDate', 'CreatedDate'),
    moment('updatedDate', 'UpdatedDate'),
    deleted,
  ],
}
