import type { Line } from '@contract/line'
import { cancelOf, deleteOf, header, invoice, reversalOf, adjustment, type World } from '../example'
import type { Row } from './row'

const { id: original } = adjustment()
const posted: World = { adjustments: [adjustment()] }
const unlisted = (fields: Record<string, string>) => fields as Partial<Line>

export const nameRows: readonly Row[] = [
  { what: 'a complete item credit', lines: [{}], verdict: 'ok' },
  { what: 'the invoice by number', lines: [{ invoiceId: '', invoiceNumber: 'INV-1' }], verdict: 'ok' },
  { what: 'the invoice by both', lines: [{ invoiceNumber: 'INV-1' }], verdict: 'ok' },
  { what: 'no invoice', lines: [{ invoiceId: '' }], verdict: 'field_required' },
  { what: 'no source type', lines: [{ sourceType: '' }], verdict: 'field_required' },
  { what: 'no source', lines: [{ sourceId: '' }], verdict: 'field_required' },
  { what: 'no type', lines: [{ type: '' }], verdict: 'field_required' },
  { what: 'no amount', lines: [{ amount: '' }], verdict: 'field_required' },
  { what: 'no date', lines: [{ date: '' }], verdict: 'field_required' },
  {
    what: 'nothing but an invoice',
    lines: [{ type: '', amount: '', date: '' }],
    verdict: 'field_required field_required field_required',
  },
  { what: 'a header credit without source', lines: [header], warns: 'deprecated', verdict: 'ok' },
  { what: 'a cancel of nothing', lines: [cancelOf('')], verdict: 'field_required' },
  { what: 'a delete of nothing', lines: [deleteOf('')], verdict: 'field_required' },
  { what: 'a type of another language', lines: [unlisted({ type: 'credit' })], verdict: 'value_unknown' },
  {
    what: 'a kind that there is not',
    lines: [unlisted({ kind: 'CBA', sourceType: 'InvoiceDetail' })],
    verdict: 'value_unknown',
  },
  {
    what: 'a source type that there is not',
    lines: [unlisted({ sourceType: 'Discount' })],
    verdict: 'value_unknown',
  },
  { what: 'an amount that is no number', lines: [{ amount: '12,50' }], verdict: 'value_unknown' },
  { what: 'an amount with exponent', lines: [{ amount: '1e3' }], verdict: 'value_unknown' },
  {
    what: 'a reversal of the same type',
    lines: [{ ...reversalOf(original), type: 'Credit' }],
    world: posted,
    verdict: 'value_unknown',
  },
  {
    what: 'a reversal on another item',
    lines: [{ ...reversalOf(original), sourceId: 'item2' }],
    world: posted,
    verdict: 'value_unknown',
  },
  { what: 'an invoice that is not here', lines: [{ invoiceId: 'inv9' }], verdict: 'invoice_unknown' },
  {
    what: 'a number that is not here',
    lines: [{ invoiceId: '', invoiceNumber: 'INV-9' }],
    verdict: 'invoice_unknown',
  },
  {
    what: 'a cancel on an invoice that is not here',
    lines: [cancelOf(original)],
    world: { adjustments: [adjustment({ invoiceId: 'inv9' })] },
    verdict: 'invoice_unknown',
  },
  {
    what: 'id and number of two invoices',
    lines: [{ invoiceNumber: 'INV-2' }],
    verdict: 'invoice_ids_disagree',
  },
  {
    what: 'a draft invoice',
    lines: [{}],
    world: { invoices: [invoice({ status: 'Draft' })] },
    verdict: 'invoice_not_posted',
  },
  {
    what: 'a cancel on a canceled invoice',
    lines: [cancelOf(original)],
    world: { ...posted, invoices: [invoice({ status: 'Canceled' })] },
    verdict: 'invoice_not_posted',
  },
  { what: 'an item of another invoice', lines: [{ sourceId: 'item9' }], verdict: 'source_not_on_invoice' },
  { what: 'a tax line called an item', lines: [{ sourceId: 'tax1' }], verdict: 'source_type_mismatch' },
  { what: 'an item called a tax line', lines: [{ sourceType: 'Tax' }], verdict: 'source_type_mismatch' },
  {
    what: 'a header credit that names an item',
    lines: [{ kind: 'IA' }],
    warns: 'deprecated',
    verdict: 'source_type_mismatch',
  },
  { what: 'a tax line', lines: [{ sourceType: 'Tax', sourceId: 'tax1' }], verdict: 'ok' },
]
