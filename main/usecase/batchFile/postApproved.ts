import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { Person } from '@contract/setting'
import { decisionOf } from '../../engine/approval/coverage'
import { factsUnder, type BatchContent, type FactContent } from '../../engine/batch/content'
import { movedFacts, type MovedFact } from '../../engine/batch/movedFacts'
import { hashOfText } from '../../platform/textHash'
import { batchCoverage } from '../approval/coverage'
import { firstRejections } from '../batch/batchRejection'
import type { EnoughApproval } from '../batch/completeApproval'
import { distinctWarnings, unconfirmed, type Confirmed } from '../batch/confirmedWarning'
import { judgeLines, type JudgedLines } from '../batch/judgeLines'
import { movedFactView } from '../batch/movedFactView'
import { bookingOf, type BookedLine } from '../batch/postLines'
import { under, type Context } from '../context'
import { readJournalText } from './journalOfFile'

/** A batch that was approved elsewhere, as it would be posted here. */
export interface ApprovedElsewhere {
  readonly batchId: string
  readonly preparerId: string
  /** With adjustments under the ids of this ledger. */
  readonly content: BatchContent
  /** The signed texts: what to book, and what it was approved on where that had moved since the submission. */
  readonly journal: string
  readonly facts: string
  /** People of this ledger who have signed that journal. */
  readonly approvers: readonly Person[]
  /** Warnings that preparer and reviewers have confirmed. */
  readonly confirmed: readonly Confirmed[]
}

export interface PostingHere {
  /** Why it cannot be posted in this ledger; empty if it can. */
  readonly reasons: readonly Rejection[]
  /** What nobody has looked at yet: facts that differ from those that were approved, warnings of this ledger's own. */
  readonly warnings: readonly Rejection[]
  readonly moved: readonly MovedFact[]
  /** Undefined where there are reasons. */
  readonly enough: EnoughApproval | undefined
  readonly judged: JudgedLines
  /** Under whose approval it is posted: the first whose rights here suffice. */
  readonly approver: Person | undefined
}

/**
 * Whether a batch that was approved elsewhere passes this ledger's own checks (domain.md, "Across machines"): every
 * line by the rules on the facts that are here, with the approver's rights here; enough approvals by the rules of this
 * ledger; and journals that are those of its lines. What is booked is what the approval froze, and nothing else.
 */
export function postingHere(context: Context, approved: ApprovedElsewhere): PostingHere {
  const tries = approved.approvers.map((person) => judgedFor(context, approved, person))
  const first = tries.find(({ reasons }) => reasons.length === 0) ?? tries[0]
  if (first !== undefined) return first
  return judgedFor(context, approved, undefined)
}

function judgedFor(context: Context, approved: ApprovedElsewhere, approver: Person | undefined): PostingHere {
  const { batchId, content } = approved
  const judging = approver === undefined ? context : under(context, approver)
  const judged = judgeLines(judging, batchId, content.lines)
  const before = approved.facts === '' ? content.facts : (JSON.parse(approved.facts) as FactContent[])
  const moved = movedFacts(
    { lines: content.lines, facts: before },
    { facts: factsUnder(judged.lines, judged.facts) },
  )
  const warnings = [
    ...moved.map(differingFact),
    ...unconfirmed(distinctWarnings(judged.verdict), approved.confirmed),
  ]
  const refused = firstRejections(judged.verdict)
  if (refused.length > 0) return { reasons: refused, warnings, moved, enough: undefined, judged, approver }
  const coverage = batchCoverage(judging, { id: batchId, preparerId: approved.preparerId }, judged)
  const { rule } = decisionOf(coverage.covering, approved.approvers)
  const frozen = frozenJournals(context, approved.journal, judged)
  const reasons = [
    ...(coverage.rejection === undefined ? [] : [coverage.rejection]),
    ...(coverage.rejection === undefined && rule === undefined
      ? [notEnough(approved, coverage.covering)]
      : []),
    ...frozen.reasons,
  ]
  warnings.push(...frozen.warnings)
  if (reasons.length > 0 || rule === undefined)
    return { reasons, warnings, moved, enough: undefined, judged, approver }
  const { resolved } = bookingOf(context, judged)
  const booking = { resolved, journals: frozen.journals }
  const enough = { rule, journalHash: hashOfText(approved.journal), booking }
  return { reasons, warnings, moved, enough, judged, approver }
}

