import type { ApprovalRule } from '@contract/approval'
import { insertApprovalDecision } from '../../ledger/approvalTable'
import { appendBatchEvent } from '../../ledger/batchEventTable'
import { setBatchState, type BatchRecord } from '../../ledger/batchTable'
import type { Context } from '../context'
import { postLines, type Booking, type Posted } from './postLines'

/** An approval that is enough: by which rule, and the journals that those who signed agreed on. */
export interface EnoughApproval {
  readonly rule: ApprovalRule
  readonly journalHash: string
  readonly booking: Pick<Booking, 'resolved' | 'journals'>
}

/**
 * Makes a submitted batch an approved one and posts it, both in the running transaction. Triggers count once more who
 * signed, and refuse what the periods and remainders of this ledger do not allow.
 */
export function completeApproval(
  context: Context,
  { id: batchId, revision, contentHash }: BatchRecord,
  { rule, journalHash, booking }: EnoughApproval,
): Posted {
  const { ledger, person, clock } = context
  const at = clock.now()
  insertApprovalDecision(ledger, { batchId, revision, contentHash, journalHash, rule, at })
  const posted = postLines(context, batchId, booking)
  setBatchState(ledger, batchId, 'approved', at)
  const who = { personId: person.id, personName: person.name }
  appendBatchEvent(ledger, { batchId, event: 'posted', revision, ...who, at, comment: '' })
  return posted
}
