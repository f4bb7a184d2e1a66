import { ApprovalRule, approvalKinds, type ApprovalRules } from '@contract/approval'
import { z } from 'zod'
import type { Ledger } from './database'

/** One setting: the rules are changed as a whole, and their order is part of them. */
const settingName = 'approvalRules'

/** What a ledger has until a controller changes it: somebody else looks at everything, as it was before rules. */
const startingRule: ApprovalRule = {
  ruleId: '00000000000000000000000000',
  name: 'Everything, one reviewer',
  kinds: [...approvalKinds],
  lineUpTo: null,
  batchUpTo: null,
  running: [],
  coversExceptions: true,
  approverIds: [],
  reviewerCount: 1,
}

export function readApprovalRules(ledger: Ledger): ApprovalRules {
  const stored = ledger.sql<{ value: string }>('select value from setting where name = ?').get(settingName)
  if (stored === undefined) return { rules: [startingRule], isStarting: true }
  return { rules: z.array(ApprovalRule).parse(JSON.parse(stored.value)), isStarting: false }
}

/** Only within the transaction that also writes them to the audit log. */
export function writeApprovalRules(ledger: Ledger, rules: readonly ApprovalRule[]): void {
  ledger
    .sql(
      'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    )
    .run(settingName, JSON.stringify(rules))
}
