import type { Outcome } from './outcome'

/** A file that a person chose or dropped: the host keeps its path and hands out a handle. */
export interface PickedFile {
  handle: string
  name: string
  bytes: number
}

export type PickPurpose = 'import' | 'ledger' | 'card' | 'batch'

/**
 * What a host offers the page, besides the commands of the contract. `Dropped` is the page's `File`,
 * a type that this folder does not know.
 */
export interface Bridge<Dropped> {
  readonly host: 'electron' | 'browser'
  invoke(name: string, input: unknown): Promise<unknown>
  /** Empty when the person chose nothing. */
  pickFiles(purpose: PickPurpose): Promise<PickedFile[]>
  dropFiles(files: readonly Dropped[]): Promise<PickedFile[]>
  /** A handle for a new ledger's place; empty where its name decides; null when nothing was chosen. */
  pickLedgerPlace(name: string): Promise<string | null>
  /** Gives a file that the desk offered to the person, under a name that may be changed. */
  saveFile(handle: string, name: string): Promise<Outcome<{ saved: boolean }>>
  /** Returns what ends the listening. */
  onEvent(listener: (event: unknown) => void): () => void
}
