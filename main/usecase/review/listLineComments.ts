import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findBatch } from '../../ledger/batchTable'
import type { Context } from '../context'
import { returnedRevisions } from './returnedLine'

/** What reviewers have said of single lines when they returned a batch, the last return first. */
export function listLineComments(
  { ledger }: Context,
  { batchId }: Input<'listLineComments'>,
): Outcome<Output<'listLineComments'>> {
  if (findBatch(ledger, batchId) === undefined)
    return refused(rejection('batch_unknown', `batches/${batchId}`))
  const comments = returnedRevisions(ledger, batchId).flatMap(
    ({ revision, personName: by, at, lineComments }) =>
      lineComments.map(({ lineId, comment }) => ({ lineId, revision, by, at, comment })),
  )
  return accepted({ comments })
}
