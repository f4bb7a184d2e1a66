import { contentOf } from '../../engine/batch/content'
import type { ReadBatchFile } from '../../exchange/batchFile/batchFile'
import { findApprovalElsewhere, insertApprovalElsewhere, setReasonsToWait } from '../../ledger/approvalTable'
import { canonicalText } from '../../ledger/auditTable'
import { findBatch } from '../../ledger/batchTable'
import { insertPosting } from '../../ledger/postingTable'
import { completeApproval } from '../batch/completeApproval'
import { distinctWarnings } from '../batch/confirmedWarning'
import { withMoments } from '../batch/revision'
import type { Posted } from '../batch/postLines'
import { under, type Context } from '../context'
import type { PostingHere } from './postApproved'

/** The texts that an approval elsewhere has signed, to be posted now or later. */
export function keepApproval({ ledger, clock }: Context, { about, approval }: ReadBatchFile): void {
  const { id: batchId, revision, contentHash } = about.batch
  if (approval === undefined || findApprovalElsewhere(ledger, batchId) !== undefined) return
  const { journal, facts } = approval
  insertApprovalElsewhere(ledger, {
    batchId,
    revision,
    contentHash,
    journal,
    facts,
    reasons: [],
    triedAt: clock.now(),
  })
}

/**
 * Posts what was approved elsewhere, under the approval of the person whose rights suffice here; or keeps it as
 * "approved, not posted here" with the reasons. Undefined where it goes on waiting.
 */
export function postKept(context: Context, batchId: string, posting: PostingHere): Posted | undefined {
  const { ledger, clock } = context
  const { enough, approver, judged, moved, reasons } = posting
  setReasonsToWait(ledger, batchId, reasons, clock.now())
  const batch = findBatch(ledger, batchId)
  if (enough === undefined || approver === undefined || batch === undefined) return undefined
  if (moved.length > 0) {
    insertPosting(ledger, batchId, {
      facts: canonicalText(withMoments(ledger, contentOf(judged.lines, judged.facts)).facts),
      confirmedWarnings: distinctWarnings(judged.verdict).map(({ code, at }) => ({ code, at })),
    })
  }
  return completeApproval(under(context, approver), batch, enough)
}
