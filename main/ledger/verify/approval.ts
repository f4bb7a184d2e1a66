import { ApprovalRule } from '@contract/approval'
import { hashOfText } from '../../platform/textHash'
import type { Ledger } from '../database'
import { postedJournalText } from '../postedJournal'
import { approvalsOf, type Approval } from './approver'
import { countOf } from './auditChain'
import type { Watch } from './fault'
import { readObject, textIn } from './readText'

interface BatchRow {
  id: string
  state: string
  revision: bigint
  content_hash: string
  frozen_hash: string | null
  posted: bigint
  decided_revision: bigint | null
  decided_content: string
  decided_journal: string
  rule: string
  reviewer_count: bigint
  decided_at: string
  posting_facts: string | null
  elsewhere_revision: bigint | null
  elsewhere_content: string
  elsewhere_journal: string
  elsewhere_facts: string
}

const selectBatches = `
  select b.id, b.state, b.revision, b.content_hash, r.content_hash as frozen_hash,
    (select count(*) from adjustment a where a.batch_id = b.id) as posted,
    d.revision as decided_revision, d.content_hash as decided_content, d.journal_hash as decided_journal, d.rule,
    d.reviewer_count, d.at as decided_at, p.facts as posting_facts, e.revision as elsewhere_revision,
    e.content_hash as elsewhere_content, e.journal as elsewhere_journal, e.facts as elsewhere_facts
  from batch b
  left join revision r on r.batch_id = b.id and r.revision = b.revision
  left join approval_decision d on d.batch_id = b.id
  left join posting p on p.batch_id = b.id
  left join approval_elsewhere e on e.batch_id = b.id
  order by b.id`

const decidedStates = ['approved', 'exported', 'landed']

/**
 * What is approved was approved: by a decision with enough people behind it, none of whom has worked on the batch,
 * and what was posted is the journal that they signed. What was approved before decisions were kept, or before
 * people had keys, is held against what the log says of it.
 */
export function verifyApprovals(ledger: Ledger, watch: Watch): void {
  const total = countOf(ledger, 'select count(*) as count from batch')
  const log = readLog(ledger)
  let done = 0
  for (const row of ledger.sql<BatchRow>(selectBatches).all()) {
    verifyBatch(ledger, row, log, watch)
    done += 1
    watch.step('approvals', done, total)
  }
}

function verifyBatch(ledger: Ledger, row: BatchRow, log: ApprovalLog, watch: Watch): void {
  const place = `batch ${row.id}`
  const isDecided = decidedStates.includes(row.state)
  if (row.state !== 'draft')
    watch.same('revision_hash', `${place}, content`, row.frozen_hash ?? 'none', row.content_hash)
  if (row.posted > 0n && !isDecided) watch.fault('approval', place, 'approved', row.state)
  const approvals = approvalsOf(ledger, row.id)
  if (row.elsewhere_revision !== null) verifyElsewhere(row, approvals, watch)
  if (row.decided_revision !== null) verifyDecision(ledger, row, isDecided, approvals, watch)
  else if (isDecided) verifyOlderApproval(row, approvals, log, watch)
}

/** What came as approved is, byte for byte, what somebody signed. */
function verifyElsewhere(row: BatchRow, approvals: readonly Approval[], watch: Watch): void {
  const place = `batch ${row.id}, approved elsewhere`
  const journalHash = hashOfText(row.elsewhere_journal)
  const signed = approvals.filter(
    (one) =>
      one.revision === row.elsewhere_revision &&
      one.contentHash === row.elsewhere_content &&
      one.journalHash === journalHash,
  )
  if (signed.length === 0)
    watch.fault('approval_journal', `${place}, journal`, 'as it was signed', journalHash)
  else verifyFacts(place, signed, row.elsewhere_facts, watch)
  if (row.decided_revision !== null)
    watch.same('approval_journal', `${place}, journal`, row.decided_journal, journalHash)
}

