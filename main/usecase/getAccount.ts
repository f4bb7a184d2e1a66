import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findAccount } from '../ledger/accountTable'
import type { Context } from './context'

export function getAccount(context: Context, input: Input<'getAccount'>): Outcome<Output<'getAccount'>> {
  const account = findAccount(context.ledger, input.accountId)
  return account === undefined ? refused(rejection('not_found', 'accountId')) : accepted(account)
}
