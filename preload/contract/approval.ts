import { z } from 'zod'
import { Currency, MoneyText, Ulid } from './text'

/** What a line does, as rules of approval tell kinds apart. */
export const approvalKinds = [
  'item_credit',
  'item_charge',
  'invoice_credit',
  'invoice_charge',
  'reversal',
  'cancel',
  'delete',
] as const
export const ApprovalKind = z.enum(approvalKinds)
export type ApprovalKind = z.infer<typeof ApprovalKind>

/**
 * A limit by currency, each up to and including its amount. Nothing is converted: where a limit is set, a
 * currency that it does not name is not covered. `null`: no limit.
 */
export const Limit = z.union([z.record(z.string().regex(/^[A-Z]{3}$/), MoneyText), z.null()])
export type Limit = z.infer<typeof Limit>

/** What running totals are kept of. */
export const totalKeys = ['invoice', 'account', 'preparer', 'reason'] as const
export const TotalKey = z.enum(totalKeys)
export type TotalKey = z.infer<typeof TotalKey>

/** Gross amount per invoice, account, preparer or reason code over the last days, this batch included. */
export const RunningLimit = z.object({
  of: TotalKey,
  days: z.number().int().min(1).max(3660),
  upTo: z.record(z.string().regex(/^[A-Z]{3}$/), MoneyText),
})
export type RunningLimit = z.infer<typeof RunningLimit>

/**
 * One rule of approval. It covers a batch if each line is of its kinds and within its limits, the batch as a whole
 * too, and so is every running total. Who it names may then approve, and so many of them are needed.
 */
export const ApprovalRule = z.object({
  ruleId: Ulid,
  name: z.string().trim().min(1).max(80),
  kinds: z.array(ApprovalKind).min(1).max(approvalKinds.length),
  /** Of one line; its amount without sign. */
  lineUpTo: Limit,
  /** Of the batch: all its amounts without sign. */
  batchUpTo: Limit,
  running: z.array(RunningLimit).max(20),
  /** Lines that go into a period under an exception. */
  coversExceptions: z.boolean(),
  /** People by id; empty: everybody with the right to review. */
  approverIds: z.array(z.string().max(64)).max(200),
  reviewerCount: z.union([z.literal(1), z.literal(2)]),
})
export type ApprovalRule = z.infer<typeof ApprovalRule>

export const ApprovalRules = z.object({
  rules: z.array(ApprovalRule).max(50),
  /** A ledger whose rules were never changed has one: everything, by one reviewer. */
  isStarting: z.boolean(),
})
export type ApprovalRules = z.infer<typeof ApprovalRules>

/** One line that a person imagines, to see which rules would take it as a batch of its own. */
export const TryApproval = z.object({
  kind: ApprovalKind,
  currency: Currency,
  amount: MoneyText,
  isUnderException: z.boolean(),
})
export type TryApproval = z.infer<typeof TryApproval>

/** What one rule says of it. */
export const ApprovalTrial = z.object({
  ruleId: Ulid,
  name: z.string(),
  /** What the rule is short of first; empty: it covers the line. */
  short: z.enum(['', 'kind', 'exception', 'currency', 'line', 'batch', 'running']),
  /** The limit that it is over, and what a running limit is kept of; empty where there is none. */
  limit: z.string(),
  of: z.union([TotalKey, z.literal('')]),
  days: z.number().int(),
})
export type ApprovalTrial = z.infer<typeof ApprovalTrial>

/** Where a batch stands with the approvals that it needs. */
export const ApprovalStanding = z.object({
  /** Rules that cover it, by name, the one that asks for the fewest people first. Empty: it cannot be approved. */
  coveredBy: z.array(z.object({ name: z.string(), reviewerCount: z.number().int() })),
  /** Who has approved this revision with the journal that it has now. */
  approvedBy: z.array(z.string()),
  /** More approvals that the easiest rule still asks for; 0 once it is approved. */
  missing: z.number().int(),
})
export type ApprovalStanding = z.infer<typeof ApprovalStanding>
