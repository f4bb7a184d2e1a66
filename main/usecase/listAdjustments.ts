import type { Input, Output } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import { readAdjustmentPage } from '../ledger/adjustmentList'
import type { Context } from './context'

export function listAdjustments(
  context: Context,
  input: Input<'listAdjustments'>,
): Outcome<Output<'listAdjustments'>> {
  return readAdjustmentPage(context.ledger, input.filter, input)
}
