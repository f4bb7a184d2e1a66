import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ReversalStepBack, ReversalView } from '@contract/reversal'
import type { KeyCommand } from '../../composable/useKeys'
import type { PageStep } from '../../composable/usePageHead'

/** Undo and redo of a plan for the top bar and the keys, with what each would touch in words. */
export function useReversalUndo(
  view: Readonly<Ref<ReversalView | undefined>>,
  run: { readonly undo: () => unknown; readonly redo: () => unknown },
) {
  const { t } = useI18n()

  function textOf({ what, lineCount }: ReversalStepBack): string {
    const part = t(`reversal.part.${what}`)
    return lineCount === 0
      ? t('reversal.partOfAll', { part })
      : t('reversal.partOf', { part, count: lineCount }, lineCount)
  }

  function headOf(stepBack: ReversalStepBack | null | undefined, key: 'undo' | 'redo'): PageStep {
    const label = t(`action.${key}`)
    const step = { label, run: () => void run[key]() }
    if (!stepBack) return { ...step, heldBack: t(`draft.nothingTo.${key}`) }
    return { ...step, detail: t(`draft.${key}What`, { what: textOf(stepBack) }) }
  }

  const undoHead = computed(() => headOf(view.value?.undo, 'undo'))
  const redoHead = computed(() => headOf(view.value?.redo, 'redo'))

  /** Beside the key that every screen has for it. */
  const redoKey: KeyCommand = {
    keys: '$mod+y',
    label: t('action.redo'),
    run: () => redoHead.value.run(),
    when: () => !redoHead.value.heldBack && !isTyping(),
  }

  return { undoHead, redoHead, redoKey }
}

/** In a field the key is the field's own. */
function isTyping(): boolean {
  return document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true
}
