import { choice, date, deleted, flag, id, lines, money, moment, required, text } from './kind'
import type { Field, Kind } from './kind'

const type = required(choice('type', { Credit: [], Charge: [] }, 'Type', 'AdjustmentType'))
const amount = required(money('amount', 'Amount', 'AdjustmentAmount'))
const adjustmentDate = required(date('adjustmentDate', 'AdjustmentDate', 'Date'))
const status = choice('status', { Processed: [], Canceled: ['Cancelled'] }, 'Status', 'AdjustmentStatus')

// Nothing and "No" are the same: the API has no value for it, screens say No.
const transferred = choice(
  'transferredToAccounting',
  { No: [], Processing: [], Yes: [], Error: [], Ignore: ['Ignored'] },
  'TransferredToAccounting',
)

const invoice: Field[] = [
  id('invoiceId', 'InvoiceId', 'Invoice.Id'),
  text('invoiceNumber', 255, 'InvoiceNumber', 'Invoice.InvoiceNumber'),
]

/** Fields that both kinds have. A number given by the billing system is IA-…, IIA-… or IILA-…. */
const common: Field[] = [
  required(text('adjustmentNumber', 255, 'AdjustmentNumber', 'Number')),
  id('accountId', 'AccountId', 'Account.Id'),
  text('customerName', 255, 'CustomerName', 'Account.Name', 'AccountName'),
  text('customerNumber', 255, 'CustomerNumber', 'Account.AccountNumber', 'AccountNumber'),
  ...invoice,
  type,
  amount,
  adjustmentDate,
  text('reasonCode', 100, 'ReasonCode'),
  text('referenceId', 255, 'ReferenceId', 'Reference'),
  lines('comment', 1000, 'Comment', 'Comments'),
  text('accountingCode', 100, 'AccountingCode'),
  status,
  transferred,
  id('cancelledById', 'CancelledById'),
  moment('cancelledOn', 'CancelledOn', 'CancelledDate'),
  id('createdById', 'CreatedById'),
  moment('createdDate', 'CreatedDate'),
  id('updatedById', 'UpdatedById'),
  moment('updatedDate', 'UpdatedDate'),
  text('integrationId', 255, 'IntegrationId__NS'),
  text('integrationStatus', 255, 'IntegrationStatus__NS'),
  text('syncDate', 255, 'SyncDate__NS'),
  deleted,
]

export const invoiceAdjustment: Kind = {
  kind: 'invoiceAdjustment',
  object: 'InvoiceAdjustment',
  signatures: [
    {
      all: [
        ['AdjustmentDate', 'AdjustmentNumber'],
        ['Type', 'AdjustmentType'],
        ['Amount', 'AdjustmentAmount'],
      ],
      none: ['SourceId', 'SourceType', 'InvoiceItemName'],
    },
  ],
  oneOf: [['invoiceId', 'invoiceNumber']],
  fields: [required(id('id', 'Id', 'InvoiceAdjustmentId')), ...common, money('impactAmount', 'ImpactAmount')],
}

export const invoiceItemAdjustment: Kind = {
  kind: 'invoiceItemAdjustment',
  object: 'InvoiceItemAdjustment',
  signatures: [
    {
      all: [
        ['SourceType', 'SourceId', 'InvoiceItemName'],
        ['AdjustmentDate', 'AdjustmentNumber'],
        ['Type', 'AdjustmentType'],
      ],
    },
  ],
  oneOf: [['invoiceId', 'invoiceNumber']],
  fields: [
    required(id('id', 'Id', 'InvoiceItemAdjustmentId')),
    ...common,
    required(
      choice('sourceType', { InvoiceDetail: ['InvoiceItem', 'Item'], Tax: ['TaxationItem'] }, 'SourceType'),
    ),
    required(id('sourceId', 'SourceId')),
    text('invoiceItemName', 255, 'InvoiceItemName', 'ChargeName'),
    date('serviceStartDate', 'ServiceStartDate'),
    date('serviceEndDate', 'ServiceEndDate'),
    text('deferredRevenueAccount', 100, 'DeferredRevenueAccount'),
    text('recognizedRevenueAccount', 100, 'RecognizedRevenueAccount'),
    flag('excludeFromRevenue', 'ExcludeItemBillingFromRevenueAccounting'),
  ],
}
