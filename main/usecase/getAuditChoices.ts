import type { Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readAuditChoices } from '../ledger/auditList'
import type { Context } from './context'

export function getAuditChoices(context: Context): Outcome<Output<'getAuditChoices'>> {
  return accepted(readAuditChoices(context.ledger))
}
