import type { DeskEvent } from '@contract/api'
import type { LedgerPerson } from '@contract/ledger'
import type { Person } from '@contract/setting'
import type { UnlockedKey } from '../usecase/context'
import { FileHandles } from './fileHandle'

/**
 * One window or page. Who acts is kept here and nowhere else: it is never an input, so that a page
 * cannot act in another person's name by saying so.
 */
export class Session {
  person: Person | undefined
  /** By person: the keys whose passphrase was said here, until the session is locked or the ledger changes. */
  readonly unlocked = new Map<string, UnlockedKey>()
  readonly files: FileHandles
  private readonly listeners = new Set<(event: DeskEvent) => void>()

  constructor(temporaryFolder: string) {
    this.files = new FileHandles(temporaryFolder)
  }

  /** Nobody acts any more, and no key is known. */
  lock(): void {
    this.person = undefined
    this.unlocked.clear()
  }

  /** Whoever may act here no longer stops doing so; who acts on, does with the rights as they are now. */
  knowAnew(people: readonly LedgerPerson[]): void {
    for (const { id, key } of people) if (key !== 'here') this.unlocked.delete(id)
    if (this.person === undefined) return
    const person = people.find(({ id }) => id === this.person?.id)
    const mayAct = person !== undefined && person.key !== 'elsewhere' && person.key !== 'revoked'
    this.person = mayAct ? person : undefined
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
