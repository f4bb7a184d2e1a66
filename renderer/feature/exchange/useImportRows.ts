import { computed, ref, shallowRef, watch } from 'vue'
import type { z } from 'zod'
import type { Input } from '@contract/api'
import type { ImportRow as ImportRowSchema } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import type { RowSource } from '../../component/grid/gridTypes'
import { ask } from '../../composable/useCommand'

export type ImportRow = z.infer<typeof ImportRowSchema>
type Wanted = Omit<Input<'listImportRows'>, 'from' | 'limit'>

const sliceSize = 200

/** Rows of a preview, fetched in slices as they come into sight: a file may have a million. */
export function useImportRows(wanted: () => Wanted | undefined) {
  const slices = shallowRef<ReadonlyMap<number, readonly ImportRow[]>>(new Map())
  const total = ref(0)
  const busy = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])
  const asked = new Set<number>()
  let run = 0

  async function slice(index: number): Promise<void> {
    const given = wanted()
    if (given === undefined || asked.has(index)) return
    asked.add(index)
    const ofRun = run
    busy.value = true
    const outcome = await ask('listImportRows', { ...given, from: index * sliceSize, limit: sliceSize })
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

  async function start(): Promise<void> {
    run += 1
    asked.clear()
    slices.value = new Map()
    total.value = 0
    await slice(0)
  }

  /** Reads again what has been read, without losing the place: a decision changes single rows. */
  async function refresh(): Promise<void> {
    run += 1
    const before = [...asked]
    asked.clear()
    await Promise.all(before.map(slice))
  }

  watch(() => JSON.stringify(wanted()), start, { immediate: true })

  const source = computed<RowSource<ImportRow>>(() => {
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

  return { source, total, busy, rejections, refresh }
}
