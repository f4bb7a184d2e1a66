import type { ApprovalRule } from '@contract/approval'
import type { BatchEvent, CurrencyTotal, InvoiceEffect, LineView, MovedFact } from '@contract/batch'
import type { ExportRow } from '@contract/exchange'
import type { LedgerKind } from '@contract/ledger'
import type { z } from 'zod'

// What an evidence pack tells of one batch, as plain values; amounts are canonical decimal text, moments UTC.

/** A line of the head revision; `place` is the number by which the page speaks of it, from 1. */
export interface PackLine {
  readonly place: number
  readonly view: LineView
  /** Why it was worth a look, as sentences, the weightiest first. */
  readonly risks: readonly string[]
  readonly marks: readonly PackMark[]
}

/** What one reviewer marked of one line, or said of it in a return that they signed. */
export interface PackMark {
  readonly by: string
  readonly revision: number
  readonly mark: 'accepted' | 'returned'
  readonly comment: string
  readonly at: string
}

export interface PackFact {
  readonly kind: string
  readonly label: string
  readonly currency: string
  readonly values: Readonly<Record<string, string | number | boolean>>
  /** When it was true in the billing system, as this ledger knows it; empty where it was not imported. */
  readonly asOf: string
  /** Places of the lines that rest on it; empty for a setting: all of them. */
  readonly places: readonly number[]
}

export interface PackMovedFact extends Omit<MovedFact, 'lineIds'> {
  readonly places: readonly number[]
}

/** One field of a line that differs from the revision before. */
export interface PackFieldChange {
  readonly field: string
  readonly was: string
  readonly is: string
}

export interface PackLineChange {
  readonly lineId: string
  /** Of the line as it is now, or as it was where it is gone. */
  readonly invoiceNumber: string
  readonly sourceName: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly fields: readonly PackFieldChange[]
}

export interface PackRevision {
  readonly revision: number
  readonly contentHash: string
  /** Made elsewhere under a number that another one has here. */
  readonly isBranch: boolean
  readonly submittedByName: string
  readonly submittedAt: string
  readonly lineCount: number
  readonly totals: readonly CurrencyTotal[]
  /** Warnings that the preparer confirmed: code and how many times. */
  readonly confirmed: readonly { readonly code: string; readonly count: number }[]
  /** Against the revision before; undefined for the first. */
  readonly changes: readonly PackLineChange[] | undefined
}

export interface PackSignature {
  readonly act: 'submit' | 'return' | 'approve'
  readonly revision: number
  readonly contentHash: string
  readonly name: string
  readonly identityId: string
  readonly at: string
  /** The statement, byte for byte, and its signature. */
  readonly text: string
  readonly signature: string
  readonly comment: string
}

export interface PackSample {
  readonly revision: number
  readonly by: string
  readonly at: string
  readonly seed: string
  readonly size: number
  /** Places of the drawn lines, where it is of the head revision. */
  readonly places: readonly number[]
}

export interface PackJournal {
  readonly place: number
  readonly effect: 'create' | 'cancel'
  readonly currency: string
  readonly date: string
  readonly period: string
  readonly entries: readonly { readonly account: string; readonly debit: string; readonly credit: string }[]
}

/** A batch file that was written here or brought in; length and head are of its sender's audit log. */
export interface PackFile {
  readonly direction: 'out' | 'in'
  readonly at: string
  readonly ledgerName: string
  readonly state: string
  readonly revision: number
  readonly length: number
  readonly head: string
  readonly fileHash: string
}

export interface EvidencePack {
  readonly ledger: { readonly id: string; readonly name: string; readonly kind: LedgerKind }
  readonly batch: {
    readonly id: string
    readonly name: string
    readonly birthLedgerName: string
    readonly state: string
    readonly revision: number
    readonly contentHash: string
    readonly createdAt: string
    readonly createdByName: string
    /** Approved in another ledger, and not posted in this one. */
    readonly isApprovedElsewhere: boolean
  }
  readonly savedAt: string
  readonly savedBy: { readonly name: string; readonly identityId: string }
  readonly totals: readonly CurrencyTotal[]
  readonly invoices: readonly InvoiceEffect[]
  readonly lines: readonly PackLine[]
  readonly facts: readonly PackFact[]
  /** What had moved between the submission of the head revision and its approval, or until now. */
  readonly movedFacts: readonly PackMovedFact[]
  readonly samples: readonly PackSample[]
  readonly revisions: readonly PackRevision[]
  readonly signatures: readonly PackSignature[]
  readonly decision:
    | { readonly rule: ApprovalRule; readonly at: string; readonly approverNames: readonly string[] }
    | undefined
  readonly journals: readonly PackJournal[]
  readonly exports: readonly z.infer<typeof ExportRow>[]
  readonly events: readonly BatchEvent[]
  readonly audit: { readonly length: number; readonly head: string }
  /** The oldest first. */
  readonly files: readonly PackFile[]
}
