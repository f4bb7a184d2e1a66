import { useI18n } from 'vue-i18n'
import { useKeys, useListedKeys } from '../../composable/useKeys'
import { reviewFilters, type ReviewFilter } from './reviewFilter'

interface ReviewActions {
  /** While a dialog or a comment is open, its own keys count. */
  isHeld: () => boolean
  canMark: () => boolean
  canCarry: () => boolean
  next: () => void
  previous: () => void
  accept: () => void
  giveBack: () => void
  unmarked: () => void
  undo: () => void
  clear: () => void
  sample: () => void
  carry: () => void
  finish: () => void
  search: () => void
  choose: (filter: ReviewFilter) => void
  openInvoice: () => void
}

/** The keys of the review: one letter each, as long as nothing is being typed. */
export function useReviewKeys(actions: ReviewActions): void {
  const { t } = useI18n()
  const isFree = () => !actions.isHeld() && !isTyping() && !isDialogOpen()
  const mayMark = () => isFree() && actions.canMark()
  const key = (keys: string, name: string, run: () => void, when = isFree) => ({
    ...{ keys, run, when },
    label: t(`review.key.${name}`),
  })
  useKeys(
    [
      key('j', 'next', actions.next),
      key('k', 'previous', actions.previous),
      key('a', 'accept', actions.accept, mayMark),
      key('r', 'return', actions.giveBack, mayMark),
      key('n', 'unmarked', actions.unmarked),
      key('u', 'undo', actions.undo, mayMark),
      key('x', 'clear', actions.clear, mayMark),
      key('s', 'sample', actions.sample, mayMark),
      key('y', 'carry', actions.carry, () => mayMark() && actions.canCarry()),
      key('/', 'search', actions.search),
      key('$mod+Enter', 'finish', actions.finish, () => !actions.isHeld() && !isDialogOpen()),
      key('Alt+o', 'openInvoice', actions.openInvoice),
      ...reviewFilters.map((filter, index) => ({
        keys: `Alt+${String(index + 1)}`,
        label: t('review.key.filter', { name: t(`review.filter.${filter}`) }),
        run: () => actions.choose(filter),
        when: () => !actions.isHeld() && !isDialogOpen(),
      })),
    ],
    t('review.keys'),
  )
  useListedKeys(
    [
      { keys: 'ArrowDown', label: t('review.key.next') },
      { keys: 'ArrowUp', label: t('review.key.previous') },
      { keys: 'Shift+ArrowDown', label: t('review.key.select') },
      { keys: '$mod+a', label: t('review.key.selectAll') },
      { keys: 'Tab', label: t('review.key.line') },
    ],
    t('review.keysOfList'),
  )
}

/** In a field, or outside of the screen: letters that choose in a menu mark no line. */
function isTyping(): boolean {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return false
  return (
    activeElement.closest('#content') === null ||
    activeElement.matches('input, textarea, select, [contenteditable]')
  )
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null
}
