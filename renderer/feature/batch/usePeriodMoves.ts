import { computed } from 'vue'
import { z } from 'zod'
import { useQuery } from '../../composable/useQuery'

const MoveDetail = z.object({ name: z.string(), was: z.object({ state: z.string() }) })
const mostLookedAt = 200

/** When a period was last open, and who ended that: from the audit log, asked only while somebody wants it. */
export function usePeriodMoves(isWanted: () => boolean) {
  const page = { sort: 'sequence', descending: true, after: '', limit: mostLookedAt } as const
  const filter = { text: '', action: 'movePeriod', person: '', from: '', to: '' }
  const log = useQuery('listAudit', () => (isWanted() ? { filter, ...page } : undefined), {
    areas: ['period'],
  })
  const lastOpen = computed(() => {
    const found = new Map<string, { at: string; personName: string }>()
    for (const { at, personName, detail } of log.value.value?.rows ?? []) {
      const move = detailOf(detail)
      if (move?.was.state === 'Open' && !found.has(move.name)) found.set(move.name, { at, personName })
    }
    return found
  })
  return { lastOpen }
}

function detailOf(text: string): z.infer<typeof MoveDetail> | undefined {
  try {
    return MoveDetail.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
