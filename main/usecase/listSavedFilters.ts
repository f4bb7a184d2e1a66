import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readSavedFilters } from '../ledger/savedFilterTable'
import type { Context } from './context'

export function listSavedFilters(
  context: Context,
  input: Input<'listSavedFilters'>,
): Outcome<Output<'listSavedFilters'>> {
  return accepted({ filters: readSavedFilters(context.ledger, input.screen) })
}
