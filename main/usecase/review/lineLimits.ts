import { parseAmount } from '../../engine/money/amount'
import { readApprovalRules } from '../../ledger/approvalRuleTable'
import type { Ledger } from '../../ledger/database'

/** What the rules of approval allow one line, in minor units by currency: all limits, each once. */
export function lineLimits(ledger: Ledger): ReadonlyMap<string, readonly bigint[]> {
  const limits = new Map<string, bigint[]>()
  for (const { lineUpTo } of readApprovalRules(ledger).rules) {
    for (const [currency, text] of Object.entries(lineUpTo ?? {})) {
      const read = parseAmount(text, currency)
      if ('minor' in read && !limits.get(currency)?.includes(read.minor))
        limits.set(currency, [...(limits.get(currency) ?? []), read.minor])
    }
  }
  return limits
}
