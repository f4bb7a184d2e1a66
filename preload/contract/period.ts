import { z } from 'zod'
import { CalendarDate, Currency, MoneyText, Moment, Ulid } from './text'
import { Comment, ConfirmedWarning } from './batch'
import { PeriodView } from './invoice'
import { Rejection } from './rejection'

/** Imported periods keep the id of their file. */
export const PeriodId = z.string().min(1).max(64)

/** A period as a person defines it; fiscal year and quarter may be empty. */
export const DefinedPeriod = z.object({
  name: z.string().max(200),
  start: CalendarDate,
  end: CalendarDate,
  fiscalYear: z.string().regex(/^(\d{4})?$/),
  fiscalQuarter: z.enum(['', '1', '2', '3', '4']),
})
export type DefinedPeriod = z.infer<typeof DefinedPeriod>

export const PeriodRow = PeriodView.extend({
  /** Lines that keep it from being closed: submitted, or approved and not known to have landed. */
  waitingCount: z.number().int(),
  /** Lines of drafts that are dated in it. */
  draftCount: z.number().int(),
  /** Exceptions that hold now. */
  exceptionCount: z.number().int(),
})
export type PeriodRow = z.infer<typeof PeriodRow>
export const PeriodList = z.object({ periods: z.array(PeriodRow) })
/** What a command answers with: all periods as they are now. */
export const PeriodsNow = z.object({ periods: z.array(PeriodView) })

/** Adjustments dated in a period, imported ones too; those outside every period have an empty `periodId`. */
export const PeriodTotal = z.object({
  periodId: z.string(),
  currency: Currency,
  /** Processed ones, which the amounts are the sums of. */
  count: z.number().int(),
  canceledCount: z.number().int(),
  credits: MoneyText,
  charges: MoneyText,
  /** Charges less credits. */
  net: MoneyText,
})
export type PeriodTotal = z.infer<typeof PeriodTotal>
export const PeriodTotals = z.object({ totals: z.array(PeriodTotal) })

export const WaitingLine = z.object({
  batchId: Ulid,
  batchName: z.string(),
  batchState: z.enum(['submitted', 'approved', 'exported']),
  lineId: Ulid,
  position: z.number().int(),
  number: z.string(),
  action: z.enum(['create', 'cancel', 'delete']),
  invoiceNumber: z.string(),
  type: z.enum(['', 'Credit', 'Charge']),
  amount: z.string(),
  currency: z.string(),
  date: z.string(),
})
export type WaitingLine = z.infer<typeof WaitingLine>

/** A line that the person submitted into the period, or an adjustment that the person posted there, under an exception. */
export const ExceptionUse = z.object({
  how: z.enum(['submitted', 'posted']),
  at: Moment,
  lineId: Ulid,
  /** Of a submission: whether it was posted, waits, or was returned or recalled. */
  became: z.enum(['posted', 'waiting', 'withdrawn']),
  /** Empty for what has not been posted. */
  adjustmentId: z.union([Ulid, z.literal('')]),
  number: z.string(),
  batchId: Ulid,
  batchName: z.string(),
  revision: z.number().int(),
  type: z.enum(['Credit', 'Charge']),
  amount: MoneyText,
  currency: Currency,
  date: CalendarDate,
})
export type ExceptionUse = z.infer<typeof ExceptionUse>

export const PeriodExceptionView = z.object({
  exceptionId: Ulid,
  personId: z.string(),
  personName: z.string(),
  reason: z.string(),
  until: Moment,
  grantedBy: z.string(),
  grantedAt: Moment,
  /** Empty while nobody has revoked it. */
  revokedAt: z.string(),
  holds: z.boolean(),
  uses: z.array(ExceptionUse),
})
export type PeriodExceptionView = z.infer<typeof PeriodExceptionView>

export const periodSteps = [
  'PendingClose',
  'Closed',
  'Open',
  'backToPendingClose',
  'moveEnd',
  'grant',
  'lock',
] as const
/** What can be done next: nothing stands in the way of a step without rejections. */
export const PeriodStep = z.object({
  step: z.enum(periodSteps),
  rejections: z.array(Rejection),
  /** To be confirmed by the person who takes the step. */
  warnings: z.array(Rejection),
})
export type PeriodStep = z.infer<typeof PeriodStep>

export const PeriodDetail = z.object({
  period: PeriodView,
  steps: z.array(PeriodStep),
  /** The first 500; `waitingCount` counts all. */
  waiting: z.array(WaitingLine),
  waitingCount: z.number().int(),
  drafts: z.array(z.object({ batchId: Ulid, name: z.string(), lineCount: z.number().int() })),
  exceptions: z.array(PeriodExceptionView),
})
export type PeriodDetail = z.infer<typeof PeriodDetail>

/** `start` is only looked at in a ledger without periods; empty means the first day of this year. */
export const ProposePeriods = z.object({
  start: z.union([CalendarDate, z.literal('')]),
  months: z.number().int().min(1).max(36),
})

export const MovePeriod = z.object({
  periodId: PeriodId,
  to: PeriodView.shape.state,
  /** Needed to go back. */
  reason: Comment,
  confirmed: z.array(ConfirmedWarning).max(10),
})

export const GrantException = z.object({
  periodId: PeriodId,
  personId: z.string().max(64),
  reason: Comment,
  /** The exception holds until then, exclusive. */
  until: Moment,
})
