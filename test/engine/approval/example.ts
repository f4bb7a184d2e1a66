import { approvalKinds, type ApprovalRule } from '@contract/approval'
import type { ApprovalLine, RunningTotal } from '../../../main/engine/approval/coverage'
import { parseAmount } from '../../../main/engine/money/amount'

/** Minor units of a decimal text. */
export function minorOf(amount: string, currency = 'USD'): bigint {
  const read = parseAmount(amount, currency)
  if ('problem' in read) throw new Error(`${amount} ${currency}: ${read.problem}`)
  return read.minor
}

/** A rule that covers everything, but for what is given. */
export function rule(given: Partial<ApprovalRule> = {}): ApprovalRule {
  return {
    ruleId: '01RVE000000000000000000001',
    name: 'Rule',
    kinds: [...approvalKinds],
    lineUpTo: null,
    batchUpTo: null,
    running: [],
    coversExceptions: true,
    approverIds: [],
    reviewerCount: 1,
    ...given,
  }
}

/** An item credit on invoice I1 of account A1; `amount` is decimal text of the currency. */
export function line(amount: string, given: Partial<ApprovalLine> = {}): ApprovalLine {
  const currency = given.currency ?? 'USD'
  return {
    lineId: 'L1',
    kind: 'item_credit',
    currency,
    amountMinor: minorOf(amount, currency),
    invoiceId: 'I1',
    accountId: 'A1',
    reasonCode: 'Write-off',
    isUnderException: false,
    ...given,
  }
}

/** What stands beside the batch: `before` decimal text. */
export function beside(
  of: RunningTotal['of'],
  key: string,
  before: string,
  { days = 30, currency = 'USD' } = {},
): RunningTotal {
  return { of, key, days, currency, beforeMinor: minorOf(before, currency) }
}

/** One row of a table: a batch of preparer P1 beside what ran up before, and as the last column what the rule is short of. */
export type Row = readonly [
  what: string,
  rule: Partial<ApprovalRule>,
  lines: readonly ApprovalLine[],
  running: readonly RunningTotal[],
  verdict: string,
]
