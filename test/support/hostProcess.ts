import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Answer, Input, JobName, Name, Output } from '@contract/api'
import type { Outcome } from '@contract/outcome'

const entry = resolve(import.meta.dirname, '../../out/main/browser.js')

/** The built browser host in a process of its own, as a script without a display would drive it. */
export class HostProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async start(dataFolder: string, words: readonly string[] = []): Promise<HostProcess> {
    const child = spawn(process.execPath, [entry, '--data', dataFolder, '--no-open', ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const line = await firstLine(child)
    const { url, token } = JSON.parse(line) as { url: string; token: string }
    return new HostProcess(child, url.replace(/#.*$/, ''), token)
  }

  async invoke<N extends Name>(name: N, input: Input<N>): Promise<Outcome<Answer<N>>> {
    const response = await this.post(`invoke/${name}`, JSON.stringify(input), 'application/json')
    return response as Outcome<Answer<N>>
  }

  /** The value of an accepted call; anything else fails the test with its rejections. */
  async value<N extends Name>(name: N, input: Input<N>): Promise<Answer<N>> {
    const outcome = await this.invoke(name, input)
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.rejections)}`)
    return outcome.value
  }

  /** Starts a job and waits until it has ended. */
  async job<N extends JobName>(name: N, input: Input<N>): Promise<Outcome<Output<N>>> {
    const started = await this.value(name, input)
    const { jobId } = started as { jobId: string }
    for (;;) {
      const { job, value, rejections } = await this.value('getJob', { jobId })
      if (job.state === 'done') return { ok: true, value: value as Output<N>, warnings: [] }
      if (job.state === 'refused' || job.state === 'cancelled') return { ok: false, rejections }
      await new Promise((ready) => setTimeout(ready, 5))
    }
  }

  /** Hands a file over as a browser's upload does; gives its handle. */
  async upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const answer = await fetch(`${this.url}file`, {
      method: 'POST',
      headers: { ...this.headers(), 'x-contra-name': encodeURIComponent(name) },
      body: content,
    })
    return ((await answer.json()) as { handle: string }).handle
  }

  /** No goodbye: as when the power switch of the process is thrown. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await gone
  }

  private async post(path: string, body: string, type: string): Promise<unknown> {
    const headers = { ...this.headers(), 'content-type': type }
    const response = await fetch(this.url + path, { method: 'POST', headers, body })
    return response.json()
  }

  private headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` }
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end)
  }
  throw new Error(`The host ended before it said its address: ${text}`)
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** An id for a command, as a page makes one. */
export function newCommandId(): string {
  return `0${Array.from(randomBytes(25), (byte) => alphabet[byte % 32]).join('')}`
}
