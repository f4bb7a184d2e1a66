import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { LineWish } from '@contract/reversal'
import { findReversalEdit, type PlanChange } from '../../ledger/reversalEditTable'
import type { Context } from '../context'
import { changePlan, type Wanted } from './changePlan'

/** Takes back what was typed or chosen last, also after a restart: `nothing_to_undo`. Steps are left out. */
export function undoReversal(
  context: Context,
  input: Input<'undoReversal'>,
): Outcome<Output<'undoReversal'>> {
  return changePlan(context, 'undoReversal', input, ({ head }, { past, future }) => {
    const last = past.at(-1)
    const edit = last === undefined ? undefined : findReversalEdit(context.ledger, head.id, last)
    if (last === undefined || edit === undefined) return refused(rejection('nothing_to_undo'))
    const wanted = wantedOf(edit.change, 'before')
    return accepted({ wanted, trail: { past: past.slice(0, -1), future: [...future, last] } })
  })
}

/** Brings back what was taken back last, unless something else was given since: `nothing_to_redo`. */
export function redoReversal(
  context: Context,
  input: Input<'redoReversal'>,
): Outcome<Output<'redoReversal'>> {
  return changePlan(context, 'redoReversal', input, ({ head }, { past, future }) => {
    const next = future.at(-1)
    const edit = next === undefined ? undefined : findReversalEdit(context.ledger, head.id, next)
    if (next === undefined || edit === undefined) return refused(rejection('nothing_to_redo'))
    const wanted = wantedOf(edit.change, 'after')
    return accepted({ wanted, trail: { past: [...past, next], future: future.slice(0, -1) } })
  })
}

function wantedOf({ general, wishes }: PlanChange, side: 'before' | 'after'): Wanted {
  const entries = Object.entries(wishes).map(([id, wish]): [string, LineWish | null] => [id, wish[side]])
  return { ...general?.[side], wishes: new Map(entries) }
}
