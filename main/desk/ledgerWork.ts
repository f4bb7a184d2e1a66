import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { api } from '@contract/api'
import type { LedgerView } from '@contract/ledger'
import type { Outcome } from '@contract/outcome'
import { accepted, refused, rejection } from '@contract/outcome'
import { backUpLedger, verifyLedgerFile } from '../ledger/backup'
import type { Ledger } from '../ledger/database'
import type { LedgerLock } from '../ledger/lock'
import { takeLock } from '../ledger/lock'
import { createLedger, openLedger } from '../ledger/open'
import { readPeople } from '../ledger/personTable'
import { elapsedMilliseconds, systemClock } from '../platform/clock'
import type { OpenFile } from '../platform/file'
import { lookAtFile, removeFolder, removeLedgerFiles, safeFileName } from '../platform/file'
import { idFactory, secret } from '../platform/id'
import type { JobContext } from '../usecase/context'
import type { HandledName } from '../usecase/handlers'
import { describeLedger } from '../usecase/describeLedger'
import { unlockIdentity } from '../usecase/person/unlockIdentity'
import { handlers } from '../usecase/index'
import { prepareLiveLedger, seedSandbox } from '../usecase/seedSandbox'
import type { Answer, OnProgress } from './thread'
import type { Opening, ThreadRequest, ThreadStart } from './threadMessage'
import { jobState } from './threadMessage'

type Call = Extract<ThreadRequest, { kind: 'call' }>

const progressEveryMilliseconds = 50

/** One thread's share of a ledger: its connection, and for the writer the lock. */
export class LedgerWork {
  private ledger: Ledger | undefined
  private lock: LedgerLock | undefined
  private readonly newId = idFactory(systemClock)

  constructor(private readonly start: ThreadStart) {}

  take(request: ThreadRequest, onProgress: OnProgress): Answer {
    if (request.kind === 'call') return this.call(request, onProgress)
    return { outcome: this.manage(request), newFiles: {} }
  }

  private manage(request: Exclude<ThreadRequest, Call>): Outcome<unknown> {
    switch (request.kind) {
      case 'open':
        return accepted(this.open(request.opening))
      case 'describe':
        return accepted(describeLedger(this.connection(), systemClock))
      case 'backup':
        backUpLedger(this.connection(), request.path)
        return accepted(describeLedger(this.connection(), systemClock).ledger)
      case 'inspect': {
        const stranger = verifyLedgerFile(request.path)
        try {
          return accepted(describeLedger(stranger, systemClock).ledger)
        } finally {
          stranger.close()
        }
      }
      case 'unlock':
        return unlockIdentity(this.connection(), request.personId, request.passphrase)
      case 'close':
        this.close()
        return accepted(undefined)
    }
  }

  private open(opening: Opening): LedgerView {
    const { ledgerPath, holder } = this.start
    this.lock = takeLock(ledgerPath, holder)
    try {
      // What was staged and not committed is void once the ledger is opened anew.
      removeFolder(this.stagingFolder)
      this.ledger = opening.how === 'open' ? openLedger(ledgerPath, 'write') : this.create(opening)
      return describeLedger(this.ledger, systemClock).ledger
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Made and filled beside its place, then moved there: a ledger that exists is whole. */
  private create({ kind, name }: Extract<Opening, { how: 'create' }>): Ledger {
    const { ledgerPath } = this.start
    const making = `${ledgerPath}.making`
    removeLedgerFiles(making)
    const ledger = createLedger(making, {
      ledgerId: this.newId(),
      kind,
      name,
      code: ledgerCode(),
      createdAt: systemClock.now(),
    })
    try {
      const context = { clock: systemClock, newId: this.newId }
      if (kind === 'sandbox') seedSandbox(ledger, context)
      else prepareLiveLedger(ledger, context)
    } finally {
      ledger.close()
    }
    renameSync(making, ledgerPath)
    return openLedger(ledgerPath, 'write')
  }

  private connection(): Ledger {
    if (this.ledger === undefined && this.start.role === 'writer') throw new Error('The ledger is not open')
    this.ledger ??= openLedger(this.start.ledgerPath, 'read')
    return this.ledger
  }

  private close(): void {
    this.ledger?.close()
    this.ledger = undefined
    this.lock?.release()
    this.lock = undefined
  }

  private get stagingFolder(): string {
    return `${this.start.ledgerPath}.staging`
  }

  private call(request: Call, onProgress: OnProgress): Answer {
    const newFiles: Record<string, OpenFile> = {}
    const context = this.context(request, newFiles, onProgress)
    const name = request.name as HandledName
    // The desk has parsed the input by this very name's schema.
    const handler = handlers[name] as (context: JobContext, input: unknown) => Outcome<unknown>
    const outcome = checkOutput(name, handler(context, request.input))
    return { outcome, newFiles: outcome.ok ? measured(newFiles) : {} }
  }

  private context(request: Call, newFiles: Record<string, OpenFile>, onProgress: OnProgress): JobContext {
    const { files, state, outputFolder, signer } = request
    const ledger = this.connection()
    // Rights may have been taken while the request waited for its turn.
    const person = readPeople(ledger).find(({ id }) => id === request.person.id) ?? {
      ...request.person,
      rights: [],
    }
    mkdirSync(this.stagingFolder, { recursive: true })
    return {
      ledger,
      person,
      signer,
      clock: systemClock,
      newId: this.newId,
      file: (handle) => files[handle],
      newFile: (wanted) => {
        const handle = secret()
        const path = join(outputFolder, secret(9))
        newFiles[handle] = { path, name: safeFileName(wanted), bytes: 0, isFolder: false }
        return { handle, path }
      },
      stagingFolder: this.stagingFolder,
      progress: throttled(onProgress),
      isCancelled: () => state !== undefined && Atomics.load(state, 0) === jobState.cancelled,
      beginCommit: () =>
        state === undefined ||
        Atomics.compareExchange(state, 0, jobState.running, jobState.committing) !== jobState.cancelled,
    }
  }
}

/** A wrong shape is our own defect, whatever the page would have made of it. */
function checkOutput(name: HandledName, outcome: Outcome<unknown>): Outcome<unknown> {
  if (!outcome.ok) return outcome.rejections.length > 0 ? outcome : refused(rejection('defect'))
  const parsed = api[name].output.safeParse(outcome.value)
  if (!parsed.success) throw new Error(`${name} answered in a wrong shape: ${parsed.error.message}`)
  return accepted(parsed.data, outcome.warnings)
}

function measured(files: Record<string, OpenFile>): Record<string, OpenFile> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([handle, { path, name }]) => {
      const file = lookAtFile(path, name)
      return file === undefined ? [] : [[handle, file]]
    }),
  )
}

/** First, last and a few in between: the desk's process is not to be flooded. */
function throttled(onProgress: OnProgress): OnProgress {
  let last = Number.NEGATIVE_INFINITY
  let lastPhase = ''
  return (phase, done, total) => {
    const now = elapsedMilliseconds()
    if (phase === lastPhase && done < total && now - last < progressEveryMilliseconds) return
    last = now
    lastPhase = phase
    onProgress(phase, done, total)
  }
}

/** Four characters of a ULID's alphabet: makes provisional numbers unique to their ledger. */
function ledgerCode(): string {
  return idFactory(systemClock)().slice(-4)
}
