import { computed, ref, shallowRef } from 'vue'
import type { Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { RowSource } from '../component/grid/gridTypes'

export interface LoadedPage<Row> {
  rows: readonly Row[]
  /** Key of the page after this one; empty on the last. */
  next: string
  total?: number
}

export interface PageOptions<Row> {
  load: (after: string, limit: number) => Promise<Outcome<LoadedPage<Row>>>
  limit?: number
}

/** Rows shown as placeholders below the loaded ones while more are on their way. */
const placeholders = 12
/** How far ahead of the last row in sight the next page is fetched. */
const ahead = 60

/** A list read page by page by key, as a source for DataGrid: the next page comes before it is scrolled to. */
export function usePage<Row>({ load, limit = 200 }: PageOptions<Row>) {
  const rows = shallowRef<readonly Row[]>([])
  const total = ref(0)
  const busy = ref(false)
  const hasMore = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])
  let next = ''
  let run = 0
  let reached = 0

  async function fetch(after: string, kept: readonly Row[]): Promise<void> {
    const number = run
    busy.value = true
    const outcome = await load(after, limit)
    if (number !== run) return
    busy.value = false
    if (!outcome.ok) {
      rejections.value = outcome.rejections
      hasMore.value = false
      return
    }
    rejections.value = []
    rows.value = [...kept, ...outcome.value.rows]
    next = outcome.value.next
    hasMore.value = next !== ''
    total.value = outcome.value.total ?? rows.value.length
    reach(0, reached)
  }

  function reach(_from: number, to: number): void {
    reached = to
    if (hasMore.value && !busy.value && to + ahead >= rows.value.length) void fetch(next, rows.value)
  }

  /** From the first page again: another filter or order, or the ledger has changed. Rows stay until it is here. */
  async function restart(): Promise<void> {
    run += 1
    reached = 0
    hasMore.value = false
    await fetch('', [])
  }

  const source = computed<RowSource<Row>>(() => {
    const loaded = rows.value
    return {
      count: loaded.length + (hasMore.value ? placeholders : 0),
      more: hasMore.value,
      rowAt: (index) => loaded[index],
      reach,
    }
  })

  return { source, rows, total, busy, hasMore, rejections, restart }
}
