import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { BatchView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import type { Input, Output } from '@contract/api'
import { ask, useCommand } from '../../composable/useCommand'

export interface PasteTarget {
  /** Empty for a new batch. */
  batchId: string
  name: string
}

interface Pasted {
  batchId: string
  name: string
  isNew: boolean
  answer: Output<'pasteCorrections'>
}

/** Reads a list into a draft, so that the rules can say what they think of it, and can take it back whole. */
export function usePaste() {
  const { t } = useI18n()
  const create = useCommand('createBatch')
  const paste = useCommand('pasteCorrections')
  const undo = useCommand('undoEdit')
  const discard = useCommand('discardBatch')
  const busy = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])
  const pasted = shallowRef<Pasted>()

  async function read(
    target: PasteTarget,
    text: string,
    numberFormat: Input<'pasteCorrections'>['numberFormat'],
  ): Promise<void> {
    busy.value = true
    rejections.value = []
    const batch = target.batchId === '' ? await createNamed(target.name) : await find(target.batchId)
    if (batch) await readInto(batch, target.batchId === '', text, numberFormat)
    busy.value = false
  }

  async function readInto(
    batch: BatchView,
    isNew: boolean,
    text: string,
    numberFormat: Input<'pasteCorrections'>['numberFormat'],
  ): Promise<void> {
    const { batchId, name, editNumber } = batch
    const answer = await paste.run({ batchId, editNumber, text, numberFormat })
    if (answer) {
      pasted.value = { batchId, name, isNew, answer }
      return
    }
    rejections.value = paste.rejections.value
    if (isNew) await discard.run({ batchId })
  }

  /** Where the name is taken, it is counted on. */
  async function createNamed(name: string): Promise<BatchView | undefined> {
    for (let count = 1; count < 100; count += 1) {
      const batch = await create.run({
        name: count === 1 ? name : t('batch.pasting.counted', { name, count }),
      })
      if (batch) return batch
      if (!create.rejections.value.some(({ code }) => code === 'name_taken')) break
    }
    rejections.value = create.rejections.value
    return undefined
  }

  async function find(batchId: string): Promise<BatchView | undefined> {
    const outcome = await ask('getBatch', { batchId })
    if (outcome.ok) return outcome.value
    rejections.value = outcome.rejections
    return undefined
  }

  /** A new batch goes as a whole; in an open draft the paste is one step of undo. */
  async function takeBack(): Promise<boolean> {
    const step = pasted.value
    if (!step) return true
    busy.value = true
    const done = step.isNew
      ? await discard.run({ batchId: step.batchId })
      : await undo.run({ batchId: step.batchId, editNumber: step.answer.editNumber })
    busy.value = false
    rejections.value = done ? [] : [...discard.rejections.value, ...undo.rejections.value]
    if (done) pasted.value = undefined
    return done !== undefined
  }

  function clear(): void {
    rejections.value = []
    pasted.value = undefined
  }

  return { read, takeBack, clear, pasted, busy, rejections }
}
