import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findIdentityOfPerson, setSealedKey } from '../../ledger/identityTable'
import { keepStartingPeople } from '../../ledger/personTable'
import { readLedger } from '../../ledger/ledgerTable'
import { openPrivateKey, practiceCost, sealPrivateKey, usualCost } from '../../platform/identityKey'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { makeIdentity } from './newIdentity'
import { personList } from './personList'
import { withoutPassphrase } from './withoutPassphrase'

/**
 * The acting person's own passphrase: the first one makes their key, a later one seals the same key anew.
 * Refused: `passphrase_wrong` for the one until now, `identity_elsewhere` where the private half is not here.
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
        const identityId = makeIdentity(context, person, input.next)
        noteIt(context, { identityId, is: 'made' })
        return accepted({ identityId })
      }
      if (identity.sealedKey === '') return refused(rejection('identity_elsewhere', 'current'))
      const privateKey = openPrivateKey(identity.sealedKey, input.current)
      if (privateKey === undefined) return refused(rejection('passphrase_wrong', 'current'))
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
