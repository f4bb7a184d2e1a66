import { ref, shallowRef } from 'vue'
import type { FileOffer } from '@contract/ledger'
import type { Rejection } from '@contract/rejection'
import { saveFile } from '../../api'
import { useJob } from '../../composable/useJob'

/** Writes a file of a batch, then gives it to the person; it can be given again if the dialog was left. */
export function useSavedFile(name: 'saveBatchFile' | 'saveEvidence', batchId: () => string) {
  const job = useJob(name)
  const offer = shallowRef<FileOffer>()
  const isSaved = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])

  async function run(): Promise<boolean> {
    clear()
    const made = await job.run({ batchId: batchId() })
    if (!made) {
      rejections.value = job.rejections.value
      return false
    }
    offer.value = made
    return save()
  }

  async function save(): Promise<boolean> {
    if (!offer.value) return false
    const outcome = await saveFile(offer.value)
    isSaved.value = outcome.ok && outcome.value.saved
    rejections.value = outcome.ok ? [] : outcome.rejections
    return isSaved.value
  }

  function clear(): void {
    offer.value = undefined
    isSaved.value = false
    rejections.value = []
  }

  return {
    run,
    save,
    clear,
    offer,
    isSaved,
    rejections,
    running: job.running,
    progress: job.job,
    cancel: job.cancel,
    canCancel: job.canCancel,
  }
}