function verifyDecision(
  ledger: Ledger,
  row: BatchRow,
  isDecided: boolean,
  approvals: readonly Approval[],
  watch: Watch,
): void {
  const place = `batch ${row.id}, decision`
  watch.same('approval', `${place}, revision`, row.revision, row.decided_revision)
  watch.same('approval', `${place}, content`, row.content_hash, row.decided_content)
  const rule = ApprovalRule.safeParse(readObject(row.rule))
  const asked = rule.success ? BigInt(rule.data.reviewerCount) : 'a rule of approval'
  watch.same('approval', `${place}, reviewers`, asked, row.reviewer_count)
  const signed = approvals.filter(
    (one) =>
      one.revision === row.decided_revision &&
      one.contentHash === row.decided_content &&
      one.journalHash === row.decided_journal &&
      (one.revokedAt === '' || one.revokedAt >= row.decided_at),
  )
  const named = rule.success ? rule.data.approverIds : []
  const people = new Set(
    signed
      .filter(({ personId, hasWorkedOn }) => !hasWorkedOn && (named.length === 0 || named.includes(personId)))
      .map(({ personId }) => personId),
  )
  if (BigInt(people.size) < row.reviewer_count)
    watch.fault('approval', place, `${row.reviewer_count} people`, [...people].join(', ') || 'nobody')
  if (!isDecided) watch.fault('approval', place, 'an approved batch', row.state)
  if (row.elsewhere_revision === null) verifyFacts(place, signed, row.posting_facts ?? '', watch)
  const posted = hashOfText(postedJournalText(ledger, row.id))
  watch.same('approval_journal', `batch ${row.id}, journal`, row.decided_journal, posted)
}

/** Whoever decided has signed the facts as they were then; one who approved before may have seen others. */
function verifyFacts(place: string, signed: readonly Approval[], facts: string, watch: Watch): void {
  const factsHash = facts === '' ? '' : hashOfText(facts)
  if (signed.some((one) => one.factsHash === factsHash)) return
  const [last] = signed.slice(-1)
  if (last !== undefined)
    watch.fault('approval', `${place}, facts`, last.factsHash || 'those of the revision', factsHash || 'none')
}

/** Where the log begins to tell of signatures, and of the rules by which approvals are enough. */
interface ApprovalLog {
  readonly signedSince: bigint | undefined
  readonly ruledSince: bigint | undefined
  /** The last approval of each batch, by its subject. */
  readonly approvals: ReadonlyMap<string, { readonly sequence: bigint; readonly signature: string }>
}

function readLog(ledger: Ledger): ApprovalLog {
  const rows = ledger
    .sql<{ sequence: bigint; action: string; subject: string; detail: string }>(
      `select sequence, action, subject, detail from audit
       where action in ('submitBatch', 'returnBatch', 'approveBatch') order by sequence`,
    )
    .iterate()
  let signedSince: bigint | undefined
  let ruledSince: bigint | undefined
  const approvals = new Map<string, { sequence: bigint; signature: string }>()
  for (const { sequence, action, subject, detail } of rows) {
    const told = readObject(detail) ?? {}
    const signature = textIn(told.signature)
    if (signature !== '') signedSince ??= sequence
    if (action !== 'approveBatch') continue
    if ('rule' in told || 'missing' in told) ruledSince ??= sequence
    approvals.set(subject, { sequence, signature })
  }
  return { signedSince, ruledSince, approvals }
}

/** One person was enough, and was not asked for a signature before people had keys. */
function verifyOlderApproval(
  row: BatchRow,
  approvals: readonly Approval[],
  { signedSince, ruledSince, approvals: logged }: ApprovalLog,
  watch: Watch,
): void {
  const place = `batch ${row.id}`
  const last = logged.get(`batch ${row.id}`)
  if (last === undefined || (ruledSince !== undefined && last.sequence >= ruledSince)) {
    watch.fault('approval', place, 'a decision', 'none')
    return
  }
  const isOfKeys = signedSince !== undefined && last.sequence >= signedSince
  if (!isOfKeys) return
  const signed = approvals.filter(
    (one) =>
      one.signature === last.signature &&
      one.revision === row.revision &&
      one.contentHash === row.content_hash &&
      (one.revokedAt === '' || one.revokedAt >= one.at),
  )
  if (!signed.some(({ hasWorkedOn }) => !hasWorkedOn)) watch.fault('approval', place, '1 people', 'nobody')
  verifyFacts(place, signed, row.posting_facts ?? '', watch)
}
