import { accepted } from '@contract/outcome'
import { readApprovalRules } from '../ledger/approvalRuleTable'
import { changeApprovalRules } from './approval/changeApprovalRules'
import { tryApprovalRules } from './approval/tryApprovalRules'
import type { SomeHandlers } from './handlers'

export const approvalHandlers: SomeHandlers<'getApprovalRules' | 'tryApprovalRules' | 'changeApprovalRules'> =
  {
    getApprovalRules: ({ ledger }) => accepted(readApprovalRules(ledger)),
    tryApprovalRules,
    changeApprovalRules,
  }
