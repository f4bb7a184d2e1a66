import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { deleteBatch } from '../../ledger/batchTable'
import { countLines } from '../../ledger/lineTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { forgetOtherSummaries } from './draftSummary'
import { requireBatch } from './requireBatch'

/** Throws away a draft that was never submitted, lines and claims with it; the audit log keeps that it was. */
export function discardBatch(
  context: Context,
  input: Input<'discardBatch'>,
): Outcome<Output<'discardBatch'>> {
  const { ledger } = context
  const { batchId } = input
  return runCommand(context, 'discardBatch', input, {
    right: 'prepare',
    act: () => {
      const found = requireBatch(ledger, batchId, 'edit')
      if (!found.ok) return found
      const { name, revision, state } = found.value
      if (revision > 0) {
        return refused(
          rejection('batch_state', `batches/${batchId}`, {
            state,
            command: 'discard',
            revision,
            legal: 'edit',
          }),
        )
      }
      const lineCount = countLines(ledger, batchId)
      deleteBatch(ledger, batchId)
      forgetOtherSummaries(ledger, batchId)
      audit(context, { action: 'discardBatch', subject: `batch ${batchId}`, detail: { name, lineCount } })
      return accepted({ batchId })
    },
    view: () => accepted({ batchId }),
  })
}
