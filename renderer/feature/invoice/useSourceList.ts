import { computed, ref, shallowRef, watch } from 'vue'
import type { SourceRow } from '@contract/invoice'
import type { Rejection } from '@contract/rejection'
import type { RowSource } from '../../component/grid/gridTypes'
import { ask } from '../../composable/useCommand'
import { onChanged } from '../../composable/useQuery'
import { sourceKeyOf } from '../../store/draftLine'

/** Items are fetched in slices of this many, those in sight first: an invoice may have any number. */
const sliceSize = 2000

/** All items and tax lines of an invoice, in order, fetched as they come into sight. */
export function useSourceList(invoiceId: () => string) {
  const slices = shallowRef<ReadonlyMap<number, readonly SourceRow[]>>(new Map())
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
    const id = invoiceId()
    if (id === '') return
    busy.value = true
    const outcome = await ask('listSources', { invoiceId: id, from: index * sliceSize, limit: sliceSize })
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

  /** Reads again what has been read: posted adjustments and imports change what is open. */
  async function reload(): Promise<void> {
    run += 1
    const before = [...asked.keys()]
    asked.clear()
    await Promise.all((before.length > 0 ? before : [0]).map(slice))
  }

  async function start(): Promise<void> {
    run += 1
    asked.clear()
    slices.value = new Map()
    total.value = 0
    await slice(0)
  }

  watch(invoiceId, start, { immediate: true })
  onChanged(['adjustment', 'exchange'], () => void reload())

  const source = computed<RowSource<SourceRow>>(() => {
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
  const byKey = computed(() => new Map(loadedRows.value.map((row) => [sourceKeyOf(row), row])))

  /** Every item and tax line, also those that were never in sight. */
  async function all(): Promise<readonly SourceRow[]> {
    await slice(0)
    await Promise.all(Array.from({ length: Math.ceil(total.value / sliceSize) }, (_, index) => slice(index)))
    return Array.from(
      { length: Math.ceil(total.value / sliceSize) },
      (_, index) => slices.value.get(index) ?? [],
    ).flat()
  }

  return { source, total, busy, rejections, byKey, loadedRows, all, reload }
}
