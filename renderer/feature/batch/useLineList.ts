import { computed, ref, shallowRef, watch } from 'vue'
import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import type { RowSource } from '../../component/grid/gridTypes'
import { ask } from '../../composable/useCommand'
import { onChanged } from '../../composable/useQuery'

/** The lines of a batch come in slices of this many: each slice judges the batch, so it is a large one. */
const sliceSize = 5000

/** The lines of a batch as they stand (revision 0) or as a revision froze them, fetched as they come into sight. Undefined asks nothing. */
export function useLineList(of: () => { batchId: string; revision: number } | undefined) {
  const slices = shallowRef<ReadonlyMap<number, readonly LineView[]>>(new Map())
  const total = ref(0)
  const busy = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])
  const asked = new Map<number, Promise<void>>()
  let run = 0

  function slice(index: number): Promise<void> {
    const known = asked.get(index)
    if (known) return known
    const loading = fetch(index, run)
    asked.set(index, loading)
    return loading
  }

  async function fetch(index: number, ofRun: number): Promise<void> {
    const wanted = of()
    if (!wanted) return
    busy.value = true
    const outcome = await ask('listLines', {
      ...wanted,
      invoiceId: '',
      from: index * sliceSize,
      limit: sliceSize,
    })
    if (ofRun !== run) return
    busy.value = false
    if (!outcome.ok) {
      rejections.value = outcome.rejections
      asked.delete(index)
      return
    }
    rejections.value = []
    total.value = outcome.value.total
    slices.value = new Map([...slices.value, [index, outcome.value.rows]])
  }

  /** Reads again what has been read; the rows stay in sight until the new ones are here. */
  async function reload(): Promise<void> {
    run += 1
    const before = [...asked.keys()]
    asked.clear()
    await Promise.all((before.length > 0 ? before : [0]).map(slice))
  }

  watch(
    () => JSON.stringify(of()),
    () => {
      slices.value = new Map()
      total.value = 0
      void reload()
    },
    { immediate: true },
  )
  onChanged(['batch', 'adjustment', 'exchange', 'period'], () => void reload())

  const source = computed<RowSource<LineView>>(() => {
    const loaded = slices.value
    return {
      count: total.value,
      rowAt: (index) => loaded.get(Math.floor(index / sliceSize))?.[index % sliceSize],
      reach: (from, to) => {
        const last = Math.min(to, total.value - 1)
        for (let index = Math.floor(from / sliceSize); index * sliceSize <= last; index += 1)
          void slice(index)
      },
    }
  })
  const loadedRows = computed(() => [...slices.value.values()].flat())

  /** Every line, also those that were never in sight. */
  async function all(): Promise<readonly LineView[]> {
    await slice(0)
    const count = Math.ceil(total.value / sliceSize)
    await Promise.all(Array.from({ length: count }, (_, index) => slice(index)))
    return Array.from({ length: count }, (_, index) => slices.value.get(index) ?? []).flat()
  }

  return { source, total, busy, rejections, loadedRows, all, reload }
}
