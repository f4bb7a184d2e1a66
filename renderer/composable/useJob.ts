import { computed, ref, shallowRef } from 'vue'
import type { JobName, Output } from '@contract/api'
import type { JobView } from '@contract/ledger'
import { rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { ulid } from 'ulid'
import { cancelJob, runJob } from '../api'
import { withCommandId, type CommandInput } from './useCommand'

/**
 * One job of the contract, as a screen shows it: progress, cancel until its commit begins, and what it came
 * to. A job that writes gets a new `commandId` with every start; it leaves nothing half done.
 */
export function useJob<N extends JobName>(name: N) {
  const job = shallowRef<JobView>()
  const value = shallowRef<Output<N>>()
  const rejections = shallowRef<readonly Rejection[]>([])
  const running = ref(false)
  let jobId = ''

  async function run(input: CommandInput<N>): Promise<Output<N> | undefined> {
    running.value = true
    rejections.value = []
    value.value = undefined
    job.value = undefined
    const outcome = await outcomeOf(input)
    running.value = false
    if (!outcome.ok) {
      rejections.value = outcome.rejections
      return undefined
    }
    value.value = outcome.value
    return outcome.value
  }

  async function outcomeOf(input: CommandInput<N>): Promise<Outcome<Output<N>>> {
    try {
      return await runJob(name, withCommandId(name, input, ulid()), {
        onStart: (started) => {
          jobId = started
        },
        onProgress: (progress) => {
          job.value = progress
        },
      })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { ok: false, rejections: [rejection('defect', '', { reference: '', reason })] }
    }
  }

  async function cancel(): Promise<void> {
    if (!running.value || jobId === '') return
    const outcome = await cancelJob(jobId)
    if (!outcome.ok) rejections.value = outcome.rejections
  }

  /** Once the commit has begun, the work can no longer be cancelled. */
  const canCancel = computed(() => running.value && job.value?.state !== 'committing')
  return { run, cancel, canCancel, running, job, value, rejections }
}
