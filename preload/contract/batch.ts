import { z } from 'zod'
import { ApprovalStanding } from './approval'
import { AmountInput, Currency, Hash, MoneyText, Moment, Ulid } from './text'
import { AdjustmentType, Line, LineContent, SourceType } from './line'
import { Rejection } from './rejection'
import { pageInput, pageOf } from './paging'

export const batchStates = ['draft', 'submitted', 'approved', 'exported', 'landed'] as const
export const BatchState = z.enum(batchStates)
export type BatchState = z.infer<typeof BatchState>

/** Credits, charges and their net of one currency; never summed across currencies. Credits are positive figures here. */
export const CurrencyTotal = z.object({
  currency: Currency,
  creditCount: z.number().int(),
  chargeCount: z.number().int(),
  credits: MoneyText,
  charges: MoneyText,
  net: MoneyText,
})
export type CurrencyTotal = z.infer<typeof CurrencyTotal>

export const BatchRow = z.object({
  batchId: Ulid,
  name: z.string(),
  state: BatchState,
  revision: z.number().int(),
  editNumber: z.number().int(),
  lineCount: z.number().int(),
  invoiceCount: z.number().int(),
  totals: z.array(CurrencyTotal),
  preparerName: z.string(),
  createdAt: Moment,
  changedAt: Moment,
  /** Who may act next, in words of state: what Home counts. */
  waitsFor: z.enum(['preparer', 'reviewer', 'posting', 'export', 'landing', 'nobody']),
  /** Approved in another ledger, and not posted in this one. */
  isApprovedElsewhere: z.boolean(),
  isBornHere: z.boolean(),
})
export type BatchRow = z.infer<typeof BatchRow>
export const ListBatches = pageInput(
  z.object({ text: z.string().max(200), state: z.union([BatchState, z.literal('')]) }),
  z.enum(['changedAt', 'name']),
)
export const BatchPage = pageOf(BatchRow)

export const BatchEvent = z.object({
  event: z.enum([
    'created',
    'submitted',
    'recalled',
    'returned',
    'approved',
    'posted',
    'exported',
    'landed',
    // Between ledgers: a file of it left, came in, or was merged with what was changed here.
    'file_saved',
    'brought_in',
    'merged',
  ]),
  revision: z.number().int(),
  personName: z.string(),
  at: Moment,
  comment: z.string(),
})
export type BatchEvent = z.infer<typeof BatchEvent>

export const LineLanding = z.enum(['', 'in_flight', 'landed', 'refused'])
export type LineLanding = z.infer<typeof LineLanding>

/** A line with what the checks say of it and what it does. Texts of amounts are empty where unknown. */
export const LineView = z.object({
  line: Line,
  invoiceNumber: z.string(),
  accountName: z.string(),
  sourceName: z.string(),
  currency: z.string(),
  impact: z.string(),
  openBefore: z.string(),
  openAfter: z.string(),
  balanceBefore: z.string(),
  balanceAfter: z.string(),
  rejections: z.array(Rejection),
  warnings: z.array(Rejection),
  /** The adjustment it made or acted on, once posted. */
  adjustmentId: z.string(),
  adjustmentNumber: z.string(),
  /** Of the adjustment that it reverses; empty for a line that reverses none. */
  originalNumber: z.string(),
  landing: LineLanding,
})
export type LineView = z.infer<typeof LineView>

/** A fact that moved between submit and now: "was / is". */
export const MovedFact = z.object({
  lineIds: z.array(Ulid),
  what: z.string(),
  subject: z.string(),
  was: z.string(),
  is: z.string(),
})
export type MovedFact = z.infer<typeof MovedFact>

/** Per invoice of a batch: balance before and after. */
export const InvoiceEffect = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string(),
  accountName: z.string(),
  currency: Currency,
  lineCount: z.number().int(),
  balanceBefore: MoneyText,
  change: MoneyText,
  balanceAfter: MoneyText,
})
export type InvoiceEffect = z.infer<typeof InvoiceEffect>

