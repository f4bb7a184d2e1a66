import type { ReversalStepBack } from '@contract/reversal'
import type { PlanChange } from '../../ledger/reversalEditTable'
import { isSameDeep } from './plannedLine'

const parts = ['chosen', 'amount', 'date', 'reasonCode', 'referenceId', 'comment', 'replacement'] as const

/** What an edit gave: the one part that it is about, or `several`. Null where there is no edit. */
export function stepBackOf(change: PlanChange | undefined): ReversalStepBack | null {
  if (change === undefined) return null
  const found = new Set<(typeof parts)[number]>()
  const wishes = Object.values(change.wishes)
  for (const { before, after } of wishes) {
    for (const part of parts) if (!isSameDeep(before?.[part], after?.[part])) found.add(part)
  }
  const { general } = change
  if (general !== undefined && general.before.reasonCode !== general.after.reasonCode) found.add('reasonCode')
  if (general !== undefined && general.before.comment !== general.after.comment) found.add('comment')
  const [only] = found
  return { what: found.size === 1 && only !== undefined ? only : 'several', lineCount: wishes.length }
}
