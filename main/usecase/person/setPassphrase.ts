import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findIdentityOfPerson, listIdentities, setSealedKey } from '../../ledger/identityTable'
import { keepStartingPeople } from '../../ledger/personTable'
import { readLedger } from '../../ledger/ledgerTable'
import { practiceCost, sealPrivateKey, usualCost } from '../../platform/identityKey'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { makeIdentity } from './newIdentity'
import { personList } from './personList'
import { unlockIdentity } from './unlockIdentity'
import { withoutPassphrase } from './withoutPassphrase'

/**
 * The acting person's own passphrase: the first one makes their key, a later one seals the same key anew.
 * Refused: `passphrase_wrong` for the one until now, `identity_elsewhere` where the private half is not here,
 * `identity_revoked` where there was a key that counts no more.
 */
export function setPassphrase(
  context: Context,
  input: Input<'setPassphrase'>,
): Outcome<Output<'setPassphrase'>> {
  const { ledger, person } = context
  return runCommand(context, 'setPassphrase', withoutPassphrase(input), {
    act: () => {
      keepStartingPeople(ledger)
      const identity = findIdentityOfPerson(ledger, person.id)
      if (identity === undefined) {
        // Whose key was revoked gets a new one from somebody who may give rights, not by themselves.
        if (listIdentities(ledger).some(({ personId }) => personId === person.id))
          return refused(rejection('identity_revoked', 'current'))
        const identityId = makeIdentity(context, person, input.next)
        noteIt(context, { identityId, is: 'made' })
        return accepted({ identityId })
      }
      if (identity.sealedKey === '') return refused(rejection('identity_elsewhere', 'current'))
      const opened = unlockIdentity(ledger, person.id, input.current)
      if (!opened.ok) return refused(rejection('passphrase_wrong', 'current'))
      const { privateKey } = opened.value
      const cost = readLedger(ledger).kind === 'sandbox' ? practiceCost : usualCost
      setSealedKey(ledger, identity.id, sealPrivateKey(privateKey, input.next, cost))
      noteIt(context, { identityId: identity.id, is: 'sealed anew' })
      return accepted({ identityId: identity.id })
    },
    view: () => accepted(personList(ledger)),
  })
}

function noteIt(context: Context, detail: { readonly identityId: string; readonly is: string }): void {
  audit(context, { action: 'setPassphrase', subject: `person ${context.person.id}`, detail })
}
