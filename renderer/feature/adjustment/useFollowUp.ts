import { computed, ref, shallowRef } from 'vue'
import type { AdjustmentView } from '@contract/adjustment'
import type { Rejection } from '@contract/rejection'
import { ask } from '../../composable/useCommand'
import { useSession } from '../../store/sessionStore'
import { isDeletedAtOnce, obstaclesTo, proposesReversal, type PutFollowUp } from './followUp'

/** Each is asked for by itself; beyond so many, the batch is left to say which are refused. */
const mostChecked = 100

interface Checked {
  view: AdjustmentView
  obstacles: readonly Rejection[]
}

/** Looks at adjustments before they go into a batch: which can, which cannot, and why. */
export function useFollowUp() {
  const session = useSession()
  const how = ref<PutFollowUp>('cancel')
  const busy = ref(false)
  const checked = shallowRef<readonly Checked[]>([])
  const unchecked = shallowRef<readonly string[]>([])
  let asked = 0

  async function check(what: PutFollowUp, ids: readonly string[]): Promise<void> {
    asked += 1
    const number = asked
    how.value = what
    busy.value = true
    checked.value = []
    unchecked.value = ids.slice(mostChecked)
    const outcomes = await Promise.all(
      ids.slice(0, mostChecked).map((adjustmentId) => ask('getAdjustment', { adjustmentId })),
    )
    if (number !== asked) return
    const hasCounterItem = session.settings?.counterItem ?? false
    checked.value = outcomes.flatMap((outcome) =>
      outcome.ok
        ? [{ view: outcome.value, obstacles: obstaclesTo(what, outcome.value, hasCounterItem) }]
        : [],
    )
    busy.value = false
  }

  const possible = computed(() =>
    checked.value.filter(({ obstacles }) => obstacles.length === 0).map(({ view }) => view),
  )
  const refused = computed(() => checked.value.filter(({ obstacles }) => obstacles.length > 0))
  /** Only a delete can need no batch at all. */
  const atOnce = computed(() => (how.value === 'delete' ? possible.value.filter(isDeletedAtOnce) : []))
  const intoBatch = computed(() => {
    const now = new Set(atOnce.value)
    return [
      ...possible.value.filter((view) => !now.has(view)).map((view) => view.adjustmentId),
      ...unchecked.value,
    ]
  })
  const reversible = computed(() =>
    refused.value.filter(({ obstacles }) => proposesReversal(obstacles)).map(({ view }) => view),
  )

  return { how, busy, possible, refused, atOnce, intoBatch, reversible, unchecked, check }
}
