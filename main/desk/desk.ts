import type { DeskEvent, JobName, Name } from '@contract/api'
import { api } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import { accepted, refused, rejection } from '@contract/outcome'
import type { Clock } from '../platform/clock'
import { removeFolder } from '../platform/file'
import { idFactory } from '../platform/id'
import type { Log } from '../platform/log'
import { changedAreas } from './changedArea'
import type { DeskContext } from './deskHandler'
import { deskHandlers, isDeskName } from './deskHandler'
import { checkInput } from './inputCheck'
import { Job, Jobs } from './job'
import { Ledgers } from './ledgers'
import { Session } from './session'
import { changesPeople, firstToAct, PassphraseTries, unlock } from './person'
import { signs } from './signature'
import type { Answer } from './thread'
import type { ThreadRequest } from './threadMessage'
import type { Threads } from './threads'
import { Turns } from './turn'

type Call = Extract<ThreadRequest, { kind: 'call' }>

export interface DeskOptions {
  readonly host: 'electron' | 'browser'
  readonly version: string
  readonly dataFolder: string
  /** Emptied when the desk closes. */
  readonly temporaryFolder: string
  /** The bundle that every thread runs. */
  readonly workerFile: string
  /** Who is said to hold the ledger: user and machine. */
  readonly holder: string
  readonly clock: Clock
  readonly log: Log
}

/** Where every command comes in, whichever host brings it: sender → schema → thread → outcome. */
export class Desk {
  readonly ledgers: Ledgers
  readonly jobs = new Jobs()
  private readonly tries = new PassphraseTries()
  private readonly signatures = new Turns()
  private readonly sessions = new Set<Session>()
  private readonly newId: () => string

  constructor(readonly options: DeskOptions) {
    this.ledgers = new Ledgers(options)
    this.newId = idFactory(options.clock)
  }

  enter(): Session {
    const session = new Session(this.options.temporaryFolder)
    this.sessions.add(session)
    return session
  }

  leave(session: Session): void {
    for (const job of this.jobs.runningOf(session)) job.cancel()
    this.sessions.delete(session)
    session.close()
  }

  /** Never rejects: what was not foreseen is logged, and the outcome carries its reference only. */
  async invoke(session: Session, name: string, input: unknown): Promise<Outcome<unknown>> {
    try {
      if (!this.sessions.has(session)) return refused(rejection('right_missing'))
      const checked = checkInput(name, input)
      if (!checked.ok) return checked
      return await this.dispatch(session, checked.value.name, checked.value.input)
    } catch (error) {
      return this.defect(name, error)
    }
  }

  tellAll(event: DeskEvent): void {
    for (const session of this.sessions) session.tell(event)
  }

  /** The work of a session that its leaving now would cut short, by what it is. */
  runningWork(session: Session): { cancellable: string[]; committing: string[] } {
    const views = this.jobs.runningOf(session).map((job) => job.view())
    return {
      cancellable: views.filter(({ state }) => state === 'running').map(({ name }) => name),
      committing: views.filter(({ state }) => state === 'committing').map(({ name }) => name),
    }
  }

  /** Cancels what a session's work can be cancelled of, and waits for what commits. */
  async endWork(session: Session): Promise<void> {
    const jobs = this.jobs.runningOf(session)
    for (const job of jobs) job.cancel()
    await Promise.all(jobs.map((job) => job.ended))
  }

  /** Cancels what can be cancelled, waits for what commits, closes the ledger. */
  async close(): Promise<void> {
    for (const job of this.jobs.running()) job.cancel()
    await this.ledgers.close()
    for (const session of this.sessions) session.close()
    this.sessions.clear()
    removeFolder(this.options.temporaryFolder)
  }

  private dispatch(session: Session, name: Name, input: unknown): Promise<Outcome<unknown>> {
    if (isDeskName(name)) {
      return deskHandlers[name](this.context(session), input as never)
    }
    return api[name].kind === 'job'
      ? this.startJob(session, name as JobName, input)
      : this.call(session, name, input)
  }

  private context(session: Session): DeskContext {
    const { host, version, clock } = this.options
    const { ledgers, jobs, tries } = this
    return { host, version, clock, ledgers, jobs, tries, session, afterSwitch: () => this.afterSwitch() }
  }

  private afterSwitch(): void {
    for (const session of this.sessions) session.lock()
    this.tellAll({ event: 'session' })
  }

  /** Rights given or taken, keys revoked: they hold at once, whatever a page still shows. */
  private async knowPeopleAnew(): Promise<void> {
    const open = await this.ledgers.describe()
    if (open === undefined) return
    for (const session of this.sessions) session.knowAnew(open.people, open.ledger.kind)
    this.tellAll({ event: 'session' })
  }

