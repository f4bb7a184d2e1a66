import { computed } from 'vue'
import { useCommand } from '../../composable/useCommand'
import { useQuery } from '../../composable/useQuery'

const screen = 'adjustments'

/** Filters of the list that were given a name; they belong to the ledger. */
export function useSavedFilters() {
  const query = useQuery('listSavedFilters', () => ({ screen }), { areas: [] })
  const command = useCommand('saveFilter')
  const filters = computed(() => query.value.value?.filters ?? [])

  /** An empty filter takes the name away. */
  async function save(name: string, filter: string): Promise<boolean> {
    const answer = await command.run({ screen, name, filter })
    if (answer) await query.reload()
    return answer !== undefined
  }

  return { filters, save, busy: command.busy, rejections: command.rejections, clear: command.clear }
}
