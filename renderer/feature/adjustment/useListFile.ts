import { useI18n } from 'vue-i18n'
import { shallowRef } from 'vue'
import type { AdjustmentFilter } from '@contract/adjustment'
import type { Rejection } from '@contract/rejection'
import { saveFile } from '../../api'
import { useJob } from '../../composable/useJob'
import { useToast } from '../../composable/useToast'

/** The list of a filter as a CSV file, however long: written by a job, then given to the person. */
export function useListFile() {
  const { t } = useI18n()
  const { say } = useToast()
  const job = useJob('saveAdjustmentList')
  const rejections = shallowRef<readonly Rejection[]>([])

  async function save(filter: AdjustmentFilter): Promise<void> {
    rejections.value = []
    const offer = await job.run({ filter })
    if (!offer) {
      rejections.value = job.rejections.value.filter(({ code }) => code !== 'job_cancelled')
      return
    }
    const outcome = await saveFile(offer)
    if (!outcome.ok) rejections.value = outcome.rejections
    else if (outcome.value.saved) say(t('adjustment.listSaved', { file: offer.name }), { tone: 'good' })
    else say(t('adjustment.listNotSaved'))
  }

  return { save, running: job.running, job: job.job, cancel: job.cancel, rejections }
}
