import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findApprovalElsewhere } from '../../ledger/approvalTable'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import { listStatements } from '../../ledger/statementTable'
import { hashOfText } from '../../platform/textHash'
import { approversOf } from '../batch/approvers'
import { batchView } from '../batch/batchView'
import { refuseUnconfirmed, unconfirmed, type Confirmed } from '../batch/confirmedWarning'
import { readRevision } from '../batch/revision'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { postingHere, type ApprovedElsewhere } from './postApproved'
import { postKept } from './postKept'

/**
 * Tries once more to post what was approved elsewhere: facts, periods or rules may be others by now. Where it still
 * cannot be, the batch goes on waiting with the reasons of today. Refused: `batch_unknown`, `batch_state` (nothing
 * waits), `warnings_unconfirmed`.
 */
export function postBatch(context: Context, input: Input<'postBatch'>): Outcome<Output<'postBatch'>> {
  const { ledger } = context
  const { batchId } = input
  return runCommand(context, 'postBatch', input, {
    right: 'review',
    act: () => {
      const batch = findBatch(ledger, batchId)
      if (batch === undefined) return refused(rejection('batch_unknown', `batches/${batchId}`))
      if (!batch.isApprovedElsewhere)
        return refused(
          rejection('batch_state', `batches/${batchId}`, { state: batch.state, command: 'post' }),
        )
      const posting = postingHere(context, approvedOf(context, batch))
      const open = posting.enough === undefined ? [] : unconfirmed(posting.warnings, input.confirmed)
      if (open.length > 0) return refuseUnconfirmed(batchId, open)
      const posted = postKept(context, batchId, posting)
      audit(context, {
        action: 'postBatch',
        subject: `batch ${batchId}`,
        detail: {
          name: batch.name,
          revision: batch.revision,
          contentHash: batch.contentHash,
          confirmed: input.confirmed,
          ...(posted ?? { reasons: posting.reasons.map(({ code, at }) => ({ code, at })) }),
        },
      })
      return accepted({ batchId })
    },
    view: () => batchView(context, batchId),
  })
}

function approvedOf({ ledger }: Context, batch: BatchRecord): ApprovedElsewhere {
  const approval = findApprovalElsewhere(ledger, batch.id)
  const revision = readRevision(ledger, batch.id, batch.revision)
  if (approval === undefined || revision === undefined)
    throw new Error(`Batch ${batch.id} was approved elsewhere without its texts`)
  const { journal, facts } = approval
  const confirmed = listStatements(ledger, batch.id)
    .filter(({ contentHash }) => contentHash === batch.contentHash)
    .flatMap(({ text }) => (JSON.parse(text) as { confirmed?: readonly Confirmed[] }).confirmed ?? [])
  return {
    batchId: batch.id,
    preparerId: batch.preparerId,
    content: revision.frozen,
    journal,
    facts,
    approvers: approversOf(ledger, batch, hashOfText(journal)),
    confirmed,
  }
}
