import { accepted } from '@contract/outcome'
import { readApprovalRules } from '../ledger/approvalRuleTable'
import { changeApprovalRules } from './approval/changeApprovalRules'
import type { SomeHandlers } from './handlers'

export const approvalHandlers: SomeHandlers<'getApprovalRules' | 'changeApprovalRules'> = {
  getApprovalRules: ({ ledger }) => accepted(readApprovalRules(ledger)),
  changeApprovalRules,
}
