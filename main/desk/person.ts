import { z } from 'zod'
import type { Name } from '@contract/api'
import type { LedgerKind, LedgerPerson } from '@contract/ledger'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Ledgers } from './ledgers'
import type { LedgerDescription } from './openLedger'
import type { Session } from './session'
import { Turns } from './turn'

/**
 * Who acts before anybody says who it is: in a sandbox the first one, to learn at once; in a live ledger
 * only somebody who has no key yet.
 */
export function firstToAct(open: LedgerDescription | undefined): LedgerPerson | undefined {
  return open?.people.find(({ key }) => key === 'none' || (key === 'here' && open.ledger.kind === 'sandbox'))
}

const peopleCommands: ReadonlySet<Name> = new Set([
  'addPerson',
  'changePerson',
  'setPassphrase',
  'renewIdentity',
  'acceptIdentityCard',
  'revokeIdentity',
])

export function changesPeople(name: Name): boolean {
  return peopleCommands.has(name)
}

const UnlockedKey = z.object({ personId: z.string(), identityId: z.string(), privateKey: z.string() })

/**
 * Whether somebody may begin to act in a session; a right passphrase unlocks their key for it. Without one,
 * those without a key, those who said it in this session, and in a sandbox everybody, until they sign.
 */
export async function mayAct(
  { ledgers, session, tries }: { ledgers: Ledgers; session: Session; tries: PassphraseTries },
  { id, key }: LedgerPerson,
  passphrase: string,
  kind: LedgerKind,
): Promise<Outcome<unknown>> {
  if (key === 'elsewhere') return refused(rejection('identity_elsewhere', 'personId'))
  if (key === 'revoked') return refused(rejection('identity_revoked', 'personId'))
  if (key === 'none') return accepted(undefined)
  // One that is given is always looked at, also where the key is unlocked already.
  if (passphrase === '')
    return kind === 'sandbox' || session.admitted.has(id)
      ? accepted(undefined)
      : refused(rejection('passphrase_needed', 'passphrase'))
  return unlock({ ledgers, session, tries }, id, passphrase)
}

/**
 * Unlocks a key for the session. Where the session was locked or the ledger changed while the passphrase was
 * looked at, it was the right one for nothing: `passphrase_needed`.
 */
export async function unlock(
  { ledgers, session, tries }: { ledgers: Ledgers; session: Session; tries: PassphraseTries },
  personId: string,
  passphrase: string,
): Promise<Outcome<unknown>> {
  const { threads } = ledgers
  if (threads === undefined) return refused(rejection('no_ledger_open'))
  const { lockCount } = session
  const isStale = () => session.lockCount !== lockCount || ledgers.threads !== threads
  const stale = () => refused(rejection('passphrase_needed', 'passphrase'))
  const outcome = await tries.inTurn(personId, async () => {
    if (isStale()) return stale()
    return (await threads.read({ kind: 'unlock', personId, passphrase })).outcome
  })
  if (!outcome.ok) return outcome
  if (isStale()) return stale()
  session.admit(UnlockedKey.parse(outcome.value))
  return accepted(undefined)
}

const longestWaitMilliseconds = 30_000

/**
 * One try at a person's passphrase after the other, whichever window it comes from. Each wrong one makes the
 * next wait longer: 0, 1, 2, 4 … seconds, 30 at most.
 */
export class PassphraseTries {
  private readonly wrong = new Map<string, number>()
  private readonly turns = new Turns()

  inTurn(personId: string, attempt: () => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
    return this.turns.inTurn(personId, () => this.slowly(personId, attempt))
  }

  private async slowly(
    personId: string,
    attempt: () => Promise<Outcome<unknown>>,
  ): Promise<Outcome<unknown>> {
    const wrong = this.wrong.get(personId) ?? 0
    if (wrong > 0) {
      const wait = Math.min(1000 * 2 ** (wrong - 1), longestWaitMilliseconds)
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    const outcome = await attempt()
    if (outcome.ok) this.wrong.delete(personId)
    else if (outcome.rejections.some(({ code }) => code === 'passphrase_wrong'))
      this.wrong.set(personId, wrong + 1)
    return outcome
  }
}
