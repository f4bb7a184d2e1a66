import { computed, ref, shallowRef } from 'vue'
import type { ExportAnswer, ExportFormat } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import type { z } from 'zod'
import { saveFile } from '../../api'
import { useJob } from '../../composable/useJob'
import type { Confirmed } from '../../store/draftStore'

type Format = z.infer<typeof ExportFormat>
type Exported = z.infer<typeof ExportAnswer>

/**
 * One export for upload. What must be confirmed is known only to the ledger, which writes nothing before it
 * is: so it is asked first without any confirmation, and again with those that the person gave.
 */
export function useExport(batchId: () => string) {
  const job = useJob('exportBatch')
  const warnings = shallowRef<readonly Rejection[]>([])
  const refusals = shallowRef<readonly Rejection[]>([])
  const result = shallowRef<Exported>()
  const isSaved = ref(false)

  /** Asks what is to be confirmed. True when the export can go on. */
  async function prepare(format: Format): Promise<boolean> {
    result.value = undefined
    warnings.value = []
    const answer = await job.run({ batchId: batchId(), format, confirmed: [] })
    if (answer) {
      await finish(answer)
      return false
    }
    const isAsked = job.rejections.value.some(({ code }) => code === 'warnings_unconfirmed')
    warnings.value = isAsked ? job.rejections.value.filter(({ code }) => code !== 'warnings_unconfirmed') : []
    refusals.value = isAsked ? [] : job.rejections.value
    return isAsked
  }

  async function run(format: Format, confirmed: readonly Confirmed[]): Promise<boolean> {
    const answer = await job.run({ batchId: batchId(), format, confirmed: [...confirmed] })
    if (!answer) {
      refusals.value = job.rejections.value
      return false
    }
    await finish(answer)
    return true
  }

  async function finish(answer: Exported): Promise<void> {
    result.value = answer
    refusals.value = []
    await save()
  }

  /** Gives the file to the person, again if the dialog was left before. */
  async function save(): Promise<void> {
    if (!result.value) return
    const outcome = await saveFile(result.value.file)
    isSaved.value = outcome.ok && outcome.value.saved
    if (!outcome.ok) refusals.value = outcome.rejections
  }

  function clear(): void {
    refusals.value = []
    warnings.value = []
  }

  const progress = computed(() => job.job.value)
  return {
    prepare,
    run,
    save,
    clear,
    warnings,
    refusals,
    result,
    isSaved,
    running: job.running,
    progress,
    cancel: job.cancel,
    canCancel: job.canCancel,
  }
}
