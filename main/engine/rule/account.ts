import type { Line } from '@contract/line'
import type { Settings } from '@contract/setting'
import type { AdjustmentFact, ReasonFact, SourceFact } from '../fact'

/** Where an adjustment is booked. Empty where no fact, line or setting names an account. */
export interface Accounts {
  readonly accountingCode: string
  readonly deferredRevenueAccount: string
  readonly recognizedRevenueAccount: string
  /** The side opposite to receivables: deferred revenue if there is one, else the accounting code. */
  readonly counterCode: string
  readonly receivablesCode: string
}

export interface AccountSources {
  readonly line: Line
  readonly source: SourceFact | undefined
  /** The original of a reversal, if any. */
  readonly original: AdjustmentFact | undefined
  readonly reason: ReasonFact | undefined
  readonly settings: Settings
}

/**
 * The accounts of a create (domain.md, "Posting writes"): the line's own, else the original's, else the
 * item's; for an invoice adjustment the line's, else the reason's, else the setting's. Accounts for revenue
 * come from the line only where the tenant has the feature, and a tax line has none.
 */
export function accountsOf(from: AccountSources): Accounts {
  const { line, source, original, reason, settings } = from
  const item = source?.type === 'InvoiceDetail' ? source : undefined
  const ownRevenue = settings.revenueAccounts && item !== undefined
  const accountingCode =
    line.accountingCode ||
    original?.accountingCode ||
    (line.kind === 'IIA'
      ? (source?.accountingCode ?? '')
      : reason?.accountingCode || settings.defaultAdjustmentCode)
  const deferredRevenueAccount =
    (ownRevenue && line.deferredRevenueAccount) ||
    (item && original?.deferredRevenueAccount) ||
    (item?.deferredRevenueAccount ?? '')
  return {
    accountingCode,
    deferredRevenueAccount,
    recognizedRevenueAccount:
      (ownRevenue && line.recognizedRevenueAccount) || (item?.recognizedRevenueAccount ?? ''),
    counterCode: deferredRevenueAccount || accountingCode,
    receivablesCode: source?.receivablesCode || settings.receivablesCode,
  }
}
