import type { Answer, DeskEvent, Input, JobName, Name, Output } from '@contract/api'
import type { Bridge, PickedFile, PickPurpose } from '@contract/bridge'
import type { FileOffer, JobView } from '@contract/ledger'
import type { Outcome } from '@contract/outcome'
import { browserBridge } from './browserBridge'
import { electronBridge } from './electronBridge'

// The page's only way out: commands and queries of the contract, files, and what the desk tells.

export type { PickedFile } from '@contract/bridge'

const bridge: Bridge<File> = electronBridge() ?? browserBridge()

export const host = bridge.host

/** Sends a command or asks a query. A job answers with its id at once; `runJob` waits for its end. */
export async function invoke<N extends Name>(name: N, input: Input<N>): Promise<Outcome<Answer<N>>> {
  // Reactive proxies cannot be cloned into another process; plain JSON can.
  const plain: unknown = JSON.parse(JSON.stringify(input))
  // The desk's thread has checked the outcome by the schema of this name.
  return (await bridge.invoke(name, plain)) as Outcome<Answer<N>>
}

export interface JobWatch {
  onStart?: (jobId: string) => void
  onProgress?: (job: JobView) => void
}

/** Starts a job, follows its progress and answers with what it came to. */
export async function runJob<N extends JobName>(
  name: N,
  input: Input<N>,
  watch: JobWatch = {},
): Promise<Outcome<Output<N>>> {
  const early = new Map<string, JobView>()
  let jobId = ''
  let wake = () => {}
  const stop = onEvent((event) => {
    if (event.event !== 'job') return
    if (jobId === '') early.set(event.job.jobId, event.job)
    if (event.job.jobId !== jobId) return
    watch.onProgress?.(event.job)
    if (hasEnded(event.job)) wake()
  })
  try {
    const started = await invoke<JobName>(name, input)
    if (!started.ok) return started
    jobId = started.value.jobId
    watch.onStart?.(jobId)
    const seen = early.get(jobId)
    if (seen !== undefined) watch.onProgress?.(seen)
    for (;;) {
      const asked = await invoke('getJob', { jobId })
      if (!asked.ok) return asked
      const { job, value, rejections } = asked.value
      if (job.state === 'done') return { ok: true, value: value as Output<N>, warnings: rejections }
      if (hasEnded(job)) return { ok: false, rejections }
      // The event is quick, the timer is for an event that was lost on the way.
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  } finally {
    stop()
  }
}

export function cancelJob(jobId: string): Promise<Outcome<JobView>> {
  return invoke('cancelJob', { jobId })
}

/** Opens the host's dialog; empty when nothing was chosen. */
export function pickFiles(purpose: PickPurpose = 'import'): Promise<PickedFile[]> {
  return bridge.pickFiles(purpose)
}

/** Call it inside the drop handler: the browser forgets the dropped files afterwards. */
export function dropFiles(data: DataTransfer): Promise<PickedFile[]> {
  return bridge.dropFiles([...data.files])
}

/** A handle for a new ledger's place; empty where its name decides; null when nothing was chosen. */
export function pickLedgerPlace(name: string): Promise<string | null> {
  return bridge.pickLedgerPlace(name)
}

/** Gives an offered file to the person. `saved` is false when the dialog was left. */
export function saveFile(offer: Pick<FileOffer, 'handle' | 'name'>): Promise<Outcome<{ saved: boolean }>> {
  return bridge.saveFile(offer.handle, offer.name)
}

/** Returns what ends the listening. */
export function onEvent(listener: (event: DeskEvent) => void): () => void {
  return bridge.onEvent((event) => listener(event as DeskEvent))
}

function hasEnded(job: JobView): boolean {
  return job.state !== 'running' && job.state !== 'committing'
}
