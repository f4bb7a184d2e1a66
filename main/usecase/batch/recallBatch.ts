import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { backToDraft } from './backToDraft'
import { batchView } from './batchView'
import { requireBatch, requireRevision } from './requireBatch'

/** The preparer takes a submitted batch back. Others do not: `right_missing` names who may. */
export function recallBatch(context: Context, input: Input<'recallBatch'>): Outcome<Output<'recallBatch'>> {
  const { ledger, person } = context
  const { batchId, revision } = input
  return runCommand(context, 'recallBatch', input, {
    right: 'prepare',
    act: () => {
      const found = requireBatch(ledger, batchId, 'recall')
      if (!found.ok) return found
      const current = requireRevision(found.value, revision)
      if (!current.ok) return current
      if (found.value.preparerId !== person.id) {
        return refused(
          rejection('right_missing', '', { right: 'prepare', preparer: found.value.preparerName }),
        )
      }
      return accepted(backToDraft(context, found.value, 'recalled', ''))
    },
    view: () => batchView(context, batchId),
  })
}
