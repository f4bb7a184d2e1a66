import type { AdjustmentKind, AdjustmentType } from '@contract/line'
import type { AdjustmentFact } from '../fact'

/** What makes two adjustments look alike to `duplicate_line`: source, type, amount, date and what they reverse. */
export interface Likeness {
  readonly kind: AdjustmentKind
  readonly invoiceId: string
  readonly sourceType: string
  readonly sourceId: string
  readonly type: AdjustmentType | ''
  readonly amountMinor: bigint
  readonly date: string
  readonly reversesId: string
}

export function likenessOf(like: Likeness): string {
  const source = like.kind === 'IA' ? '' : `${like.sourceType}:${like.sourceId}`
  return `${like.kind}|${like.invoiceId}|${source}|${like.type}|${like.amountMinor}|${like.date}|${like.reversesId}`
}

export function adjustmentLikeness(adjustment: AdjustmentFact): string {
  return likenessOf(adjustment)
}
