import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JobName, Name } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import { Desk } from '../../main/desk/desk'
import type { Session } from '../../main/desk/session'
import { systemClock } from '../../main/platform/clock'
import { valueOf } from './workplace'

/** A real desk in this process, with the built threads, as a host would start it. */
export interface BenchDesk {
  readonly session: Session
  open(ledgerPath: string): Promise<void>
  /** Calls as a page does; the answer is made text, as a host has to. */
  invoke(name: Name, input: unknown): Promise<Outcome<unknown>>
  /** Starts a job and waits for what it comes to. */
  work(name: JobName, input: unknown): Promise<Outcome<unknown>>
  close(): Promise<void>
}

export function benchDesk(folder: string): BenchDesk {
  const temporaryFolder = join(folder, 'temporary')
  mkdirSync(temporaryFolder, { recursive: true })
  const desk = new Desk({
    host: 'browser',
    version: 'bench',
    dataFolder: join(folder, 'data'),
    temporaryFolder,
    workerFile: join(__dirname, 'worker.js'),
    holder: 'bench',
    clock: systemClock,
    log: { defect: (name, error) => fail(name, error), info: () => undefined },
  })
  const session = desk.enter()
  const invoke = async (name: Name, input: unknown) => {
    const outcome = await desk.invoke(session, name, input)
    JSON.stringify(outcome)
    return outcome
  }
  return {
    session,
    invoke,
    open: async (ledgerPath) => {
      valueOf(await desk.ledgers.open(ledgerPath))
      // Another ledger has other people: the first of them acts.
      session.person = undefined
    },
    work: async (name, input) => {
      const started = valueOf(await invoke(name, input)) as { jobId: string }
      await ended(session, started.jobId)
      const { value, rejections } = valueOf(await invoke('getJob', started)) as {
        value: unknown
        rejections: Extract<Outcome<unknown>, { ok: false }>['rejections']
      }
      return value === null ? { ok: false, rejections } : { ok: true, value, warnings: rejections }
    },
    close: () => desk.close(),
  }
}

function ended(session: Session, jobId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.listen((event) => {
      if (event.event !== 'job' || event.job.jobId !== jobId) return
      if (event.job.state === 'running' || event.job.state === 'committing') return
      stop()
      resolve()
    })
  })
}

function fail(name: string, error: unknown): never {
  throw new Error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}
