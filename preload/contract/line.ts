import { z } from 'zod'
import { AmountInput, Ulid } from './text'

export const AdjustmentKind = z.enum(['IA', 'IIA'])
export type AdjustmentKind = z.infer<typeof AdjustmentKind>
export const SourceType = z.enum(['InvoiceDetail', 'Tax'])
export type SourceType = z.infer<typeof SourceType>
export const AdjustmentType = z.enum(['Credit', 'Charge'])
export type AdjustmentType = z.infer<typeof AdjustmentType>
export const LineAction = z.enum(['create', 'cancel', 'delete'])
export type LineAction = z.infer<typeof LineAction>

/**
 * The content of one line of a batch, as a person gives it. A `create` makes an adjustment and may
 * reverse an earlier one (`reversesId`) or stand in for it (`replacesId`); a `cancel` or `delete` names the adjustment it acts on
 * (`adjustmentId`) and takes everything else from it. Unfilled texts are empty, never missing.
 */
export const LineContent = z.object({
  action: LineAction,
  kind: AdjustmentKind,
  invoiceId: z.string().max(64),
  invoiceNumber: z.string().max(64),
  sourceType: z.union([SourceType, z.literal('')]),
  sourceId: z.string().max(64),
  type: z.union([AdjustmentType, z.literal('')]),
  /** Decimal text, not yet checked; the checks say what is wrong with it. */
  amount: AmountInput,
  date: z.string().max(32),
  reasonCode: z.string().max(1000),
  referenceId: z.string().max(1000),
  comment: z.string().max(4000),
  accountingCode: z.string().max(1000),
  deferredRevenueAccount: z.string().max(1000),
  recognizedRevenueAccount: z.string().max(1000),
  excludeFromRevenue: z.boolean(),
  integrationId: z.string().max(1000),
  integrationStatus: z.string().max(1000),
  syncDate: z.string().max(1000),
  /** Custom fields by their case-sensitive name (`Case__c`), value and JSON type kept. */
  customFields: z.record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_]*__c$/),
    z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]),
  ),
  adjustmentId: z.union([Ulid, z.literal('')]),
  reversesId: z.union([Ulid, z.literal('')]),
  /** "Reverse and correct": the adjustment that this one stands in for; it changes no rule. */
  replacesId: z.union([Ulid, z.literal('')]),
})
export type LineContent = z.infer<typeof LineContent>

/** A line of a batch: its id is given where the batch was born and travels with it. */
export const Line = LineContent.extend({
  lineId: Ulid,
  position: z.number().int(),
  /** Given at submit, unique to the ledger of birth: `IIA-7F3K-00000012`; empty in a first draft. */
  provisionalNumber: z.string(),
})
export type Line = z.infer<typeof Line>
