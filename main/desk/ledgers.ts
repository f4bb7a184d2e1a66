import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { LedgerView } from '@contract/ledger'
import { LedgerView as LedgerViewSchema } from '@contract/ledger'
import type { Outcome } from '@contract/outcome'
import { accepted, refused, rejection } from '@contract/outcome'
import type { Clock } from '../platform/clock'
import { removeLedgerFiles, safeFileName } from '../platform/file'
import { secret } from '../platform/id'
import { LedgerDescription } from './openLedger'
import { RecentLedgers } from './recentLedger'
import { Thread } from './thread'
import type { Opening } from './threadMessage'
import { Threads } from './threads'

export interface LedgersOptions {
  readonly dataFolder: string
  readonly workerFile: string
  readonly holder: string
  readonly clock: Clock
}

const sandboxName = 'Training company'

/** Which ledger is open, and how ledgers are made, found, saved and put back. One is open at a time. */
export class Ledgers {
  readonly recent: RecentLedgers
  private readonly folder: string
  private current: Threads | undefined
  private queue: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: LedgersOptions) {
    this.folder = join(options.dataFolder, 'ledger')
    this.recent = new RecentLedgers(options.dataFolder, options.clock)
    mkdirSync(this.folder, { recursive: true })
  }

  get threads(): Threads | undefined {
    return this.current
  }

  /** Of the ledger that is open when the answer is there: nobody acts by what another one said. */
  async describe(): Promise<LedgerDescription | undefined> {
    const asked = this.current
    if (asked === undefined) return undefined
    const { outcome } = await asked.read({ kind: 'describe' })
    if (this.current !== asked) return this.describe()
    return outcome.ok ? LedgerDescription.parse(outcome.value) : undefined
  }

  open(path: string): Promise<Outcome<LedgerView>> {
    return this.inTurn(async () => {
      if (this.current?.ledgerPath === resolve(path)) {
        const known = await this.describe()
        if (known !== undefined) return accepted(known.ledger)
      }
      if (!existsSync(path)) return refused(rejection('ledger_not_a_ledger', '', { name: basename(path) }))
      return this.switchTo(path, { how: 'open' })
    })
  }

  /** @param place a path where nothing is yet; without it the name decides, in the data folder */
  create(name: string, place?: string): Promise<Outcome<LedgerView>> {
    return this.inTurn(() => {
      const path = place ?? this.placeOf(name)
      if (existsSync(path)) return Promise.resolve(refused(rejection('ledger_exists', 'name', { name })))
      return this.switchTo(path, { how: 'create', kind: 'live', name })
    })
  }

  openSandbox(): Promise<Outcome<LedgerView>> {
    const path = this.sandboxPath
    return existsSync(path) ? this.open(path) : this.inTurn(() => this.makeSandbox(path))
  }

  /** Only the sandbox forgets. Whatever was practised in it is gone afterwards. */
  resetSandbox(): Promise<Outcome<LedgerView>> {
    return this.inTurn(async () => {
      const open = await this.describe()
      if (open !== undefined && open.ledger.kind !== 'sandbox') {
        return refused(rejection('sandbox_only', '', { name: open.ledger.name }))
      }
      const path = open === undefined ? this.sandboxPath : (this.current?.ledgerPath ?? this.sandboxPath)
      await this.closeCurrent()
      removeLedgerFiles(path)
      return this.makeSandbox(path)
    })
  }

  close(): Promise<void> {
    return this.inTurn(() => this.closeCurrent())
  }

  async backup(path: string): Promise<Outcome<LedgerView>> {
    if (this.current === undefined) return refused(rejection('no_ledger_open'))
    const { outcome } = await this.current.work({ kind: 'backup', path })
    return outcome.ok ? accepted(LedgerViewSchema.parse(outcome.value)) : outcome
  }

  /** Verifies a copy first; only then does it take the place of the open ledger of the same id. */
  restore(file: string, name: string): Promise<Outcome<LedgerView>> {
    return this.inTurn(async () => {
      const copy = join(this.folder, `.restore-${secret(6)}`)
      try {
        copyFileSync(file, copy)
        const inspected = await this.inspect(copy)
        if (!inspected.ok) return inspected
        const open = await this.describe()
        if (open !== undefined && open.ledger.ledgerId === inspected.value.ledgerId)
          return await this.replaceCurrent(copy)
        const path = this.placeOf(name)
        if (existsSync(path)) return refused(rejection('ledger_exists', 'name', { name }))
        renameSync(copy, path)
        return await this.switchTo(path, { how: 'open' })
      } finally {
        removeLedgerFiles(copy)
      }
    })
  }

  /** A file that came by upload moves into the data folder before it is opened. */
  async adopt(file: string, name: string): Promise<Outcome<LedgerView>> {
    const path = this.placeOf(basename(name, extname(name)))
    if (existsSync(path)) return refused(rejection('ledger_exists', 'file', { name }))
    const inspected = await this.inspect(file)
    if (!inspected.ok) return inspected
    copyFileSync(file, path)
    return this.open(path)
  }

  private get sandboxPath(): string {
    return join(this.folder, 'sandbox.contra')
  }

  private placeOf(name: string): string {
    return join(this.folder, `${safeFileName(name)}.contra`)
  }

  private makeSandbox(path: string): Promise<Outcome<LedgerView>> {
    return this.switchTo(path, { how: 'create', kind: 'sandbox', name: sandboxName })
  }

  private async switchTo(path: string, opening: Opening): Promise<Outcome<LedgerView>> {
    await this.closeCurrent()
    mkdirSync(dirname(path), { recursive: true })
    const threads = new Threads(this.options.workerFile, resolve(path), this.options.holder)
    try {
      const opened = await threads.open(opening)
      if (opened.ok) {
        const view = LedgerViewSchema.parse(opened.value)
        this.current = threads
        this.recent.note(path, view.name, view.kind)
        return accepted(view, opened.warnings)
      }
      await threads.close()
      return opened
    } catch (error) {
      await threads.close()
      if (opening.how === 'create') removeLedgerFiles(path)
      throw error
    }
  }

  private async closeCurrent(): Promise<void> {
    const threads = this.current
    this.current = undefined
    await threads?.close()
  }

  private async replaceCurrent(copy: string): Promise<Outcome<LedgerView>> {
    const path = this.current?.ledgerPath ?? ''
    const kept = `${path}.before-restore`
    await this.closeCurrent()
    rmSync(kept, { force: true })
    renameSync(path, kept)
    renameSync(copy, path)
    const opened = await this.switchTo(path, { how: 'open' })
    if (opened.ok) return opened
    renameSync(kept, path)
    await this.switchTo(path, { how: 'open' })
    return opened
  }

  private async inspect(path: string): Promise<Outcome<LedgerView>> {
    const { workerFile, holder } = this.options
    const thread = new Thread(workerFile, { role: 'job', ledgerPath: path, holder })
    try {
      const { outcome } = await thread.ask({ kind: 'inspect', path })
      return outcome.ok ? accepted(LedgerViewSchema.parse(outcome.value)) : outcome
    } finally {
      await thread.close()
    }
  }

  /** Opening and closing happen one after the other, in the order they were asked for. */
  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.queue.then(work, work)
    this.queue = result.catch(() => undefined)
    return result
  }
}
