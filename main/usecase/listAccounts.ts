import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { readAccountPage } from '../ledger/accountTable'
import type { Context } from './context'

export function listAccounts(
  context: Context,
  input: Input<'listAccounts'>,
): Outcome<Output<'listAccounts'>> {
  const { filter, ...request } = input
  const page = readAccountPage(context.ledger, { ...request, text: filter.text })
  return page === undefined ? refused(rejection('malformed_command', 'after')) : accepted(page)
}
