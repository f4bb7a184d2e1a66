import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findInvoiceView } from '../ledger/invoiceView'
import type { Context } from './context'

export function getInvoice(context: Context, input: Input<'getInvoice'>): Outcome<Output<'getInvoice'>> {
  const invoice = findInvoiceView(context.ledger, input.invoiceId)
  return invoice === undefined ? refused(rejection('not_found', 'invoiceId')) : accepted(invoice)
}
