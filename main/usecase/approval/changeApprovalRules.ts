import type { Input, Output } from '@contract/api'
import { approvalKinds, type ApprovalRule } from '@contract/approval'
import { accepted, refused, type Outcome } from '@contract/outcome'
import { formatMinor, parseAmount } from '../../engine/money/amount'
import { readApprovalRules, writeApprovalRules } from '../../ledger/approvalRuleTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { checkRules } from './checkRules'

/**
 * Stores the rules of approval as a whole, in their order, and writes them to the audit log as they were and are.
 * Refused: `field_required`, `value_unknown` (a currency or person that is not there), `amount_not_positive`,
 * `amount_scale`, `amount_too_long`, `text_not_allowed`, `name_taken`. A batch that waits is measured by the new
 * rules when it is approved.
 */
export function changeApprovalRules(
  context: Context,
  input: Input<'changeApprovalRules'>,
): Outcome<Output<'changeApprovalRules'>> {
  const { ledger } = context
  return runCommand(context, 'changeApprovalRules', input, {
    right: 'control',
    act: () => {
      const rejections = checkRules(ledger, input.rules)
      if (rejections.length > 0) return refused(...rejections)
      const was = readApprovalRules(ledger).rules
      const is = input.rules.map(canonical)
      writeApprovalRules(ledger, is)
      audit(context, { action: 'changeApprovalRules', subject: 'approval rules', detail: { was, is } })
      return accepted({ count: is.length })
    },
    view: () => accepted(readApprovalRules(ledger)),
  })
}

/** One way of writing each rule, so that was and is differ only where the rules do. */
function canonical(rule: ApprovalRule): ApprovalRule {
  return {
    ...rule,
    kinds: approvalKinds.filter((kind) => rule.kinds.includes(kind)),
    lineUpTo: rule.lineUpTo && canonicalAmounts(rule.lineUpTo),
    batchUpTo: rule.batchUpTo && canonicalAmounts(rule.batchUpTo),
    running: rule.running.map((limit) => ({ ...limit, upTo: canonicalAmounts(limit.upTo) })),
    approverIds: [...new Set(rule.approverIds)],
  }
}

function canonicalAmounts(limit: Readonly<Record<string, string>>): Record<string, string> {
  const amounts = Object.entries(limit).map(([currency, amount]) => {
    const read = parseAmount(amount, currency)
    if ('problem' in read) throw new Error(`A limit was let through as ${amount} ${currency}`)
    return [currency, formatMinor(read.minor, currency)] as const
  })
  return Object.fromEntries(amounts.sort(([left], [right]) => (left < right ? -1 : 1)))
}
