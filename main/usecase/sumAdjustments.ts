import type { Input, Output } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import { sumAdjustmentRows } from '../ledger/adjustmentList'
import type { Context } from './context'

export function sumAdjustments(
  context: Context,
  input: Input<'sumAdjustments'>,
): Outcome<Output<'sumAdjustments'>> {
  return sumAdjustmentRows(context.ledger, input.filter)
}
