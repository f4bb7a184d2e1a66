import type { Line, AdjustmentKind, AdjustmentType, SourceType } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import type { Right, Settings } from '@contract/setting'

// What the rules are judged on. Every amount is a bigint of minor units of the invoice's currency,
// every date a calendar day `YYYY-MM-DD`, every moment ISO text in UTC.

export type InvoiceStatus = 'Posted' | 'Draft' | 'Canceled' | 'Split' | 'Other'

export interface InvoiceFact {
  readonly id: string
  readonly number: string
  readonly status: InvoiceStatus
  readonly currency: string
  readonly invoiceDate: string
  /** The imported balance plus the impacts that it does not contain yet (domain.md, "Landing"). */
  readonly balanceMinor: bigint
  /** Invoice amount incl. tax; its sign is the sign of the invoice for `item_sign_opposite`. */
  readonly amountMinor: bigint
  /** False while the adjustments of this invoice have not been imported: warning `history_unverified`. */
  readonly historyVerified: boolean
  /** True when sums of its facts do not agree: warning `facts_disagree`. */
  readonly factsDisagree: boolean
}

/** An item or a tax line: what an item adjustment acts on. */
export interface SourceFact {
  readonly id: string
  readonly type: SourceType
  readonly invoiceId: string
  readonly name: string
  readonly amountMinor: bigint
  /** Amount plus the impacts of its Processed adjustments, imported and local, each counted once. */
  readonly openMinor: bigint
  /** Item: its revenue code; tax line: its tax payable code. Empty when the file had none. */
  readonly accountingCode: string
  readonly deferredRevenueAccount: string
  readonly recognizedRevenueAccount: string
  readonly receivablesCode: string
}

export type PeriodState = 'Open' | 'PendingClose' | 'Closed'

export interface PeriodFact {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly end: string
  readonly state: PeriodState
  readonly hardLocked: boolean
}

export interface PeriodException {
  readonly periodId: string
  readonly personId: string
  /** Moment after which the exception no longer holds. */
  readonly until: string
  readonly exceptionId?: string
  /** What the warning of a line that goes in under it says. */
  readonly personName?: string
  readonly reason?: string
}

export type ReversalDateRule = 'original_or_first_open' | 'today'

export interface ReasonFact {
  readonly name: string
  readonly active: boolean
  readonly isDefault: boolean
  readonly reversalDateRule: ReversalDateRule
  /** For invoice adjustments; empty when the reason has none. */
  readonly accountingCode: string
}

export interface AccountingCodeFact {
  readonly name: string
  readonly active: boolean
}

/** An adjustment that stands in the ledger: posted here, or imported. */
export interface AdjustmentFact {
  readonly id: string
  readonly number: string
  readonly origin: 'local' | 'imported'
  readonly kind: AdjustmentKind
  readonly invoiceId: string
  readonly sourceType: SourceType | ''
  readonly sourceId: string
  readonly type: AdjustmentType
  readonly amountMinor: bigint
  readonly date: string
  readonly status: 'Processed' | 'Canceled'
  readonly transferred: '' | 'Processing' | 'Yes' | 'Error' | 'Ignore'
  /** Exported, landing unknown: cannot be cancelled. */
  readonly inFlight: boolean
  /** It stands in the billing system as it stands here: of a Canceled one the cancel has landed as well. */
  readonly hasLanded: boolean
  readonly everExported: boolean
  /** The adjustment that this one reverses; empty if it is not a reversal. */
  readonly reversesId: string
  /** What has not been reversed yet, counting reversals posted and waiting in OTHER batches. */
  readonly remainderMinor: bigint
  /** Posted or pending (other batches') reversals of it exist. */
  readonly hasReversals: boolean
  /**
   * Name of the OTHER batch that holds a waiting reversal or cancel of it; empty if none. A reversal
   * that waits counts in `hasReversals` too, so a claim without reversals is a cancel that waits.
   */
  readonly claimedBy: string
  /** What the imported original was booked to, where the file said so: a reversal mirrors it. */
  readonly accountingCode?: string | undefined
  readonly deferredRevenueAccount?: string | undefined
  readonly reasonCode?: string | undefined
}

/** Who is judged: the preparer at submit, the reviewer at approval. */
export interface JudgedPerson {
  readonly id: string
  readonly rights: readonly Right[]
}

/** All that the rules may look at. They look at nothing else: no clock, no database. */
export interface Facts {
  readonly invoices: ReadonlyMap<string, InvoiceFact>
  /** Keyed `${type}:${id}`. */
  readonly sources: ReadonlyMap<string, SourceFact>
  readonly adjustments: ReadonlyMap<string, AdjustmentFact>
  readonly periods: readonly PeriodFact[]
  readonly exceptions: readonly PeriodException[]
  readonly reasons: ReadonlyMap<string, ReasonFact>
  readonly accountingCodes: ReadonlyMap<string, AccountingCodeFact>
  readonly settings: Settings
  readonly person: JudgedPerson
  /** Moment of the check; decides whether an exception still holds. */
  readonly now: string
  /** The day of the check in the tenant's zone; without it nothing is proposed for today. */
  readonly today?: string | undefined
}

export function sourceKey(type: SourceType, id: string): string {
  return `${type}:${id}`
}

/** A line read and resolved: what posting writes. Only lines without rejections have one. */
export interface ResolvedLine {
  readonly line: Line
  readonly invoice: InvoiceFact
  readonly source: SourceFact | undefined
  readonly adjustment: AdjustmentFact | undefined
  readonly currency: string
  readonly amountMinor: bigint
  /** Signed effect on item and balance: charge +, credit −; a cancel has the opposite of what it cancels. */
  readonly impactMinor: bigint
  readonly date: string
  readonly periodId: string
  readonly reasonCode: string
  readonly accountingCode: string
  readonly deferredRevenueAccount: string
  readonly recognizedRevenueAccount: string
}

export interface LineVerdict {
  readonly lineId: string
  readonly rejections: readonly Rejection[]
  readonly warnings: readonly Rejection[]
  readonly resolved: ResolvedLine | undefined
  /** Open amount of the source before and after this line, in sequence; undefined for header lines. */
  readonly openBeforeMinor: bigint | undefined
  readonly openAfterMinor: bigint | undefined
  readonly balanceBeforeMinor: bigint | undefined
  readonly balanceAfterMinor: bigint | undefined
  /** Legal only together with other lines of its submission: worksheet instead of requests. */
  readonly onlyTogether: boolean
}

export interface BatchVerdict {
  readonly lines: readonly LineVerdict[]
  /** Line ids in an order in which every step is legal for the API. */
  readonly legalOrder: readonly string[]
}
