import type { Signature } from './kind'

/** Kinds that are known by sight and named, so that nobody wonders why nothing came of the file. */
export interface NotImported {
  readonly name: string
  readonly object: string
  readonly signatures: readonly Signature[]
}

export const notImported: readonly NotImported[] = [
  {
    name: 'credit balance adjustments',
    object: 'CreditBalanceAdjustment',
    signatures: [
      {
        all: [
          ['SourceTransactionId', 'SourceTransactionNumber', 'SourceTransactionType'],
          ['Type'],
          ['Amount'],
        ],
      },
    ],
  },
  {
    name: 'refunds',
    object: 'Refund',
    signatures: [{ all: [['RefundNumber', 'RefundDate'], ['Amount']], none: ['InvoiceDate'] }],
  },
  {
    name: 'payments',
    object: 'Payment',
    signatures: [
      { all: [['PaymentNumber'], ['Amount', 'EffectiveDate', 'PaymentMethodId']], none: ['InvoiceDate'] },
      { all: [['PaymentMethodId'], ['EffectiveDate'], ['Amount']], none: ['InvoiceDate'] },
    ],
  },
  {
    name: 'payment parts of invoices',
    object: 'InvoicePayment',
    signatures: [{ all: [['PaymentId'], ['InvoiceId'], ['Amount']], none: ['ChargeAmount', 'InvoiceDate'] }],
  },
  {
    name: 'credit memos',
    object: 'CreditMemo',
    signatures: [
      { all: [['CreditMemoNumber', 'CreditMemoDate', 'MemoNumber', 'MemoDate']], none: ['InvoiceDate'] },
    ],
  },
  {
    name: 'debit memos',
    object: 'DebitMemo',
    signatures: [{ all: [['DebitMemoNumber', 'DebitMemoDate']], none: ['InvoiceDate'] }],
  },
  {
    name: 'subscriptions',
    object: 'Subscription',
    signatures: [
      {
        all: [
          ['TermType', 'InitialTerm'],
          ['SubscriptionStartDate', 'ContractEffectiveDate', 'TermStartDate'],
        ],
      },
    ],
  },
  { name: 'amendments', object: 'Amendment', signatures: [] },
  {
    name: 'rate plan charges',
    object: 'RatePlanCharge',
    signatures: [{ all: [['ChargeModel', 'ChargeType'], ['RatePlanId']] }],
  },
  { name: 'products', object: 'Product', signatures: [] },
  { name: 'usage', object: 'Usage', signatures: [{ all: [['UOM'], ['Quantity'], ['StartDateTime']] }] },
  { name: 'journal entries', object: 'JournalEntry', signatures: [] },
]
