import type { Outcome } from '@contract/outcome'
import { inSnapshot } from '../ledger/snapshot'
import type { Context } from './context'

/**
 * A query of several statements sees one state of the ledger: what is committed meanwhile by the writer
 * shows in the next one.
 */
export function reading<Input, View>(
  query: (context: Context, input: Input) => Outcome<View>,
): (context: Context, input: Input) => Outcome<View> {
  return (context, input) => inSnapshot(context.ledger, () => query(context, input))
}
