import type { Person, Right } from '@contract/setting'
import type { Ledger } from '../ledger/database'
import type { Clock } from '../platform/clock'
import type { OpenFile } from '../platform/file'
import { writeAudit, type AuditEntry } from '../ledger/auditTable'

/** The key of whoever acts, after the passphrase was said; it stays in the desk and its threads. */
export interface UnlockedKey {
  readonly personId: string
  /** Its fingerprint. */
  readonly identityId: string
  readonly privateKey: string
}

/** What a use case is handed: a ledger, who acts (bound to the session, never an input), time and ids. */
export interface Context {
  /** The write connection in the writer thread, a read-only one elsewhere. */
  readonly ledger: Ledger
  readonly person: Person
  /** Undefined until the passphrase has been said in this session. */
  readonly signer: UnlockedKey | undefined
  readonly clock: Clock
  /** A new ULID. */
  readonly newId: () => string
  /** A file that the host opened or took in; undefined when the handle is not known. */
  readonly file: (handle: string) => OpenFile | undefined
  /** A file to be handed out: write to `path`, answer with `handle`. */
  readonly newFile: (name: string) => { handle: string; path: string }
  /** A folder beside the ledger for what is not committed yet. */
  readonly stagingFolder: string
}

export interface JobContext extends Context {
  readonly progress: (phase: string, done: number, total: number) => void
  readonly isCancelled: () => boolean
  /** False: it was cancelled meanwhile, answer `job_cancelled`. True: from here on it is not cancelled any more. */
  readonly beginCommit: () => boolean
}

/** The same context, judged and written down as another person: under whose approval something is posted. */
export function under(context: Context, person: Person): Context {
  return Object.create(context, { person: { value: person } }) as Context
}

export function hasRight(context: Context, right: Right): boolean {
  return context.person.rights.includes(right)
}

/** Writes down, in the running transaction, what the acting person did. */
export function audit(context: Context, entry: Pick<AuditEntry, 'action' | 'subject' | 'detail'>): void {
  writeAudit(context.ledger, {
    at: context.clock.now(),
    personId: context.person.id,
    personName: context.person.name,
    ...entry,
  })
}
