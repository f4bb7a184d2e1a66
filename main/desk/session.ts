import type { DeskEvent } from '@contract/api'
import type { LedgerKind, LedgerPerson } from '@contract/ledger'
import type { Person } from '@contract/setting'
import type { UnlockedKey } from '../usecase/context'
import { FileHandles } from './fileHandle'

/**
 * One window or page. Who acts is kept here and nowhere else: it is never an input, so that a page
 * cannot act in another person's name by saying so.
 */
export class Session {
  person: Person | undefined
  /** Locked by the person: nobody begins to act by themselves, not even who needs no passphrase. */
  isLocked = false
  /**
   * Who has said their passphrase here, until the session is locked or the ledger changes: they may act, whether
   * or not their key is at hand still.
   */
  readonly admitted = new Set<string>()
  /** By person: the keys to sign with. One goes earlier than who it admits where each signature spends it. */
  readonly unlocked = new Map<string, UnlockedKey>()
  readonly files: FileHandles
  private readonly listeners = new Set<(event: DeskEvent) => void>()

  constructor(temporaryFolder: string) {
    this.files = new FileHandles(temporaryFolder)
  }

  /** Counts how often it was locked: what was asked for before then gives nothing any more. */
  lockCount = 0

  /** Nobody acts any more, and no key is known. */
  lock(): void {
    this.lockCount += 1
    this.person = undefined
    this.isLocked = false
    this.admitted.clear()
    this.unlocked.clear()
  }

  /** Their passphrase was said here, and was the right one. */
  admit(key: UnlockedKey): void {
    this.admitted.add(key.personId)
    this.unlocked.set(key.personId, key)
  }

  /**
   * Whoever may act here no longer stops doing so: among them who acted without a passphrase, and has one by
   * now. Who acts on, does with the rights as they are now.
   */
  knowAnew(people: readonly LedgerPerson[], kind: LedgerKind): void {
    for (const { id, key } of people) if (key !== 'here') this.expel(id)
    if (this.person === undefined) return
    const person = people.find(({ id }) => id === this.person?.id)
    this.person = person !== undefined && this.mayGoOn(person, kind) ? person : undefined
  }

  private mayGoOn({ id, key }: LedgerPerson, kind: LedgerKind): boolean {
    return key === 'none' || (key === 'here' && (kind === 'sandbox' || this.admitted.has(id)))
  }

  private expel(personId: string): void {
    this.admitted.delete(personId)
    this.unlocked.delete(personId)
  }

  listen(listener: (event: DeskEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  get isListening(): boolean {
    return this.listeners.size > 0
  }

  tell(event: DeskEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  close(): void {
    this.lock()
    this.listeners.clear()
    this.files.close()
  }
}
