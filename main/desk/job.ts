import type { JobName } from '@contract/api'
import type { JobView } from '@contract/ledger'
import type { Outcome } from '@contract/outcome'
import { refused, rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Session } from './session'
import { jobState } from './threadMessage'

/** A long piece of work: its progress, how to stop it, and what it came to. */
export class Job {
  readonly state = new Int32Array(new SharedArrayBuffer(4))
  /** Resolved with its outcome, whatever that is. */
  readonly ended: Promise<void>
  private end: () => void = () => undefined
  private phase = ''
  private done = 0
  private total = 0
  private outcome: Outcome<unknown> | undefined

  constructor(
    readonly id: string,
    readonly name: JobName,
    readonly session: Session,
  ) {
    this.ended = new Promise((resolve) => {
      this.end = resolve
    })
  }

  advance(phase: string, done: number, total: number): void {
    this.phase = phase
    this.done = done
    this.total = total
    this.session.tell({ event: 'job', job: this.view() })
  }

  finish(outcome: Outcome<unknown>): void {
    this.outcome = outcome
    this.session.tell({ event: 'job', job: this.view() })
    this.end()
  }

  /** Refused once the commit has begun: from there on it either stands whole or not at all. */
  cancel(): Outcome<JobView> {
    const before = Atomics.compareExchange(this.state, 0, jobState.running, jobState.cancelled)
    if (before === jobState.committing && this.outcome === undefined) {
      return refused(rejection('job_committing', '', { job: this.name }))
    }
    return { ok: true, value: this.view(), warnings: [] }
  }

  get isRunning(): boolean {
    return this.outcome === undefined
  }

  result(): { value: unknown; rejections: Rejection[] } {
    if (this.outcome === undefined) return { value: null, rejections: [] }
    if (this.outcome.ok) return { value: this.outcome.value, rejections: this.outcome.warnings }
    return { value: null, rejections: this.outcome.rejections }
  }

  view(): JobView {
    const { id, name, phase, done, total } = this
    return { jobId: id, name, state: this.stateName(), phase, done, total }
  }

  private stateName(): JobView['state'] {
    if (this.outcome?.ok === true) return 'done'
    if (this.outcome?.ok === false) {
      return this.outcome.rejections.some(({ code }) => code === 'job_cancelled') ? 'cancelled' : 'refused'
    }
    return Atomics.load(this.state, 0) === jobState.committing ? 'committing' : 'running'
  }
}

/** The jobs of this run of the app. Finished ones stay readable until many others have followed. */
export class Jobs {
  private readonly jobs = new Map<string, Job>()

  add(job: Job): void {
    this.jobs.set(job.id, job)
    for (const old of this.jobs.values()) {
      if (this.jobs.size <= 200) break
      if (!old.isRunning) this.jobs.delete(old.id)
    }
  }

  /** A session sees its own jobs only. */
  find(session: Session, id: string): Job | undefined {
    const job = this.jobs.get(id)
    return job?.session === session ? job : undefined
  }

  running(): Job[] {
    return [...this.jobs.values()].filter((job) => job.isRunning)
  }

  runningOf(session: Session): Job[] {
    return this.running().filter((job) => job.session === session)
  }
}
