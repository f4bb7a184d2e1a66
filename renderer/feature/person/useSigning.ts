import { shallowRef } from 'vue'
import type { LedgerPerson } from '@contract/ledger'
import { useSession } from '../../store/sessionStore'

/** What the one dialog of the shell asks for: a passphrase, of whom and what for. */
interface Asked {
  readonly person: LedgerPerson
  readonly purpose: 'sign' | 'act'
  readonly answer: (isUnlocked: boolean) => void
}

const asked = shallowRef<Asked>()

/** For the dialog alone: what is asked now. */
export const askedPassphrase = asked

/** A person asks for one passphrase at a time; whoever asked before is told that it was given up. */
function askFor(person: LedgerPerson, purpose: Asked['purpose']): Promise<boolean> {
  asked.value?.answer(false)
  return new Promise((resolve) => {
    asked.value = {
      person,
      purpose,
      answer: (isUnlocked) => {
        asked.value = undefined
        resolve(isUnlocked)
      },
    }
  })
}

/** Before something is signed: the passphrase of whoever acts, asked once, or each time as the ledger has it. */
export function useSigning() {
  const session = useSession()

  /** Whether it may go on; false where the person gave up. */
  async function readyToSign(): Promise<boolean> {
    // The signature before may have spent the key and the page not heard of it yet.
    if (session.isUnlocked && session.settings?.signEachTime) await session.change('getSession', {})
    const person = session.people.find(({ id }) => id === session.person?.id)
    if (session.isUnlocked || person === undefined) return true
    // Without a key of this machine no passphrase helps: the command is refused and says why.
    if (person.key === 'elsewhere' || person.key === 'revoked') return true
    return askFor(person, 'sign')
  }

  return { readyToSign }
}

/** Acting as somebody else: in a live ledger with the passphrase, unless it was said already. */
export function useActing() {
  const session = useSession()

  /** Whether they act now. Where not, and something stands against it, the session's rejections say what. */
  async function actAs(personId: string): Promise<boolean> {
    if (await session.change('switchPerson', { personId, passphrase: '' })) return true
    const isAsked = session.rejections.some(({ code }) => code === 'passphrase_needed')
    const person = session.people.find(({ id }) => id === personId)
    if (!isAsked || person === undefined) return false
    session.forgive()
    return askFor(person, 'act')
  }

  return { actAs }
}
