import type { BatchContent } from '../../engine/batch/content'
import type { ReadCard } from '../identityCard/identityCard'
import type { Statement } from './statement'

// What a batch file holds (docs/batch-file.md), as plain values.

/** `content` is the text that was submitted, byte for byte; `contentHash` its SHA-256. */
export interface FileRevision {
  readonly revision: number
  readonly contentHash: string
  readonly content: string
}

/** What a person signed, byte for byte, and 128 hexadecimal digits. */
export interface FileStatement {
  readonly text: string
  readonly signature: string
}

/**
 * What a line of the head holds of an adjustment. `amount` is that of the line, in the adjustment's currency, and empty
 * for a cancel or delete, which hold all of it.
 */
export interface FileClaim {
  readonly adjustmentId: string
  readonly amount: string
  /** A name: who held it first, as far as the sender knows. */
  readonly by: string
  readonly kind: 'reverse' | 'cancel' | 'delete'
  readonly lineId: string
  readonly since: string
}

/** An adjustment as the sender's ledger names it. */
export interface FileReference {
  readonly id: string
  readonly billingId: string
  readonly number: string
}

/** The texts that approvals of the head have signed by hash. `facts` is empty where no fact had moved. */
export interface FileApproval {
  readonly revision: number
  readonly contentHash: string
  readonly journal: string
  readonly facts: string
}

export interface FileEvent {
  readonly event:
    | 'created'
    | 'submitted'
    | 'recalled'
    | 'returned'
    | 'approved'
    | 'posted'
    | 'exported'
    | 'landed'
    | 'file_saved'
    | 'brought_in'
    | 'merged'
  readonly revision: number
  readonly personName: string
  readonly at: string
  readonly comment: string
}

export interface BatchPart {
  /** Of the sender's log. `earlier`: lengths and heads that it sent out before, ascending, 200 at most. */
  readonly audit: {
    readonly earlier: readonly (readonly [length: number, head: string])[]
    readonly head: string
    readonly length: number
  }
  readonly batch: {
    readonly birthLedgerId: string
    readonly birthLedgerName: string
    readonly birthLedgerCode: string
    /** Of the head: with `revision` it names what `state` speaks of. */
    readonly contentHash: string
    readonly createdAt: string
    readonly createdByName: string
    readonly id: string
    readonly name: string
    readonly revision: number
    readonly state: 'submitted' | 'returned' | 'approved'
  }
  readonly events: readonly FileEvent[]
  /** The sender's. */
  readonly ledger: {
    readonly code: string
    readonly id: string
    readonly kind: 'live' | 'sandbox'
    readonly name: string
  }
  readonly references: readonly FileReference[]
  readonly writtenAt: string
  /** A name. */
  readonly writtenBy: string
}

export interface BatchFileContent {
  readonly about: BatchPart
  readonly revisions: readonly FileRevision[]
  readonly statements: readonly FileStatement[]
  /** Texts of identity cards; the writer takes those of the signers. */
  readonly cards: readonly string[]
  readonly claims: readonly FileClaim[]
  readonly approval: FileApproval | undefined
}

/** What an approval books for one line. Amounts are canonical decimal text, `period` a name. */
export interface FileJournal {
  readonly currency: string
  readonly date: string
  readonly effect: 'create' | 'cancel'
  readonly entries: readonly { readonly account: string; readonly credit: string; readonly debit: string }[]
  readonly lineId: string
  readonly period: string
}

export interface ReadRevision extends FileRevision {
  readonly frozen: BatchContent
}

export interface ReadStatement extends FileStatement {
  readonly says: Statement
}

export interface ReadApproval extends FileApproval {
  readonly journals: readonly FileJournal[]
}

/** A batch file of which everything has been checked that can be checked without a ledger. */
export interface ReadBatchFile {
  /** SHA-256 of its first line, which the seal signs. */
  readonly fileHash: string
  /** The fingerprint of the key of the seal. */
  readonly sealedBy: string
  readonly about: BatchPart
  readonly revisions: readonly ReadRevision[]
  readonly statements: readonly ReadStatement[]
  readonly cards: readonly ReadCard[]
  readonly claims: readonly FileClaim[]
  readonly approval: ReadApproval | undefined
}
