import type { AdjustmentKind, AdjustmentType, LineAction, SourceType } from '@contract/line'

export type CustomValue = string | number | boolean | null

/** One line of a batch with all that any format says of it. Texts that are not known are empty. */
export interface ExportLine {
  /** A ULID of the ledger of birth: stable, so it names the request as well. */
  readonly lineId: string
  readonly action: LineAction
  readonly kind: AdjustmentKind
  /** The billing system's id of what is cancelled or deleted; empty for what is created. */
  readonly billingId: string
  /** The billing system's number where it is known, else the provisional one. */
  readonly number: string
  readonly status: 'Processed' | 'Canceled'
  readonly transferred: string
  readonly accountId: string
  readonly customerName: string
  readonly customerNumber: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  /** Empty for an invoice adjustment. */
  readonly sourceType: SourceType | ''
  readonly sourceId: string
  readonly itemName: string
  readonly serviceStart: string
  readonly serviceEnd: string
  readonly type: AdjustmentType
  /** Exact decimal text in the scale of the currency; goes out as it stands, never through a float. */
  readonly amount: string
  /** Signed, the same scale: charge +, credit −. */
  readonly impact: string
  readonly currency: string
  readonly date: string
  readonly reasonCode: string
  readonly referenceId: string
  readonly comment: string
  /** The codes that were given on the line; what is inherited there is not sent. */
  readonly accountingCode: string
  readonly deferredRevenueAccount: string
  readonly recognizedRevenueAccount: string
  readonly excludeFromRevenue: boolean
  readonly integrationId: string
  readonly integrationStatus: string
  readonly syncDate: string
  readonly customFields: Readonly<Record<string, CustomValue>>
}

/** What the billing system at the other end takes (domain.md, "Tenant"), and what the file says of itself. */
export interface ExportTarget {
  readonly apiVersion: number
  readonly entityId: string
  readonly timeZone: string
  readonly revenueAccounts: boolean
  readonly revenueExclusion: boolean
  /** True for a sandbox: everything that leaves is marked TRAINING. */
  readonly isTraining: boolean
  readonly ledgerName: string
  readonly batchId: string
  readonly batchName: string
  readonly revision: number
  readonly contentHash: string
  /** Hash of the newest audit row: shows a log that was cut or rewritten later. */
  readonly auditHead: string
  /** Moment of the export, UTC. */
  readonly at: string
}

export const objectNames = { IA: 'InvoiceAdjustment', IIA: 'InvoiceItemAdjustment' } as const

/** Rows of one chunk: large enough for few writes, small enough to stay in the cache. */
export const rowsPerChunk = 512

/** The word that no file of a sandbox is without. */
export const trainingMark = 'TRAINING'

/** One line for every file: all these adjustments reach or have reached the end of their support. */
export const deprecatedNotice =
  'Invoice adjustments and invoice item adjustments are deprecated in favor of credit and debit memos.'
