import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { BatchContent } from '../../engine/batch/content'
import { findBatch } from '../../ledger/batchTable'
import { readPeople } from '../../ledger/personTable'
import { listBranchRevisions, listRevisionRows } from '../../ledger/revisionTable'
import { listStatements } from '../../ledger/statementTable'
import type { Ledger } from '../../ledger/database'
import type { Context } from '../context'
import { frozenTotals } from './batchBody'
import { frozenLines, togetherIn } from './frozenContent'

/** All submissions of a batch, the first one first; each stays readable with listLines. */
export function listRevisions(
  context: Context,
  { batchId }: Input<'listRevisions'>,
): Outcome<Output<'listRevisions'>> {
  const { ledger } = context
  if (findBatch(ledger, batchId) === undefined)
    return refused(rejection('batch_unknown', `batches/${batchId}`))
  const nameById = new Map(readPeople(ledger).map(({ id, name }) => [id, name]))
  const signed = listStatements(ledger, batchId)
  const revisions = allRevisions(ledger, batchId).map((record) => {
    const content = JSON.parse(record.content) as BatchContent
    return {
      revision: record.revision,
      contentHash: record.contentHash,
      submittedByName: nameById.get(record.submittedBy) ?? record.submittedByName,
      submittedAt: record.submittedAt,
      lineCount: content.lines.length,
      isBranch: record.isBranch,
      statements: signed
        .filter(
          ({ contentHash, revision }) => contentHash === record.contentHash && revision === record.revision,
        )
        .map(({ act, signerName, identityId, at }) => ({ act, signerName, identityId, at })),
      totals: frozenTotals(frozenLines(content, togetherIn(record.confirmedWarnings))),
    }
  })
  return accepted({ revisions })
}

/** Those of this ledger's own line, and beside each what was made elsewhere under the same number. */
function allRevisions(ledger: Ledger, batchId: string) {
  return [
    ...listRevisionRows(ledger, batchId).map((record) => ({ ...record, isBranch: false })),
    ...listBranchRevisions(ledger, batchId).map((record) => ({ ...record, isBranch: true })),
  ].sort((left, right) => left.revision - right.revision)
}
