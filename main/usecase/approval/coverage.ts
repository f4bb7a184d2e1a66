import type { ApprovalRule, TotalKey } from '@contract/approval'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { approvalLineOf, type ApprovalLine } from '../../engine/approval/approvalLine'
import { coverageOf, totalKeyOf, type Coverage, type Gap } from '../../engine/approval/coverage'
import { readApprovalRules } from '../../ledger/approvalRuleTable'
import { findBatch } from '../../ledger/batchTable'
import { listExceptionsOfRevision } from '../../ledger/periodExceptionTable'
import type { Ledger } from '../../ledger/database'
import {
  loadAccountIds,
  loadTotalLabels,
  readRunningTotals,
  type RunningWindow,
} from '../../ledger/runningTotal'
import type { JudgedLines } from '../batch/judgeLines'
import type { Context } from '../context'

export interface BatchCoverage extends Coverage {
  /** `approval_not_covered` with what the nearest rule is short of; undefined where a rule covers the batch. */
  readonly rejection: Rejection | undefined
}

/**
 * Which rules of this ledger cover a batch now, with what was posted or waits beside it. Lines that the checks
 * refuse are left out: whoever asks has refused the batch for them. What went in under an exception when the batch
 * was submitted stays so, whoever looks at it now.
 */
export function batchCoverage(
  context: Context,
  batch: { readonly id: string; readonly preparerId: string },
  judged: JudgedLines,
): BatchCoverage {
  const { ledger, clock } = context
  const { rules } = readApprovalRules(ledger)
  const lines = approvalLines(context, batch.id, rules, judged)
  const windows = windowsOf(rules, lines, batch.preparerId)
  const running = readRunningTotals(ledger, { windows, batchId: batch.id, now: clock.now() })
  const { covering, gaps } = coverageOf(rules, { lines, preparerId: batch.preparerId, running })
  const named = withLabels(context, gaps)
  return { covering, gaps: named, rejection: covering.length > 0 ? undefined : notCovered(batch.id, named) }
}

function approvalLines(
  { ledger }: Context,
  batchId: string,
  rules: readonly ApprovalRule[],
  { verdict }: JudgedLines,
): ApprovalLine[] {
  const isByAccount = rules.some(({ running }) => running.some(({ of }) => of === 'account'))
  const invoiceIds = new Set(verdict.lines.flatMap(({ resolved }) => resolved?.invoice.id ?? []))
  const accountIds = isByAccount ? loadAccountIds(ledger, invoiceIds) : new Map<string, string>()
  const underException = rules.every(({ coversExceptions }) => coversExceptions)
    ? new Set<string>()
    : submittedUnderException(ledger, batchId)
  return verdict.lines.flatMap((line) => {
    const found = approvalLineOf(line, accountIds.get(line.resolved?.invoice.id ?? '') ?? '')
    if (found === undefined) return []
    return underException.has(found.lineId) ? { ...found, isUnderException: true } : found
  })
}

/** Of the revision that waits; a draft is judged by what its preparer is told now. */
function submittedUnderException(ledger: Ledger, batchId: string): ReadonlySet<string> {
  const batch = findBatch(ledger, batchId)
  if (batch === undefined || batch.state === 'draft') return new Set()
  return new Set(listExceptionsOfRevision(ledger, batchId, batch.revision).map(({ lineId }) => lineId))
}

/** Each window that some rule looks through, once, with the keys that the batch has: none where no rule has any. */
function windowsOf(
  rules: readonly ApprovalRule[],
  lines: readonly ApprovalLine[],
  preparerId: string,
): RunningWindow[] {
  const asked = new Map<string, { of: TotalKey; days: number }>()
  for (const { running } of rules)
    for (const { of, days } of running) asked.set(`${of} ${days}`, { of, days })
  return [...asked.values()].map(({ of, days }) => ({
    of,
    days,
    keys: new Set(lines.map((line) => totalKeyOf(line, of, preparerId))),
  }))
}

function withLabels({ ledger }: Context, gaps: readonly Gap[]): readonly Gap[] {
  const keys = new Map<TotalKey, string[]>()
  for (const { of, key } of gaps) if (of !== '') keys.set(of, [...(keys.get(of) ?? []), key])
  if (keys.size === 0) return gaps
  const labels = new Map([...keys].map(([of, some]) => [of, loadTotalLabels(ledger, of, some)] as const))
  return gaps.map((gap) =>
    gap.of === '' ? gap : { ...gap, label: labels.get(gap.of)?.get(gap.key) ?? gap.key },
  )
}

/** `what` says of which kind the first gap of the nearest rule is. */
function notCovered(batchId: string, gaps: readonly Gap[]): Rejection {
  const [first] = gaps
  if (first === undefined) return rejection('approval_not_covered', `batches/${batchId}`)
  const { ruleName: rule, what, kind, lineId, currency, limit, found, of, label, days } = first
  const params = { rule, what, kind, lineId, currency, limit, found, of, label, days }
  return rejection('approval_not_covered', `batches/${batchId}`, params)
}
