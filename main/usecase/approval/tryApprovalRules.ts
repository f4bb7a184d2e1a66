import type { Input, Output } from '@contract/api'
import { accepted, refused, type Outcome } from '@contract/outcome'
import { coverageOf } from '../../engine/approval/coverage'
import { parseAmount } from '../../engine/money/amount'
import { readApprovalRules } from '../../ledger/approvalRuleTable'
import type { Context } from '../context'
import { checkAmount } from './checkRules'

/**
 * What each rule says of a single imagined line, by the same function that judges batches. Nothing stands beside it: a
 * running limit is measured by the line alone. Refused: an amount that is none in its currency.
 */
export function tryApprovalRules(
  { ledger }: Context,
  { kind, currency, amount, isUnderException }: Input<'tryApprovalRules'>,
): Outcome<Output<'tryApprovalRules'>> {
  const rejections = checkAmount('amount', currency, amount)
  const read = rejections.length > 0 ? undefined : parseAmount(amount, currency)
  if (read === undefined || 'problem' in read) return refused(...rejections)
  const named = { lineId: '', invoiceId: '', accountId: '', reasonCode: '' }
  const line = { ...named, kind, currency, amountMinor: read.minor, isUnderException }
  const trials = readApprovalRules(ledger).rules.map((rule) => {
    const { gaps } = coverageOf([rule], { lines: [line], preparerId: '', running: [] })
    const { what = '' as const, limit = '', of = '' as const, days = 0 } = gaps[0] ?? {}
    return { ruleId: rule.ruleId, name: rule.name, short: what, limit, of, days }
  })
  return accepted({ trials })
}
