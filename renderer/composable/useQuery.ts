import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Answer, Input, Name } from '@contract/api'
import type { Rejection } from '@contract/rejection'
import { onEvent } from '../api'
import { ask } from './useCommand'

export interface QueryOptions {
  /** Areas of the ledger whose change makes the view ask again (`batch`, `invoice`); default: any. */
  areas?: readonly string[]
}

/**
 * One query of the contract: asks when its input changes and when the ledger has changed, and keeps the
 * newest answer only. An undefined input asks nothing.
 */
export function useQuery<N extends Name>(
  name: N,
  input: () => Input<N> | undefined,
  options: QueryOptions = {},
) {
  const value = shallowRef<Answer<N>>()
  const rejections = shallowRef<readonly Rejection[]>([])
  const busy = ref(false)
  let asked = 0

  async function reload(): Promise<void> {
    const given = input()
    asked += 1
    const number = asked
    if (given === undefined) {
      value.value = undefined
      busy.value = false
      return
    }
    busy.value = true
    const outcome = await ask(name, given)
    if (number !== asked) return
    busy.value = false
    rejections.value = outcome.ok ? [] : outcome.rejections
    if (outcome.ok) value.value = outcome.value
  }

  watch(() => JSON.stringify(input()), reload, { immediate: true })
  onChanged(options.areas, () => void reload())
  return { value, rejections, busy, reload }
}

/** Calls while mounted, when one of these areas of the ledger has changed. */
export function onChanged(areas: readonly string[] | undefined, run: () => void): void {
  onScopeDispose(
    onEvent((event) => {
      if (event.event !== 'changed') return
      if (!areas || event.areas.some((area) => areas.includes(area))) run()
    }),
  )
}
