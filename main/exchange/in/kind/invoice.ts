import { choice, currency, date, deleted, flag, id, lines, money, moment, required, text } from './kind'
import type { Kind } from './kind'

export const invoice: Kind = {
  kind: 'invoice',
  object: 'Invoice',
  signatures: [
    {
      all: [
        ['InvoiceNumber', 'InvoiceId', 'Id'],
        ['InvoiceDate'],
        ['Amount', 'Balance', 'InvoiceAmount', 'InvoiceBalance'],
      ],
    },
  ],
  oneOf: [['accountId', 'accountNumber']],
  fields: [
    required(id('id', 'Id', 'InvoiceId')),
    required(text('invoiceNumber', 255, 'InvoiceNumber', 'Number')),
    id('accountId', 'AccountId', 'Account.Id'),
    text('accountNumber', 255, 'AccountNumber', 'Account.AccountNumber'),
    text('accountName', 255, 'AccountName', 'Account.Name', 'CustomerName'),
    currency(
      'currency',
      'Currency',
      'TransactionCurrency',
      'InvoiceCurrency',
      'Account.Currency',
      'AccountCurrency',
    ),
    required(
      choice(
        'status',
        {
          Posted: [],
          Draft: [],
          Canceled: ['Cancelled', 'Voided'],
          Split: [],
          Other: ['Error', 'Generating', 'Pending', 'Reversed'],
        },
        'Status',
        'InvoiceStatus',
      ),
    ),
    required(date('invoiceDate', 'InvoiceDate')),
    date('dueDate', 'DueDate'),
    date('targetDate', 'TargetDate'),
    moment('postedDate', 'PostedDate'),
    required(money('amount', 'Amount', 'InvoiceAmount', 'TotalAmount')),
    money('amountWithoutTax', 'AmountWithoutTax'),
    money('taxAmount', 'TaxAmount'),
    required(money('balance', 'Balance', 'InvoiceBalance')),
    money('paymentAmount', 'PaymentAmount'),
    money('refundAmount', 'RefundAmount'),
    money('adjustmentAmount', 'AdjustmentAmount'),
    money('creditBalanceAdjustmentAmount', 'CreditBalanceAdjustmentAmount'),
    money('creditMemoAmount', 'CreditMemoAmount'),
    lines('comments', 4000, 'Comments', 'Comment'),
    text('source', 255, 'Source'),
    text('sourceId', 255, 'SourceId'),
    text('transferredToAccounting', 40, 'TransferredToAccounting'),
    flag('reversed', 'Reversed'),
    id('createdById', 'CreatedById'),
    moment('createdDate', 'CreatedDate'),
    id('updatedById', 'UpdatedById'),
    moment('updatedDate', 'UpdatedDate'),
    deleted,
  ],
}