  private async call(session: Session, name: Name, input: unknown): Promise<Outcome<unknown>> {
    const { threads } = this.ledgers
    if (threads === undefined) return refused(rejection('no_ledger_open'))
    const request = await this.request(session, name, input)
    if (request === undefined) return refused(rejection('passphrase_needed'))
    if (threads !== this.ledgers.threads) return refused(rejection('no_ledger_open'))
    const isCommand = api[name].kind === 'command'
    const work = async (ready: Call) => {
      const answer = await (isCommand ? threads.write(ready) : threads.read(ready))
      return this.accept(session, name, answer, isCommand)
    }
    if (name === 'setPassphrase') return this.setPassphrase(session, request, () => work(request))
    const outcome = await this.carryOut(session, threads, request, work)
    if (outcome.ok && changesPeople(name)) await this.knowPeopleAnew()
    return outcome
  }

  /** A guess at the passphrase until now is as slow here as anywhere; whoever set one has said it. */
  private async setPassphrase(
    session: Session,
    { person, input }: Call,
    work: () => Promise<Outcome<unknown>>,
  ): Promise<Outcome<unknown>> {
    const outcome = await this.tries.inTurn(person.id, work)
    if (!outcome.ok) return outcome
    const { next } = api.setPassphrase.input.parse(input)
    if (session.person?.id === person.id) await unlock(this.context(session), person.id, next)
    await this.knowPeopleAnew()
    return outcome
  }

  private async startJob(session: Session, name: JobName, input: unknown): Promise<Outcome<unknown>> {
    const { threads } = this.ledgers
    if (threads === undefined) return refused(rejection('no_ledger_open'))
    const job = new Job(this.newId(), name, session)
    const request = await this.request(session, name, input, job)
    if (request === undefined) return refused(rejection('passphrase_needed'))
    if (threads !== this.ledgers.threads) return refused(rejection('no_ledger_open'))
    this.jobs.add(job)
    // A job that carries a commandId writes: it runs where all writing is done, one after the other.
    const writes = 'commandId' in api[name].input.shape
    const onProgress = (phase: string, done: number, total: number) => job.advance(phase, done, total)
    const work = async (ready: Call) => {
      const answer = await (writes ? threads.write(ready, onProgress) : threads.work(ready, onProgress))
      return this.accept(session, name, answer, writes)
    }
    void this.carryOut(session, threads, request, work)
      .catch((error: unknown) => this.defect(name, error))
      .then((outcome) => job.finish(outcome))
    return accepted({ jobId: job.id })
  }

  private async request(session: Session, name: Name, input: unknown, job?: Job): Promise<Call | undefined> {
    if (!session.isLocked) session.person ??= firstToAct(await this.ledgers.describe())
    if (session.person === undefined) return undefined
    return {
      kind: 'call',
      name,
      input,
      person: session.person,
      signer: undefined,
      files: session.files.all(),
      outputFolder: session.files.folder,
      ...(job === undefined ? {} : { state: job.state }),
    }
  }

  /** Signatures of a person come one after the other: where each spends the key, the next finds it spent. */
  private carryOut(
    session: Session,
    threads: Threads,
    request: Call,
    work: (ready: Call) => Promise<Outcome<unknown>>,
  ): Promise<Outcome<unknown>> {
    if (!signs(request.name)) return work(request)
    const { id } = request.person
    return this.signatures.inTurn(id, async () => {
      if (threads !== this.ledgers.threads) return refused(rejection('no_ledger_open'))
      let isRefused = false
      try {
        const outcome = await work({ ...request, signer: session.unlocked.get(id) })
        isRefused = !outcome.ok
        return outcome
      } finally {
        // After a defect nobody knows whether it was signed.
        if (!isRefused) await this.spendKey(id)
      }
    })
  }

  /** Where the passphrase is said for each signature, in every window; where nobody knows, as well. */
  private async spendKey(personId: string): Promise<void> {
    const open = await this.ledgers.describe().catch(() => undefined)
    if (open?.settings.signEachTime === false) return
    for (const session of this.sessions) session.unlocked.delete(personId)
    this.tellAll({ event: 'session' })
  }

  private accept(
    session: Session,
    name: Name,
    { outcome, newFiles }: Answer,
    writes: boolean,
  ): Outcome<unknown> {
    session.files.add(newFiles)
    const areas = changedAreas(name)
    if (outcome.ok && writes && areas.length > 0) this.tellAll({ event: 'changed', areas })
    return outcome
  }

  private defect(name: string, error: unknown): Outcome<never> {
    const reference = this.options.log.defect(name, error)
    return refused(rejection('defect', '', { reference }))
  }
}
