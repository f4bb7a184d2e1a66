import type { Rejection } from '@contract/rejection'
import { rejection } from '@contract/outcome'
import { blockBytes } from '../../exchange/in/file'
import { shown } from '../../exchange/in/refusal'
import { stageWarning } from '../../ledger/stagingInsert'
import type { Staging } from '../../ledger/stagingFile'
import { readSettings } from '../../ledger/settingTable'
import type { JobContext } from '../context'
import type { FileState } from './importState'
import { KeyFilter } from './keyFilter'
import { Parents } from './parents'

/** Thrown where a preview is given up; what has been staged goes with it. */
export class PreviewCancelled extends Error {}

const mostWarnings = 100

/** A preview while it is made: files with their fate, the staging file, warnings. */
export class Preview {
  files: FileState[]
  readonly warnings: Rejection[] = []
  readonly given = new Map<number, readonly string[]>()
  /** Tables in which a key may stand twice; only there duplicates are looked for. */
  readonly repeated = new Set<string>()
  /** Staged rows by file, less those that the comparison took out again. */
  readonly staged = new Map<number, number>()
  /** Tables that were compared with rows of the ledger: their verdicts are counted, all others are new. */
  readonly compared = new Set<string>()
  private readonly keys = new Map<string, KeyFilter>()
  readonly parents: Parents
  private readonly totalBytes: number
  private readBytes = 0
  private finishedBytes = 0
  private current: number | undefined

  constructor(
    readonly context: JobContext,
    readonly staging: Staging,
    readonly asOf: string,
    files: readonly FileState[],
  ) {
    this.files = [...files]
    this.parents = new Parents(staging, readSettings(context.ledger).rounding)
    this.totalBytes = files.reduce((sum, file) => sum + (file.mapping === null ? 0 : file.bytes), 0)
  }

  /** Called once per piece that was read: tells how far it is, and stops if that is wanted. */
  advance(file: FileState): void {
    if (this.context.isCancelled()) throw new PreviewCancelled()
    if (this.current !== file.index) {
      this.finishedBytes += this.readBytes
      this.readBytes = 0
      this.current = file.index
    }
    this.readBytes = Math.min(this.readBytes + blockBytes, file.bytes)
    this.context.progress(
      'read',
      Math.min(this.finishedBytes + this.readBytes, this.totalBytes),
      this.totalBytes,
    )
  }

  /** The keys of a staged table so far, of all files of the import. */
  keysOf(table: string): KeyFilter {
    const known = this.keys.get(table) ?? new KeyFilter()
    this.keys.set(table, known)
    return known
  }

  phase(name: string): void {
    if (this.context.isCancelled()) throw new PreviewCancelled()
    this.context.progress(name, 0, 0)
  }

  countStaged(file: number, rows: number): void {
    this.staged.set(file, (this.staged.get(file) ?? 0) + rows)
  }

  replaceFile(file: FileState, change: Partial<FileState>): void {
    this.files = this.files.map((entry) => (entry.index === file.index ? { ...entry, ...change } : entry))
  }

  warnRow(file: number, line: number, warning: Rejection): void {
    stageWarning(this.staging, file, line, warning)
    this.warn(warning)
  }

  warnFile(file: FileState, code: Rejection['code']): void {
    this.warn(rejection(code, shown(file.name).slice(0, 200), { file: shown(file.name) }))
  }

  /** The import as a whole shows the first hundred; every row shows its own. */
  warn(warning: Rejection): void {
    if (this.warnings.length < mostWarnings) this.warnings.push(warning)
  }

  fileName(index: number): string {
    return this.files[index]?.name ?? ''
  }
}
