import { computed, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Name, Input } from '@contract/api'
import type { HomeView } from '@contract/audit'
import type { RecentLedger, SessionView } from '@contract/ledger'
import type { Right } from '@contract/setting'
import type { Rejection } from '@contract/rejection'
import { ask } from '../composable/useCommand'

type SessionCommand =
  | 'getSession'
  | 'switchPerson'
  | 'lockSession'
  | 'openSandbox'
  | 'resetSandbox'
  | 'createLedger'
  | 'openLedger'
  | 'closeLedger'
  | 'restoreLedger'

/** Who acts, on which ledger: the desk's own view, replaced whole with every answer. */
export const useSession = defineStore('session', () => {
  const view = shallowRef<SessionView>()
  const recent = shallowRef<readonly RecentLedger[]>([])
  const counts = shallowRef<HomeView['counts']>()
  const waitingCount = ref(0)
  /** Who acted last in the ledger that is open, so that the lock screen can propose them. */
  const lastPersonId = ref('')
  const rejections = shallowRef<readonly Rejection[]>([])
  const busy = ref(false)
  /** Counts the openings of ledgers, so that a screen of another ledger is never kept. */
  const generation = ref(0)

  const ledger = computed(() => view.value?.ledger ?? null)
  const person = computed(() => view.value?.person ?? null)
  const people = computed(() => view.value?.people ?? [])
  const settings = computed(() => view.value?.settings ?? null)
  const today = computed(() => view.value?.today ?? '')
  const host = computed(() => view.value?.host ?? 'browser')
  /** The acting person has said the passphrase, and it counts still: what they submit or approve is signed. */
  const isUnlocked = computed(() => view.value?.isUnlocked ?? false)
  const isSandbox = computed(() => ledger.value?.kind === 'sandbox')

  function can(right: Right): boolean {
    return person.value?.rights.includes(right) ?? false
  }

  async function change<N extends SessionCommand & Name>(name: N, input: Input<N>): Promise<boolean> {
    busy.value = true
    const outcome = await ask(name, input)
    busy.value = false
    if (!outcome.ok) {
      rejections.value = outcome.rejections
      return false
    }
    rejections.value = []
    // Every command of this list answers with the whole session.
    const next = outcome.value as SessionView
    const sameLedger = next.ledger?.ledgerId === view.value?.ledger?.ledgerId
    const samePerson = next.person?.id === view.value?.person?.id
    view.value = next
    if (!sameLedger) lastPersonId.value = ''
    lastPersonId.value = next.person?.id ?? lastPersonId.value
    // Who says their passphrase, or locks, goes on with the same screen.
    const isAnew = !['getSession', 'switchPerson', 'lockSession'].includes(name)
    if (isAnew || !sameLedger || !samePerson) generation.value += 1
    // Not waited for: who goes home after a change would take a person along who has gone elsewhere meanwhile.
    void Promise.all([refreshRecent(), refreshCounts()])
    return true
  }

  /** What stood against the last command has been said where it was asked. */
  function forgive(): void {
    rejections.value = []
  }

  async function refreshRecent(): Promise<void> {
    const outcome = await ask('listRecentLedgers', {})
    if (outcome.ok) recent.value = outcome.value.ledgers
  }

  /** The figures beside the sidebar's entries. */
  async function refreshCounts(): Promise<void> {
    if (!ledger.value || !person.value) {
      counts.value = undefined
      waitingCount.value = 0
      return
    }
    const outcome = await ask('getHome', {})
    if (!outcome.ok) return
    counts.value = outcome.value.counts
    const { waiting, reversals } = outcome.value
    waitingCount.value = waiting.length + reversals.length
  }

  return {
    view,
    recent,
    counts,
    waitingCount,
    lastPersonId,
    rejections,
    busy,
    generation,
    ledger,
    person,
    people,
    settings,
    today,
    host,
    isUnlocked,
    isSandbox,
    can,
    change,
    forgive,
    refreshCounts,
    refreshRecent,
  }
})
