import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findBatch, isBatchNameTaken, renameBatchRow } from '../../ledger/batchTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { batchView } from './batchView'

/** Gives a batch another name, in any state: `name_taken` if another batch has it. */
export function renameBatch(context: Context, input: Input<'renameBatch'>): Outcome<Output<'renameBatch'>> {
  const { ledger } = context
  const { batchId, name } = input
  return runCommand(context, 'renameBatch', input, {
    right: 'prepare',
    act: () => {
      const batch = findBatch(ledger, batchId)
      if (batch === undefined) return refused(rejection('batch_unknown', `batches/${batchId}`))
      if (isBatchNameTaken(ledger, name, batchId)) return refused(rejection('name_taken', 'name', { name }))
      renameBatchRow(ledger, batchId, name, context.clock.now())
      audit(context, {
        action: 'renameBatch',
        subject: `batch ${batchId}`,
        detail: { was: batch.name, is: name },
      })
      return accepted({ batchId })
    },
    view: () => batchView(context, batchId),
  })
}
