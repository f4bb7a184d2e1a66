import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { readAuditPage } from '../ledger/auditList'
import type { Context } from './context'

export function listAudit(context: Context, input: Input<'listAudit'>): Outcome<Output<'listAudit'>> {
  const page = readAuditPage(context.ledger, input.filter, input)
  return page === undefined ? refused(rejection('malformed_command', 'after')) : accepted(page)
}
