import { z } from 'zod'

/** What the billing system at the other end is like (domain.md, "Tenant"), and how is signed; one set per ledger. */
export const Settings = z.object({
  apiVersion: z.number().int().min(23).max(200),
  mode: z.enum(['legacy', 'invoice_settlement', 'forward_compatibility']),
  entityId: z.string().max(64),
  timeZone: z.string().min(1).max(64),
  advancedAdjustment: z.boolean(),
  counterItem: z.boolean(),
  adjustOppositeSign: z.boolean(),
  revenueAccounts: z.boolean(),
  revenueExclusion: z.boolean(),
  receivablesCode: z.string().max(100),
  defaultAdjustmentCode: z.string().max(100),
  rounding: z.record(z.string(), z.enum(['half_up', 'up', 'down'])),
  /** Smallest step of an amount by currency, as decimal text: `{ CHF: '0.05' }`. */
  increment: z.record(z.string(), z.string()),
  /** Each signature asks for the passphrase; else it is asked once until the session is locked. */
  signEachTime: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

export const rights = ['prepare', 'review', 'manage_close', 'control'] as const
export const Right = z.enum(rights)
export type Right = z.infer<typeof Right>

export const Person = z.object({ id: z.string(), name: z.string(), rights: z.array(Right) })
export type Person = z.infer<typeof Person>
