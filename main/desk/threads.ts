import type { Outcome } from '@contract/outcome'
import type { Answer, OnProgress } from './thread'
import { Thread } from './thread'
import type { Opening, Role, ThreadRequest } from './threadMessage'

const readerCount = 2

/**
 * The threads of one open ledger: one that writes, a few that read, and one for each job. A thread
 * that died is replaced with the next request; the ledger itself is safe, its last commit stands.
 */
export class Threads {
  private writer: Thread
  private readonly readers: (Thread | undefined)[] = Array.from({ length: readerCount })
  private readonly jobs = new Set<Thread>()

  constructor(
    private readonly workerFile: string,
    readonly ledgerPath: string,
    private readonly holder: string,
  ) {
    this.writer = this.start('writer')
  }

  /** Takes the lock and opens or makes the ledger; refused when another process holds it. */
  async open(opening: Opening): Promise<Outcome<unknown>> {
    return (await this.writer.ask({ kind: 'open', opening })).outcome
  }

  async write(request: ThreadRequest, onProgress?: OnProgress): Promise<Answer> {
    if (this.writer.isDead) {
      this.writer = this.start('writer')
      const { outcome } = await this.writer.ask({ kind: 'open', opening: { how: 'open' } })
      if (!outcome.ok) return { outcome, newFiles: {} }
    }
    return this.writer.ask(request, onProgress)
  }

  read(request: ThreadRequest): Promise<Answer> {
    return this.leastBusyReader().ask(request)
  }

  /** In a thread of its own, which ends with the job. */
  async work(request: ThreadRequest, onProgress?: OnProgress): Promise<Answer> {
    const thread = this.start('job')
    this.jobs.add(thread)
    try {
      return await thread.ask(request, onProgress)
    } finally {
      this.jobs.delete(thread)
      await thread.close()
    }
  }

  /** Waits for everything that runs, then closes the ledger and lets go of its lock. */
  async close(): Promise<void> {
    const others = [...this.jobs, ...this.readers.filter((reader) => reader !== undefined)]
    await Promise.all(others.map((thread) => thread.close()))
    await this.writer.close()
  }

  private leastBusyReader(): Thread {
    const living = this.readers.map((reader) => (reader?.isDead ? undefined : reader))
    const free = living.findIndex((reader) => reader === undefined)
    const idle = living.find((reader) => reader?.load === 0)
    if (idle !== undefined) return idle
    if (free >= 0) {
      const reader = this.start('reader')
      this.readers[free] = reader
      return reader
    }
    return living.reduce((best, reader) =>
      (reader?.load ?? 0) < (best?.load ?? 0) ? reader : best,
    ) as Thread
  }

  private start(role: Role): Thread {
    return new Thread(this.workerFile, { role, ledgerPath: this.ledgerPath, holder: this.holder })
  }
}
