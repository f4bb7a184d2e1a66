import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DraftAnswer } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import { useToast } from '../../composable/useToast'
import type { PageStep } from '../../composable/usePageHead'
import { useDraft } from '../../store/draftStore'
import { rejectionText } from '../../text/rejectionText'

/** Undo and redo of the current draft, for the top bar and the keys; a refused one says why. */
export function useUndo() {
  const { t } = useI18n()
  const draft = useDraft()
  const { say } = useToast()

  async function step(act: () => Promise<Outcome<DraftAnswer>>): Promise<void> {
    const outcome = await act()
    if (!outcome.ok) say(outcome.rejections.map(rejectionText).join(' '), { tone: 'refused' })
  }

  function undo(): void {
    if (draft.batch?.undoLabel) void step(draft.undo)
  }

  function redo(): void {
    if (draft.batch?.redoLabel) void step(draft.redo)
  }

  function headOf(label: string, key: 'undo' | 'redo', run: () => void): PageStep {
    const name = t(`action.${key}`)
    if (label === '') return { label: name, run, heldBack: t(`draft.nothingTo.${key}`) }
    return { label: name, run, detail: t(`draft.${key}What`, { what: label }) }
  }

  const undoHead = computed(() => headOf(draft.batch?.undoLabel ?? '', 'undo', undo))
  const redoHead = computed(() => headOf(draft.batch?.redoLabel ?? '', 'redo', redo))

  return { undo, redo, undoHead, redoHead }
}
