import { computed, watch } from 'vue'
import { onChanged, useQuery } from '../../composable/useQuery'
import { useDraft } from '../../store/draftStore'

/**
 * The batch of a page. While it is the current draft, the draft store's copy counts, which is newer with
 * every edit than anything that is asked for.
 */
export function useBatch(batchId: () => string) {
  const draft = useDraft()
  const query = useQuery('getBatch', () => (batchId() === '' ? undefined : { batchId: batchId() }), {
    areas: [],
  })
  const isCurrent = computed(() => draft.batch?.batchId === batchId())
  const view = computed(() => (isCurrent.value ? draft.batch : query.value.value))

  onChanged(['batch', 'adjustment', 'exchange', 'period', 'setting'], () => {
    if (!isCurrent.value) void query.reload()
  })
  watch(isCurrent, (is) => {
    if (!is) void query.reload()
  })

  return { view, isCurrent, rejections: query.rejections, reload: query.reload }
}
