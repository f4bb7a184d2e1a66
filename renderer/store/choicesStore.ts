import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Choices } from '@contract/invoice'
import { onEvent } from '../api'
import { ask } from '../composable/useCommand'

interface Choice {
  value: string
  label: string
}

/** Reason codes, accounting codes and periods of the open ledger: what fields offer to choose from. */
export const useChoices = defineStore('choices', () => {
  const choices = shallowRef<Choices>()
  let asked = 0

  async function load(): Promise<void> {
    asked += 1
    const number = asked
    const outcome = await ask('getChoices', {})
    if (number === asked && outcome.ok) choices.value = outcome.value
  }

  onEvent((event) => {
    const moved = event.event === 'session' || (event.event === 'changed' && concerns(event.areas))
    if (moved && choices.value) void load()
  })

  const reasons = computed(() => choices.value?.reasons ?? [])
  const periods = computed(() => choices.value?.periods ?? [])
  const defaultReason = computed(() => reasons.value.find((reason) => reason.isDefault)?.name ?? '')
  /** Only active ones: an inactive code is refused on a new line. */
  const reasonOptions = computed<Choice[]>(() => active(reasons.value))
  const accountingCodeOptions = computed<Choice[]>(() => active(choices.value?.accountingCodes ?? []))

  return { choices, reasons, periods, defaultReason, reasonOptions, accountingCodeOptions, load }
})

function concerns(areas: readonly string[]): boolean {
  return areas.some((area) => area === 'setting' || area === 'period' || area === 'exchange')
}

function active(entries: readonly { name: string; active: boolean }[]): Choice[] {
  return entries.filter((entry) => entry.active).map(({ name }) => ({ value: name, label: name }))
}
