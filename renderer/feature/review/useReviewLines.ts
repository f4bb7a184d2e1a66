import { computed, ref, shallowRef, watch } from 'vue'
import type { MovedFact } from '@contract/batch'
import type { ReviewLine, ReviewView } from '@contract/review'
import { reviewFilters, fits, shownLines, type ReviewFilter } from './reviewFilter'
import { reviewTotals } from './reviewTotal'
import type { useMarks } from './useMarks'

/** The lines of a review as they are shown: filtered, searched, counted, with the one that is looked at. */
export function useReviewLines(review: () => ReviewView | undefined, marks: ReturnType<typeof useMarks>) {
  const filter = ref<ReviewFilter>('all')
  const search = ref('')
  const current = shallowRef<ReviewLine>()
  const visited = ref<ReadonlySet<string>>(new Set())

  const lines = computed<readonly ReviewLine[]>(() => review()?.lines ?? [])
  const markOf = (lineId: string) => marks.of(lineId).mark
  const shown = computed(() => shownLines(lines.value, filter.value, search.value, markOf))
  const counts = computed(
    () =>
      Object.fromEntries(
        reviewFilters.map((one) => [one, lines.value.filter((line) => fits(line, one, markOf)).length]),
      ) as Record<ReviewFilter, number>,
  )
  const accepted = computed(() => lines.value.filter((line) => markOf(idOf(line)) === 'accepted').length)
  const returned = computed(() =>
    lines.value
      .filter((line) => markOf(idOf(line)) === 'returned')
      .map((line) => ({ line, comment: marks.of(idOf(line)).comment })),
  )
  /** Accepted in an earlier revision, unchanged since, and not marked in this one. */
  const carried = computed(() =>
    lines.value.filter((line) => line.acceptedInRevision > 0 && markOf(idOf(line)) === ''),
  )
  const seen = computed(
    () => lines.value.filter((line) => visited.value.has(idOf(line)) || markOf(idOf(line)) !== '').length,
  )
  const sampleMarked = computed(
    () => lines.value.filter((line) => line.isInSample && markOf(idOf(line)) !== '').length,
  )
  const totals = computed(() => reviewTotals(lines.value, markOf))

  const movedByLine = computed(() => {
    const byLine = new Map<string, MovedFact[]>()
    for (const fact of review()?.movedFacts ?? [])
      for (const lineId of fact.lineIds) byLine.set(lineId, [...(byLine.get(lineId) ?? []), fact])
    return byLine
  })
  const linesByPlace = computed(() => {
    const byPlace = new Map<string, ReviewLine[]>()
    for (const line of lines.value) {
      const known = byPlace.get(placeOf(line))
      if (known === undefined) byPlace.set(placeOf(line), [line])
      else known.push(line)
    }
    return byPlace
  })

  // A line counts as seen once what it does has been shown beside the list.
  watch(current, (line) => {
    if (line !== undefined && !visited.value.has(idOf(line)))
      visited.value = new Set([...visited.value, idOf(line)])
  })

  /** Others of the batch on the same item, tax line or header. */
  function besideOf(line: ReviewLine): readonly ReviewLine[] {
    return (linesByPlace.value.get(placeOf(line)) ?? []).filter((other) => other !== line)
  }

  /** The next one without a mark behind the current line, else from the top. */
  function nextUnmarked(): string | undefined {
    const rows = shown.value
    const from = current.value === undefined ? -1 : rows.indexOf(current.value)
    const order = [...rows.slice(from + 1), ...rows.slice(0, from + 1)]
    const found = order.find((line) => markOf(idOf(line)) === '')
    return found && idOf(found)
  }

  /** So many rows behind (or before) the current line; the first where there is none. */
  function beside(step: 1 | -1): string | undefined {
    const rows = shown.value
    const at = current.value === undefined ? -1 : rows.indexOf(current.value)
    const found = at < 0 ? rows[0] : rows[at + step]
    return found && idOf(found)
  }

  /** The row behind the last of these, where work goes on once they are marked. */
  function rowAfter(lineIds: ReadonlySet<string>): string | undefined {
    const rows = shown.value
    let last = -1
    rows.forEach((line, index) => {
      if (lineIds.has(idOf(line))) last = index
    })
    const found = rows[last + 1]
    return found && idOf(found)
  }

  return {
    ...{
      filter,
      search,
      current,
      lines,
      shown,
      counts,
      accepted,
      returned,
      carried,
      seen,
      sampleMarked,
      totals,
    },
    ...{ movedByLine, besideOf, nextUnmarked, beside, rowAfter },
  }
}

export function idOf({ view }: ReviewLine): string {
  return view.line.lineId
}

function placeOf({ view: { line } }: ReviewLine): string {
  return `${line.invoiceId} ${line.sourceType} ${line.sourceId}`
}
