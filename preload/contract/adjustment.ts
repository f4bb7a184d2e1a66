import { z } from 'zod'
import { CalendarDate, Currency, MoneyText, Moment, Ulid } from './text'
import { AdjustmentKind, AdjustmentType } from './line'
import { Rejection } from './rejection'
import { CurrencyTotal } from './batch'
import { pageInput, pageOf } from './paging'

export const AdjustmentRow = z.object({
  adjustmentId: Ulid,
  number: z.string(),
  origin: z.enum(['local', 'imported']),
  kind: AdjustmentKind,
  invoiceId: z.string(),
  invoiceNumber: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  accountNumber: z.string(),
  sourceType: z.string(),
  sourceId: z.string(),
  sourceName: z.string(),
  type: AdjustmentType,
  currency: Currency,
  amount: MoneyText,
  impact: MoneyText,
  date: CalendarDate,
  periodName: z.string(),
  reasonCode: z.string(),
  referenceId: z.string(),
  comment: z.string(),
  status: z.enum(['Processed', 'Canceled']),
  transferred: z.string(),
  /** Of a local one: what is known of its arrival in the billing system. */
  landing: z.enum(['', 'waiting', 'in_flight', 'landed', 'refused']),
  reversesNumber: z.string(),
  remainder: MoneyText,
  batchName: z.string(),
  recordedAt: Moment,
})
export type AdjustmentRow = z.infer<typeof AdjustmentRow>

/** Every field can be searched (`text`) or filtered; empty means any. */
export const AdjustmentFilter = z.object({
  text: z.string().max(200),
  origin: z.union([z.enum(['local', 'imported']), z.literal('')]),
  kind: z.union([AdjustmentKind, z.literal('')]),
  type: z.union([AdjustmentType, z.literal('')]),
  status: z.union([z.enum(['Processed', 'Canceled']), z.literal('')]),
  landing: z.union([z.enum(['waiting', 'in_flight', 'landed', 'refused']), z.literal('')]),
  transferred: z.string().max(10),
  currency: z.string().max(3),
  reasonCode: z.string().max(100),
  accountingCode: z.string().max(100),
  referenceId: z.string().max(100),
  comment: z.string().max(255),
  accountId: z.string().max(64),
  invoiceId: z.string().max(64),
  sourceId: z.string().max(64),
  batchId: z.string().max(26),
  periodId: z.string().max(64),
  dateFrom: z.string().max(10),
  dateTo: z.string().max(10),
  amountFrom: z.string().max(20),
  amountTo: z.string().max(20),
  /** Folds away originals that are fully reversed by linked reversals, and those reversals. */
  reversed: z.enum(['hide', '']).optional(),
})
export type AdjustmentFilter = z.infer<typeof AdjustmentFilter>

export const AdjustmentSort = z.enum(['recorded', 'date', 'number', 'invoiceNumber', 'amount'])
export const ListAdjustments = pageInput(AdjustmentFilter, AdjustmentSort)
export const AdjustmentPage = pageOf(AdjustmentRow)
export const AdjustmentTotals = z.object({ totals: z.array(CurrencyTotal), count: z.number().int() })

export const JournalView = z.object({
  journalId: Ulid,
  effect: z.enum(['create', 'cancel']),
  currency: Currency,
  date: CalendarDate,
  periodName: z.string(),
  entries: z.array(z.object({ account: z.string(), debit: MoneyText, credit: MoneyText })),
})
export type JournalView = z.infer<typeof JournalView>

export const AdjustmentEvent = z.object({
  event: z.string(),
  at: Moment,
  personName: z.string(),
  detail: z.record(z.string(), z.string()),
})
export type AdjustmentEvent = z.infer<typeof AdjustmentEvent>

/** An imported opposite without a link, and what it is taken to reverse: oldest first, until a person links it. */
export const AssumedReversal = z.object({
  /** The other one: what is reversed, or what reverses it. */
  adjustment: AdjustmentRow,
  /** The part of it that counts. */
  amount: MoneyText,
})
export type AssumedReversal = z.infer<typeof AssumedReversal>

/** An adjustment to which an imported opposite could be linked. */
export const LinkChoice = z.object({
  original: AdjustmentRow,
  /** What a link could take of it: opposites without a link give way to it. */
  left: MoneyText,
  isAssumed: z.boolean(),
  /** What the opposite is taken to reverse of it now. */
  assumed: MoneyText,
  /** Numbers of other opposites without a link that are taken to reverse it now. */
  givesWay: z.array(z.string()),
  /** Reference or comment of the opposite name it. */
  isNamed: z.boolean(),
  /** Why it cannot be linked; empty if it can. */
  rejections: z.array(Rejection),
})
export type LinkChoice = z.infer<typeof LinkChoice>

export const AdjustmentView = AdjustmentRow.extend({
  billingId: z.string(),
  provisionalNumber: z.string(),
  accountingCode: z.string(),
  deferredRevenueAccount: z.string(),
  recognizedRevenueAccount: z.string(),
  excludeFromRevenue: z.boolean(),
  integrationId: z.string(),
  integrationStatus: z.string(),
  syncDate: z.string(),
  customFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  serviceStart: z.string(),
  serviceEnd: z.string(),
  createdBy: z.string(),
  createdDate: z.string(),
  updatedBy: z.string(),
  updatedDate: z.string(),
  cancelledBy: z.string(),
  cancelledAt: z.string(),
  batchId: z.string(),
  lineId: z.string(),
  journals: z.array(JournalView),
  events: z.array(AdjustmentEvent),
  reverses: z.array(AdjustmentRow),
  reversedBy: z.array(AdjustmentRow),
  assumedReverses: z.array(AssumedReversal),
  assumedReversedBy: z.array(AssumedReversal),
  link: z.object({
    /** An imported opposite of something earlier can be linked; a link that a person made can be taken away. */
    can: z.enum(['', 'link', 'unlink']),
    /** Who linked it, and when; empty without such a link. */
    personName: z.string(),
    at: z.union([Moment, z.literal('')]),
  }),
  /** "Reverse and correct": what it stands in for, and what stands in for it. */
  replaces: z.array(AdjustmentRow),
  replacedBy: z.array(AdjustmentRow),
  /** Why it cannot be cancelled or deleted now; empty lists mean it can. */
  cancelRejections: z.array(Rejection),
  deleteRejections: z.array(Rejection),
})
export type AdjustmentView = z.infer<typeof AdjustmentView>
