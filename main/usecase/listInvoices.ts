import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { readInvoicePage } from '../ledger/invoiceTable'
import type { Context } from './context'

export function listInvoices(
  context: Context,
  input: Input<'listInvoices'>,
): Outcome<Output<'listInvoices'>> {
  const page = readInvoicePage(context.ledger, input)
  return page === undefined ? refused(rejection('malformed_command', 'after')) : accepted(page)
}
