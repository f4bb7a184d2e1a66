import { z } from 'zod'
import { LineView, MovedFact } from './batch'
import { ApprovalStanding } from './approval'
import { Hash, Moment, Ulid } from './text'

/** Why a line is worth a look, in the order of their weight. */
export const riskReasons = [
  'reopened_period',
  'under_exception',
  'credit_then_charge',
  'item_adjusted_before',
  'just_under_threshold',
  'close_to_cap',
  'first_reason_by_preparer',
  'same_pair',
  'round_amount',
] as const
export const RiskReason = z.enum(riskReasons)
export type RiskReason = z.infer<typeof RiskReason>

export const LineMark = z.enum(['', 'accepted', 'returned'])
export type LineMark = z.infer<typeof LineMark>

/** A line as a reviewer goes through it. */
export const ReviewLine = z.object({
  view: LineView,
  /** Weightiest first; `params` are what the sentence names: a figure, a period, a date. */
  risks: z.array(z.object({ reason: RiskReason, params: z.record(z.string(), z.string()) })),
  /** The sum of the weights: lines come in its order, then by amount. */
  score: z.number().int(),
  /** Of the acting person. */
  mark: LineMark,
  comment: z.string(),
  /** Accepted by the same person in this earlier revision, content and facts unchanged since; 0 if not. */
  acceptedInRevision: z.number().int(),
  /** What was said when it was returned in an earlier revision, the latest first. */
  earlierComments: z.array(z.object({ revision: z.number().int(), by: z.string(), comment: z.string() })),
  isInSample: z.boolean(),
  hasMovedFacts: z.boolean(),
})
export type ReviewLine = z.infer<typeof ReviewLine>

export const ReviewSample = z.object({ seed: z.string(), size: z.number().int(), by: z.string(), at: Moment })
export type ReviewSample = z.infer<typeof ReviewSample>

/** What a reviewer said of a line when the batch was returned. */
export const LineComment = z.object({
  lineId: Ulid,
  revision: z.number().int(),
  by: z.string(),
  at: Moment,
  comment: z.string(),
})
export type LineComment = z.infer<typeof LineComment>

/** A submitted batch as its reviewer works through it. */
export const ReviewView = z.object({
  batchId: Ulid,
  revision: z.number().int(),
  contentHash: Hash,
  lines: z.array(ReviewLine),
  movedFacts: z.array(MovedFact),
  /** The last one that was drawn of this revision. */
  sample: z.union([ReviewSample, z.null()]),
  approval: ApprovalStanding,
})
export type ReviewView = z.infer<typeof ReviewView>

export const MarkLines = z.object({
  batchId: Ulid,
  revision: z.number().int(),
  contentHash: Hash,
  lineIds: z.array(Ulid).min(1).max(20000),
  mark: LineMark,
  comment: z.string().trim().max(1000),
})

/** What a line rests on: a fact with its values, and since when it is known. */
export const BasisFact = z.object({
  kind: z.string(),
  id: z.string(),
  label: z.string(),
  currency: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  asOf: z.string(),
})
export type BasisFact = z.infer<typeof BasisFact>

/** An adjustment that stands beside a line: on the same item, tax line or invoice. */
export const BesideAdjustment = z.object({
  adjustmentId: z.string(),
  number: z.string(),
  type: z.string(),
  amount: z.string(),
  currency: z.string(),
  date: z.string(),
  reasonCode: z.string(),
  status: z.string(),
  comment: z.string(),
})
export type BesideAdjustment = z.infer<typeof BesideAdjustment>

export const LineBasis = z.object({
  lineId: Ulid,
  facts: z.array(BasisFact),
  /** On the same source, the latest first; 100 at most. */
  beside: z.array(BesideAdjustment),
  besideCount: z.number().int(),
  /** The journal that approving it books. */
  journal: z.array(z.object({ account: z.string(), debit: z.string(), credit: z.string() })),
})
export type LineBasis = z.infer<typeof LineBasis>
