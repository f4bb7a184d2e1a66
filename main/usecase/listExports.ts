import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findBatch } from '../ledger/batchTable'
import { listExportRows } from '../ledger/exportTable'
import type { Context } from './context'

/** The files that a batch has left as, the newest first. Refused: batch_unknown. */
export function listExports(context: Context, input: Input<'listExports'>): Outcome<Output<'listExports'>> {
  if (findBatch(context.ledger, input.batchId) === undefined) {
    return refused(rejection('batch_unknown', 'batchId'))
  }
  return accepted({ exports: listExportRows(context.ledger, input.batchId) })
}
