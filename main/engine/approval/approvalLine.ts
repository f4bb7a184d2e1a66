import type { ApprovalKind } from '@contract/approval'
import type { LineVerdict, ResolvedLine } from '../fact'
import { absolute } from '../money/amount'

/** A line as rules of approval see it. */
export interface ApprovalLine {
  readonly lineId: string
  readonly kind: ApprovalKind
  readonly currency: string
  /** Minor units, without sign; of a cancel or delete, the amount of what it acts on. */
  readonly amountMinor: bigint
  readonly invoiceId: string
  readonly accountId: string
  /** Of a cancel or delete, that of what it acts on: giving another one does not lead around a limit. */
  readonly reasonCode: string
  /** It goes into a period that only an exception opens. */
  readonly isUnderException: boolean
}

/** A reversal is one whatever its type is: it wins over the four kinds that create. */
export function approvalKindOf({ line, impactMinor }: ResolvedLine): ApprovalKind {
  if (line.action !== 'create') return line.action
  if (line.reversesId !== '') return 'reversal'
  const isCredit = impactMinor < 0n
  if (line.kind === 'IA') return isCredit ? 'invoice_credit' : 'invoice_charge'
  return isCredit ? 'item_credit' : 'item_charge'
}

/** Undefined for a line that is refused: it has no amount that could be approved. */
export function approvalLineOf(
  { lineId, resolved, warnings }: LineVerdict,
  accountId: string,
): ApprovalLine | undefined {
  if (resolved === undefined) return undefined
  const { line, adjustment } = resolved
  return {
    lineId,
    kind: approvalKindOf(resolved),
    currency: resolved.currency,
    amountMinor: absolute(resolved.amountMinor),
    invoiceId: resolved.invoice.id,
    accountId,
    reasonCode: line.action === 'create' ? resolved.reasonCode : (adjustment?.reasonCode ?? ''),
    isUnderException: warnings.some(({ code }) => code === 'under_exception'),
  }
}
