import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { dropFiles, pickFiles, type PickedFile } from '../../api'
import { useToast } from '../../composable/useToast'
import { isBatchFileName } from './fileName'

/** The file that was opened last; it stays while a person goes elsewhere, to accept a card for instance. */
const current = shallowRef<PickedFile>()
const taking = ref(false)

/** Opens a batch file: chosen or dropped anywhere, it is shown on its own page before anything happens. */
export function useBatchFile() {
  const { t } = useI18n()
  const router = useRouter()
  const { say } = useToast()

  async function take(arriving: Promise<readonly PickedFile[]>): Promise<void> {
    taking.value = true
    try {
      const picked = await arriving
      const [first] = picked
      if (first === undefined) return
      if (picked.length > 1) say(t('batchFile.onlyOne', { name: first.name }))
      current.value = first
      await router.push('/batches/file')
    } catch {
      say(t('batchFile.notTaken'), { tone: 'refused' })
    } finally {
      taking.value = false
    }
  }

  function close(): void {
    current.value = undefined
  }

  return {
    current,
    taking,
    pick: () => take(pickFiles('batch')),
    drop: (data: DataTransfer) => take(dropFiles(data)),
    close,
  }
}

/**
 * Takes batch files that are dropped anywhere on the window while the screen is shown. `others` is called for
 * files that are none; without it they are left to whatever else takes them.
 */
export function useDroppedBatchFile(others?: () => void): void {
  const { drop } = useBatchFile()

  function onDragOver(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  }

  function onDrop(event: DragEvent): void {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (!event.dataTransfer || files.length === 0) return
    if (files.some(({ name }) => isBatchFileName(name))) {
      event.preventDefault()
      event.stopPropagation()
      void drop(event.dataTransfer)
    } else if (others) {
      event.preventDefault()
      others()
    }
  }

  // Before the elements see it: an import takes whatever else is dropped.
  onMounted(() => {
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop, { capture: true })
  })
  onBeforeUnmount(() => {
    window.removeEventListener('dragover', onDragOver)
    window.removeEventListener('drop', onDrop, { capture: true })
  })
}
