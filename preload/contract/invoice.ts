import { z } from 'zod'
import { CalendarDate, Currency, MoneyText, Moment, Ulid } from './text'
import { SourceType } from './line'
import { Rejection } from './rejection'
import { pageInput, pageOf } from './paging'

export const AccountRow = z.object({
  accountId: z.string(),
  number: z.string(),
  name: z.string(),
  currency: z.string(),
  status: z.string(),
  isPlaceholder: z.boolean(),
  invoiceCount: z.number().int(),
})
export type AccountRow = z.infer<typeof AccountRow>
export const ListAccounts = pageInput(z.object({ text: z.string().max(200) }), z.enum(['number', 'name']))
export const AccountPage = pageOf(AccountRow)

export const InvoiceRow = z.object({
  invoiceId: z.string(),
  number: z.string(),
  accountId: z.string(),
  accountNumber: z.string(),
  accountName: z.string(),
  status: z.string(),
  currency: Currency,
  invoiceDate: z.string(),
  dueDate: z.string(),
  amount: MoneyText,
  /** Sum of the impacts of its Processed adjustments. */
  adjusted: MoneyText,
  balance: MoneyText,
  itemCount: z.number().int(),
  adjustmentCount: z.number().int(),
})
export type InvoiceRow = z.infer<typeof InvoiceRow>
export const InvoiceFilter = z.object({
  text: z.string().max(200),
  accountId: z.string().max(64),
  status: z.string().max(20),
  currency: z.string().max(3),
  balance: z.enum(['any', 'positive', 'zero', 'negative']),
  dateFrom: z.string().max(10),
  dateTo: z.string().max(10),
})
export type InvoiceFilter = z.infer<typeof InvoiceFilter>
export const InvoiceSort = z.enum(['number', 'accountName', 'invoiceDate', 'dueDate', 'amount', 'balance'])
export const ListInvoices = pageInput(InvoiceFilter, InvoiceSort)
export const InvoicePage = pageOf(InvoiceRow)

export const InvoiceView = InvoiceRow.extend({
  paid: MoneyText,
  refunded: MoneyText,
  importedBalance: MoneyText,
  asOf: Moment,
  historyVerified: z.boolean(),
  taxLineCount: z.number().int(),
  warnings: z.array(Rejection),
})
export type InvoiceView = z.infer<typeof InvoiceView>

/** An item or a tax line with what its adjustments have left open; tax lines follow their item. */
export const SourceRow = z.object({
  sourceType: SourceType,
  sourceId: z.string(),
  /** The item itself, or the item of the tax line. */
  itemId: z.string(),
  /** Counts items from 1; tax lines carry their item's. */
  itemNumber: z.number().int(),
  name: z.string(),
  serviceStart: z.string(),
  serviceEnd: z.string(),
  processingType: z.string(),
  sku: z.string(),
  accountingCode: z.string(),
  amount: MoneyText,
  /** As the file had it, when it has more decimals than the currency; else empty. */
  exactAmount: z.string(),
  adjusted: MoneyText,
  open: MoneyText,
  adjustmentCount: z.number().int(),
  asOf: Moment,
})
export type SourceRow = z.infer<typeof SourceRow>
export const ListSources = z.object({
  invoiceId: z.string().max(64),
  /** 0-based position of the first row wanted. */
  from: z.number().int().min(0),
  limit: z.number().int().min(1).max(5000),
})
export const SourceList = z.object({ rows: z.array(SourceRow), total: z.number().int() })

/** `batchId` is empty where there is no draft beside the invoice. */
export const SumSources = z.object({
  invoiceId: z.string().max(64),
  batchId: z.union([Ulid, z.literal('')]),
})
/** Sums of all items and tax lines of an invoice; credits, charges and what they leave open count accepted lines. */
export const SourceSums = z.object({
  amount: MoneyText,
  adjusted: MoneyText,
  open: MoneyText,
  credits: MoneyText,
  charges: MoneyText,
  newOpen: MoneyText,
  /** Lines of the batch that adjust an item or a tax line, refused ones too. */
  changedCount: z.number().int(),
})

export const FindAnything = z.object({
  text: z.string().min(1).max(200),
  limit: z.number().int().min(1).max(50),
})
export const Found = z.object({
  found: z.array(
    z.object({
      kind: z.enum(['account', 'invoice', 'adjustment', 'batch']),
      id: z.string(),
      title: z.string(),
      detail: z.string(),
    }),
  ),
})

export const ReasonView = z.object({
  name: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
  reversalDateRule: z.enum(['original_or_first_open', 'today']),
  accountingCode: z.string(),
})
export type ReasonView = z.infer<typeof ReasonView>
export const AccountingCodeView = z.object({ name: z.string(), type: z.string(), active: z.boolean() })
export type AccountingCodeView = z.infer<typeof AccountingCodeView>
export const PeriodView = z.object({
  periodId: z.string(),
  name: z.string(),
  start: CalendarDate,
  end: CalendarDate,
  fiscalYear: z.string(),
  fiscalQuarter: z.string(),
  state: z.enum(['Open', 'PendingClose', 'Closed']),
  hardLocked: z.boolean(),
})
export type PeriodView = z.infer<typeof PeriodView>
export const Choices = z.object({
  reasons: z.array(ReasonView),
  accountingCodes: z.array(AccountingCodeView),
  periods: z.array(PeriodView),
})
export type Choices = z.infer<typeof Choices>
