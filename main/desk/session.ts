import type { DeskEvent } from '@contract/api'
import type { Person } from '@contract/setting'
import { FileHandles } from './fileHandle'

/**
 * One window or page. Who acts is kept here and nowhere else: it is never an input, so that a page
 * cannot act in another person's name by saying so.
 */
export class Session {
  person: Person | undefined
  readonly files: FileHandles
  private readonly listeners = new Set<(event: DeskEvent) => void>()

  constructor(temporaryFolder: string) {
    this.files = new FileHandles(temporaryFolder)
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
    this.listeners.clear()
    this.files.close()
  }
}
