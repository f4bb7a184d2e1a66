import type { ApprovalStanding } from '@contract/approval'
import type { Person } from '@contract/setting'
import { hashOfText } from '../../platform/textHash'
import { decisionOf } from '../../engine/approval/coverage'
import type { BatchRecord } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { readPeople } from '../../ledger/personTable'
import { listApprovals, type SignedRow } from '../../ledger/statementTable'
import { batchCoverage } from '../approval/coverage'
import type { Context } from '../context'
import type { JudgedLines } from './judgeLines'
import { bookingOf } from './postLines'

/** The people here who have approved a revision with one journal, by keys that count; each once. */
export function approversOf(
  ledger: Ledger,
  batch: Pick<BatchRecord, 'id' | 'revision' | 'contentHash'>,
  journalHash: string,
): Person[] {
  const signed = new Set(
    listApprovals(ledger, batch.id, batch)
      .filter((row) => journalHashOf(row) === journalHash)
      .map(({ personId }) => personId),
  )
  return readPeople(ledger).filter((person) => signed.has(person.id))
}

export function journalHashOf({ text }: Pick<SignedRow, 'text'>): string {
  const { journalHash } = JSON.parse(text) as { journalHash?: unknown }
  return typeof journalHash === 'string' ? journalHash : ''
}

/** Which rules cover a submitted batch, who has approved what it books now, and how many are missing. */
export function approvalStanding(
  context: Context,
  batch: BatchRecord,
  judged: JudgedLines,
): ApprovalStanding {
  const { ledger } = context
  const { covering } = batchCoverage(context, batch, judged)
  const isResolved = judged.verdict.lines.every(({ resolved }) => resolved !== undefined)
  const hasApprovals = isResolved && listApprovals(ledger, batch.id, batch).length > 0
  const approvers = hasApprovals
    ? approversOf(ledger, batch, hashOfText(bookingOf(context, judged).journalText))
    : []
  return {
    coveredBy: [...covering]
      .sort((left, right) => left.reviewerCount - right.reviewerCount)
      .map(({ name, reviewerCount }) => ({ name, reviewerCount })),
    approvedBy: approvers.map(({ name }) => name),
    missing: decisionOf(covering, approvers).missing,
  }
}

/** Of a batch that is not waiting for anybody's approval. */
export const noApproval: ApprovalStanding = { coveredBy: [], approvedBy: [], missing: 0 }
