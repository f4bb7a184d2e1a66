import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { readSources } from '../ledger/sourceTable'
import type { Context } from './context'

export function listSources(context: Context, input: Input<'listSources'>): Outcome<Output<'listSources'>> {
  const slice = readSources(context.ledger, input)
  return slice === undefined ? refused(rejection('not_found', 'invoiceId')) : accepted(slice)
}
