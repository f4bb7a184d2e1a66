import { computed, onScopeDispose, watch } from 'vue'
import { z } from 'zod'
import { useRemembered } from '../../composable/useRemembered'
import { useSession } from '../../store/sessionStore'

export const idleChoices = ['5', '15', '60', 'never'] as const
const IdleChoice = z.enum(idleChoices)
export type IdleChoice = z.infer<typeof IdleChoice>

const usualMinutes: IdleChoice = '15'

/** By person, on this machine: minutes without key or pointer after which it locks. */
const idleByPerson = useRemembered('idleLock', {}, z.record(z.string(), IdleChoice))

export function useIdleChoice() {
  const session = useSession()
  return computed<IdleChoice>({
    get: () => idleByPerson.value[session.person?.id ?? ''] ?? usualMinutes,
    set: (choice) => {
      const { person } = session
      if (person) idleByPerson.value = { ...idleByPerson.value, [person.id]: choice }
    },
  })
}

const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Locks a live ledger in which somebody acts, once nobody has touched anything for the time they chose. */
export function useIdleLock(lock: () => void): void {
  const session = useSession()
  const choice = useIdleChoice()
  const milliseconds = computed(() => {
    const isWatched = session.ledger?.kind === 'live' && session.person !== null
    return isWatched && choice.value !== 'never' ? Number(choice.value) * 60_000 : undefined
  })
  let timer: number | undefined

  function begin(): void {
    window.clearTimeout(timer)
    if (milliseconds.value !== undefined) timer = window.setTimeout(lock, milliseconds.value)
  }

  watch(milliseconds, begin, { immediate: true })
  for (const sign of signsOfLife) window.addEventListener(sign, begin, { capture: true, passive: true })
  onScopeDispose(() => {
    window.clearTimeout(timer)
    for (const sign of signsOfLife) window.removeEventListener(sign, begin, { capture: true })
  })
}

/** Whether the ledger is locked: nobody acts in it until somebody says who they are. */
export function useIsLocked() {
  const session = useSession()
  return computed(() => session.ledger !== null && session.person === null)
}

/** People who can unlock this machine: with a key here, or with none yet. */
export function peopleHere(session: ReturnType<typeof useSession>) {
  return session.people.filter(({ key }) => key === 'here' || key === 'none')
}
