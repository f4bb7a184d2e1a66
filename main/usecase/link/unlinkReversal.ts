import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { judgeUnlink } from '../../engine/reversal/judgeLink'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { appendLink, readPlace } from '../../ledger/reversalLink'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'

/**
 * Takes away the link that a person made; from then on the adjustment uses up what is oldest again.
 * Refused: `adjustment_unknown`, `link_missing`, `claim_taken` with the batch that would be left short.
 */
export function unlinkReversal(
  context: Context,
  input: Input<'unlinkReversal'>,
): Outcome<Output<'unlinkReversal'>> {
  const { ledger, person, clock } = context
  const { adjustmentId } = input
  return runCommand(context, 'unlinkReversal', input, {
    right: 'prepare',
    act: () => {
      const found = readPlace(ledger, adjustmentId)
      const reversal = found?.place.get(adjustmentId)
      if (found === undefined || reversal === undefined)
        return refused(rejection('adjustment_unknown', 'adjustmentId', { value: adjustmentId }))
      const rejections = judgeUnlink(reversal, found.place, found.currency)
      if (rejections.length > 0) return refused(...rejections)
      const originalId = reversal.reversesId
      const original = found.place.get(originalId)?.number ?? ''
      appendLink(ledger, {
        adjustmentId,
        originalId: '',
        originalNumber: original,
        at: clock.now(),
        personId: person.id,
        personName: person.name,
      })
      advanceFactVersion(ledger)
      audit(context, {
        action: 'unlinkReversal',
        subject: `adjustment ${reversal.number}`,
        detail: { adjustmentId, originalId, original },
      })
      return accepted({ adjustmentId })
    },
    view: (unlinked) => accepted(unlinked),
  })
}
