import { z } from 'zod'
import type { Name } from '@contract/api'
import type { LedgerKind, LedgerPerson } from '@contract/ledger'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Ledgers } from './ledgers'
import type { LedgerDescription } from './openLedger'
import type { Session } from './session'

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
  if (key === 'none' || session.unlocked.has(id)) return accepted(undefined)
  if (passphrase === '')
    return kind === 'sandbox' ? accepted(undefined) : refused(rejection('passphrase_needed', 'passphrase'))
  const { threads } = ledgers
  if (threads === undefined) return refused(rejection('no_ledger_open'))
  const outcome = await tries.inTurn(id, async () => {
    const answer = await threads.read({ kind: 'unlock', personId: id, passphrase })
    return answer.outcome
  })
  if (outcome.ok) session.unlocked.set(id, UnlockedKey.parse(outcome.value))
  return outcome.ok ? accepted(undefined) : outcome
}

const longestWaitMilliseconds = 30_000

/**
 * One try at a person's passphrase after the other, whichever window it comes from. Each wrong one makes the
 * next wait longer: 0, 1, 2, 4 … seconds, 30 at most.
 */
export class PassphraseTries {
  private readonly wrong = new Map<string, number>()
  private readonly last = new Map<string, Promise<unknown>>()

  inTurn(personId: string, attempt: () => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
    const turn = (this.last.get(personId) ?? Promise.resolve()).then(() => this.slowly(personId, attempt))
    this.last.set(
      personId,
      turn.catch(() => undefined),
    )
    return turn
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
    this.wrong.set(personId, outcome.ok ? 0 : wrong + 1)
    return outcome
  }
}
