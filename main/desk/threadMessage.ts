import type { Name } from '@contract/api'
import type { LedgerKind } from '@contract/ledger'
import type { Outcome } from '@contract/outcome'
import type { Person } from '@contract/setting'
import type { OpenFile } from '../platform/file'
import type { UnlockedKey } from '../usecase/context'

// What the desk and its threads say to each other. Everything here survives a structured clone.

/** A writer holds the ledger's lock and its only write connection; the others read. */
export type Role = 'writer' | 'reader' | 'job'

export interface ThreadStart {
  readonly role: Role
  readonly ledgerPath: string
  /** Shown to whoever finds the ledger in use. */
  readonly holder: string
}

/** How a writer comes by its ledger. */
export type Opening =
  { readonly how: 'open' } | { readonly how: 'create'; readonly kind: LedgerKind; readonly name: string }

/** A job's state, shared with its thread: it can be cancelled until its commit begins. */
export const jobState = { running: 0, cancelled: 1, committing: 2 } as const

export type ThreadRequest =
  | { readonly kind: 'open'; readonly opening: Opening }
  | { readonly kind: 'describe' }
  | { readonly kind: 'backup'; readonly path: string }
  | { readonly kind: 'inspect'; readonly path: string }
  /** Opens a person's key; answers with an `UnlockedKey`, which never leaves the desk. */
  | { readonly kind: 'unlock'; readonly personId: string; readonly passphrase: string }
  | { readonly kind: 'close' }
  | {
      readonly kind: 'call'
      readonly name: Name
      readonly input: unknown
      readonly person: Person
      /** Where the acting person has said the passphrase. */
      readonly signer: UnlockedKey | undefined
      readonly files: Readonly<Record<string, OpenFile>>
      /** Where new files of this call go. */
      readonly outputFolder: string
      /** Present for jobs. */
      readonly state?: Int32Array<SharedArrayBuffer>
    }

export interface Numbered {
  readonly number: number
  readonly request: ThreadRequest
}

export type ThreadReply =
  | {
      readonly kind: 'answer'
      readonly number: number
      readonly outcome: Outcome<unknown>
      readonly newFiles: Readonly<Record<string, OpenFile>>
    }
  | { readonly kind: 'defect'; readonly number: number; readonly error: string }
  | {
      readonly kind: 'progress'
      readonly number: number
      readonly phase: string
      readonly done: number
      readonly total: number
    }
