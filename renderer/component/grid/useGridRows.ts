import { computed, nextTick, ref, watch, type Ref } from 'vue'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/vue-virtual'
import type { RowSource } from './gridTypes'
import { rowHeight } from './gridWidth'

/** Rows kept ready above and below those in sight. */
const overscan = 6

/** Keys of elements outside of the round: the active row far from sight, and the row in whose place another is edited. */
const pinned = -1
const displaced = -2

export interface GridRowsInput<Row> {
  rows: () => readonly Row[] | RowSource<Row>
  rowKey: (row: Row) => string
  scroller: Ref<HTMLElement | null>
  activeRow: () => number
  /** −1 while no cell is edited. */
  editingRow: () => number
  footerRows: () => number
}

export interface DrawnRow {
  index: number
  key: number
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

  let pool = 1
  let drawnKeys: ReadonlyMap<number, number> = new Map()

  /** The element of the row being edited, as it was when the editing began. */
  const held = computed(() => {
    const index = input.editingRow()
    return index < 0 ? undefined : { index, key: drawnKeys.get(index) ?? pinned }
  })

  function keyOf(index: number): number {
    if (index === held.value?.index) return held.value.key
    const key = index % pool
    return key === held.value?.key ? displaced : key
  }

  /**
   * The rows to draw, each with the key of the element that draws it. Elements are used again for other rows
   * as they scroll by, which costs a fraction of making new ones. The row being edited keeps its own, first
   * among all, so that the open field is never moved and keeps the focus.
   */
  const drawnRows = computed<readonly DrawnRow[]>(() => {
    const active = input.activeRow()
    const indexes = shown.value.map((item) => item.index).filter((index) => index !== active)
    pool = Math.max(pool, shown.value.length)
    const isInSight = shown.value.some((item) => item.index === active && inRange(active))
    const rows = indexes.map((index) => ({ index, key: keyOf(index) }))
    if (active >= 0 && active < count.value) {
      const key = isInSight || held.value?.index === active ? keyOf(active) : pinned
      const place = held.value ? 0 : rows.filter((row) => row.index < active).length
      rows.splice(place, 0, { index: active, key })
    }
    drawnKeys = new Map(rows.map((row) => [row.index, row.key]))
    return rows
  })

  /** Whether a row lies in what the virtualizer draws by itself, not only because it is active. */
  function inRange(index: number): boolean {
    const range = virtualizer.value.range
    return range !== null && index >= range.startIndex - overscan && index <= range.endIndex + overscan
  }

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
  return { source, count, rowAt, keyAt, drawnRows, bodyHeight, pageRows, measurePage, lowFrom, reveal }
}
