import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { mayDeleteAtOnce } from '../../engine/rule/deleteNotAllowed'
import { appendAdjustmentEvents } from '../../ledger/adjustmentEventTable'
import { loadAdjustmentFacts } from '../../ledger/adjustmentFactTable'
import { setDeleted } from '../../ledger/adjustmentStateTable'
import { refreshBalances } from '../../ledger/balanceTable'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'

/**
 * Deletes at once a Canceled adjustment that never left this ledger; everything else takes a line of a
 * batch, or stays: `delete_not_allowed`. It vanishes from lists; its row, events and the audit log stay.
 */
export function deleteAdjustment(
  context: Context,
  input: Input<'deleteAdjustment'>,
): Outcome<Output<'deleteAdjustment'>> {
  const { ledger, person, clock } = context
  const { adjustmentId } = input
  return runCommand(context, 'deleteAdjustment', input, {
    right: 'prepare',
    act: () => {
      const adjustment = loadAdjustmentFacts(ledger, {
        ids: [adjustmentId],
        sourceIds: [],
        headerInvoiceIds: [],
        batchId: '',
      }).get(adjustmentId)
      if (adjustment === undefined)
        return refused(rejection('adjustment_unknown', 'adjustmentId', { value: adjustmentId }))
      const { number, status, claimedBy, invoiceId } = adjustment
      if (!mayDeleteAtOnce(adjustment) || claimedBy !== '') {
        const because =
          claimedBy !== '' ? 'taken' : status === 'Canceled' ? 'left_this_ledger' : 'not_canceled'
        const alternative = because === 'not_canceled' ? 'cancel' : because === 'taken' ? '' : 'line'
        return refused(
          rejection('delete_not_allowed', 'adjustmentId', { because, alternative, batch: claimedBy }),
        )
      }
      setDeleted(ledger, adjustmentId)
      appendAdjustmentEvents(ledger, [
        {
          adjustmentId,
          event: 'deleted',
          effect: 'delete',
          at: clock.now(),
          personId: person.id,
          personName: person.name,
          batchId: null,
          lineId: null,
          importId: null,
          detail: { number },
        },
      ])
      refreshBalances(ledger, [invoiceId])
      advanceFactVersion(ledger)
      audit(context, {
        action: 'deleteAdjustment',
        subject: `adjustment ${number}`,
        detail: { adjustmentId, number },
      })
      return accepted({ adjustmentId })
    },
    view: () => accepted({ adjustmentId }),
  })
}
