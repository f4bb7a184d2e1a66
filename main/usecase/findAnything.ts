import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { findHits } from '../ledger/search'
import type { Context } from './context'

export function findAnything(
  context: Context,
  input: Input<'findAnything'>,
): Outcome<Output<'findAnything'>> {
  return accepted({ found: findHits(context.ledger, input.text, input.limit) })
}