export const BatchView = BatchRow.extend({
  contentHash: z.union([Hash, z.literal('')]),
  /** The ledger in which it was made; only that one exports it. */
  birthLedgerName: z.string(),
  rejectedLineCount: z.number().int(),
  /** The first 200 refusals and all distinct warnings, each at `lines/ID/field`. */
  rejections: z.array(Rejection),
  warnings: z.array(Rejection),
  invoices: z.array(InvoiceEffect),
  events: z.array(BatchEvent),
  movedFacts: z.array(MovedFact),
  undoLabel: z.string(),
  redoLabel: z.string(),
  /** Whether the acting person may approve, and if not, why (a rejection code). */
  mayApprove: z.boolean(),
  mayNotApproveBecause: z.string(),
  approval: ApprovalStanding,
  /** Of one that was approved elsewhere: why it is not posted here, as it was when it was tried last. */
  notPostedBecause: z.array(Rejection),
  landedCount: z.number().int(),
  refusedCount: z.number().int(),
  exportedAt: z.string(),
})
export type BatchView = z.infer<typeof BatchView>

export const ListLines = z.object({
  batchId: Ulid,
  /** 0 for the batch as it stands, else a frozen revision. */
  revision: z.number().int().min(0),
  invoiceId: z.string().max(64),
  from: z.number().int().min(0),
  limit: z.number().int().min(1).max(5000),
})
export const LineList = z.object({ rows: z.array(LineView), total: z.number().int() })

/** What was signed of a revision: by whom, and with which key (its fingerprint). */
export const SignedAct = z.object({
  act: z.enum(['submit', 'return', 'approve']),
  signerName: z.string(),
  identityId: Hash,
  at: Moment,
})

export const RevisionRow = z.object({
  revision: z.number().int(),
  contentHash: Hash,
  submittedByName: z.string(),
  submittedAt: Moment,
  lineCount: z.number().int(),
  totals: z.array(CurrencyTotal),
  statements: z.array(SignedAct),
  /** Made elsewhere under a number that another revision has here. */
  isBranch: z.boolean(),
})
export type RevisionRow = z.infer<typeof RevisionRow>

// Draft edits ---------------------------------------------------------------------------------

/** Fields of a line that a draft edit may give; what is left out stays as it is (or takes its default). */
export const LineFields = LineContent.partial()
export type LineFields = z.infer<typeof LineFields>

/**
 * One change of a draft. `put` creates a line (without `lineId`) or changes one; `adjustSource` is a
 * cell of the invoice grid: it finds the line of that source in the batch, makes it, changes it, or
 * removes it when the amount is emptied.
 */
export const DraftChange = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put'), lineId: z.union([Ulid, z.literal('')]), fields: LineFields }),
  z.object({ op: z.literal('remove'), lineId: Ulid }),
  z.object({
    op: z.literal('adjustSource'),
    invoiceId: z.string().max(64),
    sourceType: SourceType,
    sourceId: z.string().max(64),
    type: AdjustmentType,
    /** As typed: `(1,234.50)`, `97.5`, empty to take the line out. */
    amount: AmountInput,
    fields: LineFields,
  }),
])
export type DraftChange = z.infer<typeof DraftChange>

export const BulkHow = z.discriminatedUnion('how', [
  z.object({ how: z.literal('percentage'), percent: z.string().max(12), type: AdjustmentType }),
  z.object({ how: z.literal('amount'), amount: AmountInput, type: AdjustmentType }),
  z.object({ how: z.literal('open') }),
  /** One header amount over the chosen lines by largest remainder. */
  z.object({ how: z.literal('spread'), amount: AmountInput, type: AdjustmentType, withTax: z.boolean() }),
])
export type BulkHow = z.infer<typeof BulkHow>

/** What one edit answers with: the edited lines as they are now, and the invoices they touch. */
export const DraftAnswer = z.object({
  batchId: Ulid,
  editNumber: z.number().int(),
  savedAt: Moment,
  /** Lines whose verdict or content is new; removed ones in `removedLineIds`. */
  lines: z.array(LineView),
  removedLineIds: z.array(Ulid),
  invoices: z.array(InvoiceEffect),
  totals: z.array(CurrencyTotal),
  lineCount: z.number().int(),
  rejectedLineCount: z.number().int(),
  undoLabel: z.string(),
  redoLabel: z.string(),
  /** Of a spread: the lines that got the odd unit. */
  oddUnitLineIds: z.array(Ulid),
})
export type DraftAnswer = z.infer<typeof DraftAnswer>

/** A pasted list of corrections, read: one verdict per row, places as row and column from 1. */
export const PasteAnswer = DraftAnswer.extend({
  readRows: z.number().int(),
  refusedRows: z.array(Rejection),
})
export type PasteAnswer = z.infer<typeof PasteAnswer>

export const BatchName = z.string().trim().min(1).max(120)
export const Comment = z.string().trim().max(1000)

export const ConfirmedWarning = z.object({ code: z.string().max(40), at: z.string().max(300) })
