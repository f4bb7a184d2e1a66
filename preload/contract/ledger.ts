import { z } from 'zod'
import { FileHandle, Moment, Ulid } from './text'
import { Person, Settings } from './setting'

export const LedgerKind = z.enum(['live', 'sandbox'])
export type LedgerKind = z.infer<typeof LedgerKind>

export const LedgerView = z.object({
  ledgerId: Ulid,
  kind: LedgerKind,
  name: z.string(),
  /** Four characters that make provisional numbers unique: `7F3K`. */
  code: z.string(),
  createdAt: Moment,
})
export type LedgerView = z.infer<typeof LedgerView>

/** A ledger that was opened here before. `recentId` names its place; the page never sees a path. */
export const RecentLedger = z.object({
  recentId: z.string(),
  name: z.string(),
  kind: LedgerKind,
  openedAt: Moment,
  isMissing: z.boolean(),
})
export type RecentLedger = z.infer<typeof RecentLedger>

/** Somebody who may act here. */
export const LedgerPerson = Person.extend({
  /**
   * Where the private half of their key is: `here`, under a passphrase that is said before acting in a live
   * ledger; `elsewhere`, so that they act on another machine only; `revoked` until they get a new one.
   */
  key: z.enum(['none', 'here', 'elsewhere', 'revoked']),
  /** Of the sandbox's own people; empty everywhere else. */
  practicePassphrase: z.string(),
})
export type LedgerPerson = z.infer<typeof LedgerPerson>

export const SessionView = z.object({
  host: z.enum(['electron', 'browser']),
  version: z.string(),
  ledger: z.union([LedgerView, z.null()]),
  /** Null while the session is locked. */
  person: z.union([Person, z.null()]),
  people: z.array(LedgerPerson),
  /** The acting person has said the passphrase, and it counts still: what needs a signature can be signed. */
  isUnlocked: z.boolean(),
  settings: z.union([Settings, z.null()]),
  /** Today as the ledger's time zone has it. */
  today: z.string(),
})
export type SessionView = z.infer<typeof SessionView>

export const LedgerName = z.string().trim().min(1).max(80)

/** Backup or any file that is handed out: the page asks the host to save it under a name. */
export const FileOffer = z.object({ handle: FileHandle, name: z.string(), bytes: z.number().int() })
export type FileOffer = z.infer<typeof FileOffer>

export const JobView = z.object({
  jobId: Ulid,
  name: z.string(),
  state: z.enum(['running', 'committing', 'done', 'refused', 'cancelled']),
  phase: z.string(),
  done: z.number(),
  total: z.number(),
})
export type JobView = z.infer<typeof JobView>
