import { Worker } from 'node:worker_threads'
import type { Outcome } from '@contract/outcome'
import type { OpenFile } from '../platform/file'
import type { ThreadReply, ThreadRequest, ThreadStart } from './threadMessage'

export interface Answer {
  readonly outcome: Outcome<unknown>
  readonly newFiles: Readonly<Record<string, OpenFile>>
}

export type OnProgress = (phase: string, done: number, total: number) => void

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
  onProgress?: OnProgress | undefined
}

/** One worker thread and the requests that wait for it. It answers them one after the other. */
export class Thread {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private readonly ended: Promise<void>
  private lastNumber = 0
  private dead = false

  constructor(workerFile: string, start: ThreadStart) {
    this.worker = new Worker(workerFile, { workerData: start })
    this.worker.on('message', (reply: ThreadReply) => this.take(reply))
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))))
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', (code) => {
        this.fail(new Error(`A ${start.role} thread ended with code ${code}`))
        resolve()
      })
    })
  }

  get load(): number {
    return this.waiting.size
  }

  get isDead(): boolean {
    return this.dead
  }

  /** Rejects with what was thrown in the thread, or when the thread ends before it answers. */
  ask(request: ThreadRequest, onProgress?: OnProgress): Promise<Answer> {
    if (this.dead) return Promise.reject(new Error('The thread has ended'))
    const number = ++this.lastNumber
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject, onProgress })
      this.worker.postMessage({ number, request })
    })
  }

  /** Lets what was asked before finish, closes the ledger, ends the thread. */
  async close(): Promise<void> {
    if (!this.dead) await this.ask({ kind: 'close' }).catch(() => undefined)
    this.dead = true
    await this.ended
  }

  private take(reply: ThreadReply): void {
    const waiting = this.waiting.get(reply.number)
    if (waiting === undefined) return
    if (reply.kind === 'progress') {
      waiting.onProgress?.(reply.phase, reply.done, reply.total)
      return
    }
    this.waiting.delete(reply.number)
    if (reply.kind === 'answer') waiting.resolve(reply)
    else waiting.reject(new ThreadDefect(reply.error))
  }

  private fail(error: Error): void {
    this.dead = true
    for (const waiting of this.waiting.values()) waiting.reject(error)
    this.waiting.clear()
  }
}

/** Carries the stack of what was thrown in a thread. */
class ThreadDefect extends Error {
  constructor(readonly origin: string) {
    super('Thrown in a thread')
    this.name = 'ThreadDefect'
    this.stack = origin
  }
}
