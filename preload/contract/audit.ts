import { z } from 'zod'
import { Currency, Hash, MoneyText, Moment, Ulid } from './text'
import { Rejection } from './rejection'
import { pageInput, pageOf } from './paging'

export const AuditRow = z.object({
  sequence: z.number().int(),
  at: Moment,
  personName: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  hash: Hash,
  /** Of the row before it, which the hash covers; empty in the first. */
  previousHash: z.string(),
})
export type AuditRow = z.infer<typeof AuditRow>
export const ListAudit = pageInput(
  z.object({
    text: z.string().max(200),
    action: z.string().max(60),
    person: z.string().max(100),
    from: z.string().max(30),
    to: z.string().max(30),
  }),
  z.enum(['sequence']),
)
export const AuditPage = pageOf(AuditRow)
export const AuditChoices = z.object({ actions: z.array(z.string()), people: z.array(z.string()) })

export const VerifyVerdict = z.object({
  sound: z.boolean(),
  head: z.union([Hash, z.literal('')]),
  auditRows: z.number().int(),
  adjustments: z.number().int(),
  journals: z.number().int(),
  invoices: z.number().int(),
  /** Each fault with its place; empty when sound. */
  faults: z.array(z.object({ what: z.string(), place: z.string(), expected: z.string(), found: z.string() })),
})
export type VerifyVerdict = z.infer<typeof VerifyVerdict>

export const HomeView = z.object({
  waiting: z.array(
    z.object({
      kind: z.enum(['draft', 'returned', 'review', 'posting', 'export', 'landing']),
      batchId: z.string(),
      title: z.string(),
      detail: z.string(),
      at: Moment,
    }),
  ),
  /** Reversals that this person plans and has not put into a batch yet, the newest change first. */
  reversals: z.array(
    z.object({
      reversalId: Ulid,
      of: z.enum(['invoice', 'adjustments', 'batch', 'period']),
      label: z.string(),
      candidateCount: z.number().int(),
      at: Moment,
    }),
  ),
  counts: z.object({
    invoices: z.number().int(),
    openInvoices: z.number().int(),
    adjustments: z.number().int(),
    drafts: z.number().int(),
    submitted: z.number().int(),
  }),
  /** Credits and charges by period and by reason, one series per currency. */
  chart: z.array(
    z.object({
      currency: Currency,
      periods: z.array(z.object({ name: z.string(), credits: MoneyText, charges: MoneyText })),
      reasons: z.array(z.object({ name: z.string(), credits: MoneyText, charges: MoneyText })),
    }),
  ),
  notices: z.array(Rejection),
})
export type HomeView = z.infer<typeof HomeView>
