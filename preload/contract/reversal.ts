import { z } from 'zod'
import { AdjustmentRow } from './adjustment'
import { BatchName, InvoiceEffect } from './batch'
import { AdjustmentType } from './line'
import { Rejection } from './rejection'
import { AmountInput, CalendarDate, Currency, MoneyText, Moment, Ulid } from './text'

/** What a reversal starts from: its candidates are all adjustments of it. */
export const ReversalStart = z.discriminatedUnion('of', [
  z.object({ of: z.literal('invoice'), invoiceId: z.string().max(64) }),
  // More than a plan takes (`reversal_too_many`), so that too large a selection is told what the limit is.
  z.object({ of: z.literal('adjustments'), adjustmentIds: z.array(Ulid).min(1).max(200000) }),
  z.object({ of: z.literal('batch'), batchId: Ulid }),
  z.object({ of: z.literal('period'), periodId: z.string().max(64) }),
])
export type ReversalStart = z.infer<typeof ReversalStart>

export const reversalSteps = ['what', 'when', 'instead', 'effect', 'confirm'] as const
export const ReversalStep = z.enum(reversalSteps)
export type ReversalStep = z.infer<typeof ReversalStep>

/** "Reverse and correct": what is posted instead, on the same place and the day of the reversal unless given. */
export const Replacement = z.object({
  type: AdjustmentType,
  amount: AmountInput,
  /** Empty for the day of the reversal. */
  date: z.string().max(32),
  /** Empty for the reason of the reversal. */
  reasonCode: z.string().max(1000),
  comment: z.string().max(4000),
})
export type Replacement = z.infer<typeof Replacement>

/** What a person wants of one candidate; what is left out stays as it is. Empty texts go back to what is proposed. */
export const LineWish = z.object({
  chosen: z.boolean().optional(),
  /** As typed; empty for all that is left. */
  amount: AmountInput.optional(),
  date: z.string().max(32).optional(),
  reasonCode: z.string().max(1000).optional(),
  /** Null for the number of the original. */
  referenceId: z.string().max(1000).nullable().optional(),
  comment: z.string().max(4000).optional(),
  replacement: Replacement.nullable().optional(),
})
export type LineWish = z.infer<typeof LineWish>

export const ReversalEdit = z.object({
  step: ReversalStep.optional(),
  /** For all lines that name none of their own. */
  reasonCode: z.string().max(1000).optional(),
  comment: z.string().max(4000).optional(),
  lines: z
    .array(LineWish.extend({ adjustmentId: Ulid }))
    .max(20000)
    .optional(),
  /** Takes the new proposals for what has moved. */
  acceptMoved: z.boolean().optional(),
})
export type ReversalEdit = z.infer<typeof ReversalEdit>

export const ReversalTarget = z.discriminatedUnion('into', [
  z.object({ into: z.literal('new'), name: BatchName }),
  z.object({ into: z.literal('open'), batchId: Ulid, editNumber: z.number().int() }),
])
export type ReversalTarget = z.infer<typeof ReversalTarget>

/** `none`: no period contains the day. */
export const PeriodStanding = z.enum(['open', 'pending_close', 'closed', 'hard_locked', 'none'])
export type PeriodStanding = z.infer<typeof PeriodStanding>

/** Which rule chose a date, as a code that the screen says in words; `person` where someone did. */
export const DateReason = z.enum(['original_date', 'first_open_day', 'today', 'person', ''])
export type DateReason = z.infer<typeof DateReason>

export const ReversalCandidate = z.object({
  row: AdjustmentRow,
  periodId: z.string(),
  standing: PeriodStanding,
  /** Reversed by what stands; what waits is apart. */
  reversed: MoneyText,
  waiting: z.array(
    z.object({ batchId: Ulid, batchName: z.string(), personName: z.string(), amount: MoneyText }),
  ),
  remainder: MoneyText,
  chosen: z.boolean(),
  /** Why no line can be made or why its line is refused, with the legal alternative in `params`. */
  rejections: z.array(Rejection),
  warnings: z.array(Rejection),
  /** Of the reversal. */
  type: AdjustmentType,
  /** As typed; empty for all that is left. */
  typedAmount: z.string(),
  amount: z.union([MoneyText, z.literal('')]),
  isFull: z.boolean(),
  date: z.string(),
  dateReason: DateReason,
  /** What the rule proposes; empty where it finds no open day. */
  proposedDate: z.string(),
  datePeriodName: z.string(),
  reasonCode: z.string(),
  referenceId: z.string(),
  comment: z.string(),
  replacement: Replacement.extend({ actualDate: z.string(), rejections: z.array(Rejection) }).nullable(),
})
export type ReversalCandidate = z.infer<typeof ReversalCandidate>