/** "Was / is": as it was approved elsewhere, and as it is in this ledger. The place holds the value that is here. */
function differingFact(fact: MovedFact): Rejection {
  const { what, subject, was, is } = movedFactView(fact)
  const place = `facts/${fact.about}/${fact.id}/${fact.field}=${is}`.slice(0, 300)
  return rejection('facts_differ', place, { what, subject, was, is, lines: fact.lineIds.length })
}

function notEnough(
  { batchId, approvers }: ApprovedElsewhere,
  covering: readonly { name: string }[],
): Rejection {
  return rejection('approver_not_named', `batches/${batchId}`, {
    name: approvers.map(({ name }) => name).join(', '),
    rules: covering.map(({ name }) => name).join(', '),
  })
}

/**
 * The journals that the approval froze, as they are posted here. Refused, `journal_differs`, where they are not of the
 * lines that are here: another amount, day, period, side or effect, one too many or too few. The accounts are the
 * approval's.
 */
function frozenJournals(context: Context, journal: string, judged: JudgedLines) {
  const periodIdByName = new Map(judged.facts.periods.map(({ id, name }) => [name, id]))
  const own = new Map(bookingOf(context, judged).journals.map((booked) => [keyOf(booked), booked]))
  const journals: BookedLine[] = []
  const reasons: Rejection[] = []
  const elsewhere = { lines: 0, here: new Set<string>(), there: new Set<string>() }
  for (const { period, ...frozen } of readJournalText(journal)) {
    const booked: BookedLine = { ...frozen, periodId: periodIdByName.get(period) ?? '' }
    const mine = own.get(keyOf(booked))
    own.delete(keyOf(booked))
    if (mine === undefined || !isOfSameFigures(mine, booked))
      reasons.push(rejection('journal_differs', `lines/${frozen.lineId}`, { period }))
    else noteAccounts(elsewhere, accountsOf(mine), accountsOf(booked))
    journals.push(booked)
  }
  for (const { lineId } of own.values())
    reasons.push(rejection('journal_differs', `lines/${lineId}`, { period: '' }))
  return { journals, reasons, warnings: differingAccounts(elsewhere) }
}

interface OtherAccounts {
  lines: number
  readonly here: Set<string>
  readonly there: Set<string>
}

const accountsOf = ({ entries }: BookedLine) => entries.map(({ account }) => account)

function noteAccounts(other: OtherAccounts, here: readonly string[], there: readonly string[]): void {
  const [left, right] = [
    here.filter((name) => !there.includes(name)),
    there.filter((name) => !here.includes(name)),
  ]
  if (left.length + right.length === 0) return
  other.lines += 1
  for (const name of left) other.here.add(name)
  for (const name of right) other.there.add(name)
}

/** What was approved is booked to the accounts that were approved; somebody here looks at those that are others. */
function differingAccounts({ lines, here, there }: OtherAccounts): Rejection[] {
  if (lines === 0) return []
  const [ours, theirs] = [[...here].sort().join(', '), [...there].sort().join(', ')]
  return [
    rejection('accounts_differ', `accounts/${theirs}`.slice(0, 300), { lines, here: ours, there: theirs }),
  ]
}

const keyOf = ({ lineId, effect }: BookedLine) => `${effect} ${lineId}`
const debitOf = ({ entries }: BookedLine) => entries.reduce((sum, { debitMinor }) => sum + debitMinor, 0n)
const creditOf = ({ entries }: BookedLine) => entries.reduce((sum, { creditMinor }) => sum + creditMinor, 0n)

function isOfSameFigures(left: BookedLine, right: BookedLine): boolean {
  return (
    left.currency === right.currency &&
    left.date === right.date &&
    left.periodId === right.periodId &&
    debitOf(left) === debitOf(right) &&
    creditOf(left) === creditOf(right) &&
    !isTurnedAround(left, right)
  )
}

/** An account is debited where it would be credited here: a credit booked as a charge. */
function isTurnedAround(left: BookedLine, right: BookedLine): boolean {
  const there = netByAccount(right)
  return [...netByAccount(left)].some(([account, minor]) => minor * (there.get(account) ?? 0n) < 0n)
}

function netByAccount({ entries }: BookedLine): ReadonlyMap<string, bigint> {
  const net = new Map<string, bigint>()
  for (const { account, debitMinor, creditMinor } of entries)
    net.set(account, (net.get(account) ?? 0n) + debitMinor - creditMinor)
  return net
}
