import { nextTick, ref } from 'vue'
import type { ReviewFilter } from './reviewFilter'
import type { useMarks } from './useMarks'
import { idOf, type useReviewLines } from './useReviewLines'

interface ReviewGround {
  readonly marks: ReturnType<typeof useMarks>
  readonly list: ReturnType<typeof useReviewLines>
  readonly grid: () => { focus: () => void; goTo: (lineId: string) => boolean } | null
  readonly canMark: () => boolean
}

/** What the keys and buttons of the review do: to the lines that are selected, else to the one that is looked at. */
export function useReviewActions({ marks, list, grid, canMark }: ReviewGround) {
  const selected = ref<ReadonlySet<string>>(new Set())
  /** The lines that a comment is being written for. */
  const commenting = ref<readonly string[]>([])
  const { current, shown, filter } = list

  function goTo(lineId: string | undefined): void {
    if (lineId !== undefined) grid()?.goTo(lineId)
    else grid()?.focus()
  }

  /** To the line that was looked at while it is shown, else to the first. */
  function goBack(line = current.value): void {
    const found = line !== undefined && shown.value.includes(line) ? line : shown.value[0]
    goTo(found && idOf(found))
  }

  function targets(): readonly string[] {
    if (!canMark()) return []
    const { value: chosen } = selected
    if (chosen.size > 0) return shown.value.map(idOf).filter((lineId) => chosen.has(lineId))
    return current.value === undefined ? [] : [idOf(current.value)]
  }

  async function markAndGoOn(
    lineIds: readonly string[],
    how: 'accepted' | 'returned',
    comment = '',
  ): Promise<void> {
    // Before it is marked: a line may leave the list that is shown with it.
    const next = list.rowAfter(new Set(lineIds))
    marks.mark(lineIds, how, comment)
    selected.value = new Set()
    await nextTick()
    goTo(next)
  }

  /** Of several, those that are to be returned stay so: accepting the rest takes no comment away. */
  function accept(): void {
    const lineIds = targets()
    const some = lineIds.filter((lineId) => marks.of(lineId).mark !== 'returned')
    void markAndGoOn(lineIds.length > 1 ? some : lineIds, 'accepted')
  }

  function giveBack(): void {
    commenting.value = targets()
  }

  function saveComment(comment: string): void {
    const lineIds = commenting.value
    commenting.value = []
    void markAndGoOn(lineIds, 'returned', comment)
  }

  function cancelComment(): void {
    commenting.value = []
    void nextTick(() => grid()?.focus())
  }

  function clear(): void {
    marks.mark(targets(), '')
    selected.value = new Set()
  }

  function undo(): void {
    const lineIds = marks.undo()
    void nextTick(() => goTo(lineIds[0]))
  }

  /** Accepts again what was accepted in an earlier revision, and goes to what was not. */
  function carry(): void {
    marks.mark(list.carried.value.map(idOf), 'accepted')
    void nextTick(() => goTo(list.nextUnmarked()))
  }

  function choose(next: ReviewFilter): void {
    // Before the list changes: the grid looks at another line while it does.
    const line = current.value
    filter.value = next
    void nextTick(() => goBack(line))
  }

  return {
    ...{ selected, commenting, goTo, goBack },
    ...{ accept, giveBack, saveComment, cancelComment, clear, undo, carry, choose },
  }
}
