import { computed, nextTick, ref, watch, type Ref } from 'vue'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/vue-virtual'
import type { RowSource } from './gridTypes'
import { rowHeight } from './gridWidth'

/** Rows kept ready above and below those in sight. */
const overscan = 6

export interface GridRowsInput<Row> {
  rows: () => readonly Row[] | RowSource<Row>
  rowKey: (row: Row) => string
  scroller: Ref<HTMLElement | null>
  activeRow: () => number
  footerRows: () => number
}

function isSource<Row>(rows: readonly Row[] | RowSource<Row>): rows is RowSource<Row> {
  return !Array.isArray(rows)
}

/** The rows of a grid, of which only those in sight (and the active one) stand in the page. */
export function useGridRows<Row>(input: GridRowsInput<Row>) {
  const source = computed<RowSource<Row>>(() => {
    const rows = input.rows()
    return isSource(rows) ? rows : { count: rows.length, rowAt: (index) => rows[index] }
  })
  const count = computed(() => source.value.count)

  function rowAt(index: number): Row | undefined {
    return source.value.rowAt(index)
  }

  function keyAt(index: number): string | undefined {
    const row = rowAt(index)
    return row === undefined ? undefined : input.rowKey(row)
  }

  /** The active row stays in the page, so that what is active always exists for a screen reader. */
  function extract(range: Range): number[] {
    const indexes = defaultRangeExtractor(range)
    const active = input.activeRow()
    if (active < 0 || active >= range.count || indexes.includes(active)) return indexes
    return active < (indexes[0] ?? 0) ? [active, ...indexes] : [...indexes, active]
  }

  const virtualizer = useVirtualizer(
    computed(() => ({
      count: count.value,
      getScrollElement: () => input.scroller.value,
      estimateSize: () => rowHeight,
      overscan,
      scrollMargin: rowHeight,
      scrollPaddingStart: rowHeight,
      scrollPaddingEnd: rowHeight * input.footerRows(),
      rangeExtractor: extract,
    })),
  )
  const shown = computed(() => virtualizer.value.getVirtualItems())

  // The extractor reads the active row by itself; the virtualizer only asks it when something moves.
  const shownIndexes = computed(() => {
    const indexes = shown.value.map((item) => item.index)
    const active = input.activeRow()
    if (active < 0 || active >= count.value || indexes.includes(active)) return indexes
    return active < (indexes[0] ?? 0) ? [active, ...indexes] : [...indexes, active]
  })

  const pageRows = ref(10)
  function measurePage(): void {
    const height = input.scroller.value?.clientHeight ?? 0
    pageRows.value = Math.max(1, Math.floor(height / rowHeight) - 1 - input.footerRows())
  }

  /** Rows low enough that their notes open upwards. */
  const lowFrom = computed(() => {
    const range = virtualizer.value.range
    if (!range || range.endIndex - range.startIndex < 6) return Number.POSITIVE_INFINITY
    return range.endIndex - 2 - input.footerRows()
  })

  function reveal(index: number): void {
    if (index >= 0) virtualizer.value.scrollToIndex(index, { align: 'auto' })
  }

  watch(
    () => [virtualizer.value.range?.startIndex, virtualizer.value.range?.endIndex, source.value] as const,
    ([from, to, rows]) => {
      if (rows.reach && from !== undefined && to !== undefined) void nextTick(() => rows.reach?.(from, to))
    },
    { immediate: true },
  )

  const bodyHeight = computed(() => count.value * rowHeight)
  return { source, count, rowAt, keyAt, shownIndexes, bodyHeight, pageRows, measurePage, lowFrom, reveal }
}
