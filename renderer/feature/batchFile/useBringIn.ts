import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { BatchFilePreview } from '@contract/batchFile'
import { useCommand } from '../../composable/useCommand'
import { useFormat } from '../../composable/useFormat'
import { useToast } from '../../composable/useToast'
import { alarmCode, confirmationKey, confirmations, confirmedOf } from './confirmation'
import { decisionsToSend, openConflicts, type Taken } from './lineChange'
import { useBatchFile } from './useBatchFile'
import { useFileWords } from './useFileWords'

/** What a person decides about a file, what still holds it back, and bringing it in. */
export function useBringIn(preview: Ref<BatchFilePreview>, file: () => string) {
  const { t } = useI18n()
  const format = useFormat()
  const router = useRouter()
  const { say } = useToast()
  const { close } = useBatchFile()
  const { doneOf } = useFileWords()
  const command = useCommand('bringInBatch')
  const decisions = shallowRef<ReadonlyMap<string, Taken>>(new Map())
  const ticked = ref<ReadonlySet<string>>(new Set())
  const isAlarmSettled = ref(false)

  // Another file, or the same one against a batch that has moved on: what was chosen counts no more.
  watch(
    () => JSON.stringify([preview.value.fileHash, preview.value.here]),
    () => {
      decisions.value = new Map()
      ticked.value = new Set()
      isAlarmSettled.value = false
      command.clear()
    },
  )

  const asked = computed(() => confirmations(preview.value.warnings))
  const ticks = computed(() => asked.value.filter(({ code }) => code !== alarmCode))
  const isAlarm = computed(() => preview.value.witness.verdict === 'contradicted')
  const open = computed(() =>
    preview.value.effect === 'merge' ? openConflicts(preview.value.changes, decisions.value) : [],
  )
  const heldBack = computed(() => {
    if (isAlarm.value && !isAlarmSettled.value) return t('batchFile.held.witness')
    const count = open.value.length
    if (count > 0) return t('batchFile.held.conflicts', { count: format.count(count) }, count)
    const all = ticks.value.every((one) => ticked.value.has(confirmationKey(one)))
    return all ? undefined : t('batchFile.held.warnings')
  })

  function decide(lineId: string, take: Taken): void {
    decisions.value = new Map([...decisions.value, [lineId, take]])
  }

  function tick(key: string, is: boolean): void {
    const next = new Set(ticked.value)
    if (is) next.add(key)
    else next.delete(key)
    ticked.value = next
  }

  /** Brings it in and shows the batch. True where it is here now. */
  async function bringIn(): Promise<boolean> {
    if (heldBack.value !== undefined || command.busy.value) return false
    const seen = preview.value
    const alarm = asked.value.filter(({ code }) => code === alarmCode).map(confirmationKey)
    const done = await command.run({
      file: file(),
      fileHash: seen.fileHash,
      here: { revision: seen.here.revision, editNumber: seen.here.editNumber },
      decisions: seen.effect === 'merge' ? [...decisionsToSend(seen.changes, decisions.value)] : [],
      confirmed: [...confirmedOf(asked.value, new Set([...ticked.value, ...alarm]))],
    })
    if (!done) return false
    const isHeld = done.effect === 'wait'
    await router.push(`/batches/${done.batchId}`)
    close()
    say(doneOf(seen, done.effect), { tone: isHeld ? 'plain' : 'good' })
    return true
  }

  return {
    decisions,
    decide,
    open,
    ticks,
    ticked,
    tick,
    isAlarm,
    isAlarmSettled,
    heldBack,
    bringIn,
    busy: command.busy,
    rejections: command.rejections,
  }
}
