import { findApprovalDecision, findApprovalElsewhere } from '../../ledger/approvalTable'
import type { BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { postedJournalText } from '../../ledger/postedJournal'
import { listStatements } from '../../ledger/statementTable'
import { isSignedBy } from '../../platform/identityKey'
import { hashOfText } from '../../platform/textHash'
import { journalHashOf } from './approvers'

/**
 * Whether a posted batch may leave for upload: its approvals are signed by the keys that they name, by as many people
 * as the rule asked for, and what is booked is what they signed. A batch of before rules and signatures has neither.
 */
export function approvalVerifies(ledger: Ledger, batch: BatchRecord): boolean {
  const approvals = listStatements(ledger, batch.id).filter(
    ({ act, revision, contentHash }) =>
      act === 'approve' && revision === batch.revision && contentHash === batch.contentHash,
  )
  const signed = approvals.filter(({ text, signature, publicKey }) => isSignedBy(text, signature, publicKey))
  const decision = findApprovalDecision(ledger, batch.id)
  if (decision === undefined) return signed.length === approvals.length
  const booked = postedJournalText(ledger, batch.id)
  const journals = [booked, findApprovalElsewhere(ledger, batch.id)?.journal ?? booked]
  const people = new Set(
    signed.filter((row) => journalHashOf(row) === decision.journalHash).map(({ personId }) => personId),
  )
  return (
    decision.contentHash === batch.contentHash &&
    journals.every((journal) => hashOfText(journal) === decision.journalHash) &&
    people.size >= decision.rule.reviewerCount
  )
}
