import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { judgeLink } from '../../engine/reversal/judgeLink'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { appendLink, readPlace } from '../../ledger/reversalLink'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'

/**
 * Says that an imported adjustment reverses all or part of an earlier one on its source (domain.md,
 * "Reversal"). No figure of an invoice changes, only what is left of either. Refused:
 * `adjustment_unknown`, `link_not_allowed`, `link_of_another`, `reversal_of_reversal`, `reversal_of_canceled`,
 * `reversal_exceeds_remainder`, `claim_taken` with the batch.
 */
export function linkReversal(
  context: Context,
  input: Input<'linkReversal'>,
): Outcome<Output<'linkReversal'>> {
  const { ledger, person, clock } = context
  const { adjustmentId, originalId } = input
  return runCommand(context, 'linkReversal', input, {
    right: 'prepare',
    act: () => {
      const found = readPlace(ledger, adjustmentId)
      const reversal = found?.place.get(adjustmentId)
      if (found === undefined || reversal === undefined)
        return refused(rejection('adjustment_unknown', 'adjustmentId', { value: adjustmentId }))
      const rejections = judgeLink(reversal, originalId, found.place, found.currency)
      if (rejections.length > 0) return refused(...rejections)
      const original = found.place.get(originalId)?.number ?? ''
      appendLink(ledger, {
        adjustmentId,
        originalId,
        originalNumber: original,
        at: clock.now(),
        personId: person.id,
        personName: person.name,
      })
      advanceFactVersion(ledger)
      audit(context, {
        action: 'linkReversal',
        subject: `adjustment ${reversal.number}`,
        detail: { adjustmentId, originalId, original },
      })
      return accepted({ adjustmentId })
    },
    view: (linked) => accepted(linked),
  })
}
