import type { AdjustmentType } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import type { InvoiceFact, SourceFact } from '../fact'
import { formatMinor } from '../money/amount'
import type { LineReading } from './reading'
import { roomFor, smallerRoom, type Movement } from './towardsZero'

/** One line at its turn in the sequence of its invoice: what rules 7 and 9 look at. */
export interface Step {
  readonly reading: LineReading
  readonly invoice: InvoiceFact
  readonly impactMinor: bigint
  /** A setting, a counter item or a cancel lets it move away from zero; never across. */
  readonly mayMoveAway: boolean
  /** The source's open amount; undefined for a header line. */
  readonly item: Movement | undefined
  readonly balance: Movement
}

export function makeStep(
  reading: LineReading,
  invoice: InvoiceFact,
  impactMinor: bigint,
  mayMoveAway: boolean,
  before: { readonly openMinor: bigint | undefined; readonly balanceMinor: bigint },
): Step {
  const source: SourceFact | undefined = reading.source
  const item =
    source === undefined || before.openMinor === undefined
      ? undefined
      : {
          beforeMinor: before.openMinor,
          afterMinor: before.openMinor + impactMinor,
          originMinor: source.amountMinor,
        }
  const balance = {
    beforeMinor: before.balanceMinor,
    afterMinor: before.balanceMinor + impactMinor,
    originMinor: invoice.amountMinor,
  }
  return { reading, invoice, impactMinor, mayMoveAway, item, balance }
}

export function typeOfStep(step: Step): AdjustmentType {
  return step.impactMinor > 0n ? 'Charge' : 'Credit'
}

export function oppositeOf(type: AdjustmentType): AdjustmentType {
  return type === 'Credit' ? 'Charge' : 'Credit'
}

/** Room for a type at this turn: undefined if nothing limits it. */
export function roomAt(step: Step, type: AdjustmentType): bigint | undefined {
  const { item, balance, mayMoveAway } = step
  return smallerRoom(
    item && roomFor(item.beforeMinor, item.originMinor, type, mayMoveAway),
    roomFor(balance.beforeMinor, balance.originMinor, type, mayMoveAway),
  )
}

/**
 * Limits as the screen says them: `limit` is left for `type`, `open` on the item and `balance` on the
 * invoice, all in `currency`. `refundFirst` is true where a paid invoice leaves nothing to adjust.
 */
export function limitsOf(step: Step, type: AdjustmentType): Rejection['params'] {
  const { currency } = step.invoice
  const room = roomAt(step, type)
  return {
    limit: room === undefined ? '' : formatMinor(room, currency),
    type,
    currency,
    ...(step.item === undefined ? {} : { open: formatMinor(step.item.beforeMinor, currency) }),
    balance: formatMinor(step.balance.beforeMinor, currency),
    refundFirst: step.balance.beforeMinor === 0n,
  }
}