/** A line of which something is not as it was last shown: "was / is". */
export const MovedLine = z.object({
  adjustmentId: Ulid,
  number: z.string(),
  what: z.enum(['date', 'amount', 'period']),
  was: z.string(),
  is: z.string(),
  currency: z.union([Currency, z.literal('')]),
})
export type MovedLine = z.infer<typeof MovedLine>

export const OpenEffect = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string(),
  name: z.string(),
  currency: Currency,
  before: MoneyText,
  change: MoneyText,
  after: MoneyText,
})

/** Debit less credit on one account, dated in one period. */
export const AccountEffect = z.object({
  periodName: z.string(),
  account: z.string(),
  currency: Currency,
  net: MoneyText,
})

/** What was posted then, and what this posts, as impacts on balances. */
export const PeriodEffect = z.object({
  periodName: z.string(),
  currency: Currency,
  originals: MoneyText,
  posted: MoneyText,
})

/** original + before + now = rest; the rest is zero where the reversal is full. */
export const ProofRow = z.object({
  by: z.enum(['source', 'period', 'currency']),
  label: z.string(),
  detail: z.string(),
  currency: Currency,
  original: MoneyText,
  before: MoneyText,
  now: MoneyText,
  rest: MoneyText,
  isFull: z.boolean(),
})
export type ProofRow = z.infer<typeof ProofRow>

export const ReversalEffect = z.object({
  invoices: z.array(InvoiceEffect),
  sources: z.array(OpenEffect),
  accounts: z.array(AccountEffect),
  periods: z.array(PeriodEffect),
  proof: z.array(ProofRow),
})
export type ReversalEffect = z.infer<typeof ReversalEffect>

export const ReversalRow = z.object({
  reversalId: Ulid,
  of: z.enum(['invoice', 'adjustments', 'batch', 'period']),
  /** The number or name of what it started from; empty for a selection. */
  label: z.string(),
  step: ReversalStep,
  candidateCount: z.number().int(),
  chosenCount: z.number().int(),
  personName: z.string(),
  createdAt: Moment,
  changedAt: Moment,
})
export type ReversalRow = z.infer<typeof ReversalRow>

/** What an undo or a redo would touch; the screen says it in words. */
export const ReversalStepBack = z.object({
  what: z.enum([
    'chosen',
    'amount',
    'date',
    'reasonCode',
    'referenceId',
    'comment',
    'replacement',
    'several',
  ]),
  /** How many lines; 0 for what holds for all. */
  lineCount: z.number().int(),
})
export type ReversalStepBack = z.infer<typeof ReversalStepBack>

/** A plan as a whole: what every edit may change. */
const ReversalHead = ReversalRow.extend({
  editNumber: z.number().int(),
  /** The batch that its lines went to; empty while it is being planned. */
  batchId: z.string(),
  reasonCode: z.string(),
  comment: z.string(),
  moved: z.array(MovedLine),
  /** Worked out in the steps that show it (effect, confirm), else empty. */
  effect: ReversalEffect,
  /** Lines that finishing makes: reversals and replacements. */
  reversalCount: z.number().int(),
  replacementCount: z.number().int(),
  rejectedCount: z.number().int(),
  /** Credits, charges and net by currency. */
  totals: z.array(z.object({ currency: Currency, credits: MoneyText, charges: MoneyText, net: MoneyText })),
  undo: ReversalStepBack.nullable(),
  redo: ReversalStepBack.nullable(),
})

export const ReversalView = ReversalHead.extend({ candidates: z.array(ReversalCandidate) })
export type ReversalView = z.infer<typeof ReversalView>

/** What an edit comes to: only the candidates that look otherwise, unless the whole plan had to be judged anew. */
export const ReversalAnswer = ReversalView.extend({ isWhole: z.boolean() })
export type ReversalAnswer = z.infer<typeof ReversalAnswer>

/** What is kept of a plan; the figures are made anew each time it is looked at. */
export const PlanContent = z.object({
  of: ReversalRow.shape.of,
  label: z.string(),
  step: ReversalStep,
  reasonCode: z.string(),
  comment: z.string(),
  adjustmentIds: z.array(Ulid),
  wishes: z.record(Ulid, LineWish),
  /** What was last shown of each: date, the period of the date, amount. */
  seen: z.record(
    Ulid,
    z.object({ date: CalendarDate.or(z.literal('')), period: z.string(), amount: z.string() }),
  ),
})
export type PlanContent = z.infer<typeof PlanContent>
