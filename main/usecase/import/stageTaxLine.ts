import type { FactRow } from '../../exchange/in/row'
import { refuse } from '../../exchange/in/refusal'
import { stagedTableOf } from '../../ledger/stagingColumn'
import {
  extraWriter,
  numberRefused,
  positionOf,
  Refused,
  textColumns,
  type Stager,
  type StagingWork,
} from './stager'

const texts = {
  name: 'name',
  rate: 'taxRate',
  tax_code: 'taxCode',
  jurisdiction: 'jurisdiction',
  accounting_code: 'accountingCode',
  receivables_code: 'receivablesCode',
}

/** Tax lines need their item, in the ledger or in the same import; their invoice is the item's. */
export function taxLineStager({ reader, parents, warnRounded }: StagingWork): Stager {
  const id = positionOf(reader, 'id')
  const itemId = positionOf(reader, 'itemId')
  const invoiceId = positionOf(reader, 'invoiceId')
  const invoiceNumber = positionOf(reader, 'invoiceNumber')
  const currency = positionOf(reader, 'currency')
  const amountAt = positionOf(reader, 'taxAmount')
  const plain = textColumns(reader, texts)
  const extra = extraWriter(reader, [
    'taxRateType',
    'taxDate',
    'taxMode',
    'locationCode',
    'createdDate',
    'updatedDate',
  ])

  function stage(row: FactRow) {
    const { values, line } = row
    const place = (field: string) => reader.place(line, field)
    const item = values[itemId] ?? ''
    const invoiceOfItem = parents.sourceInvoice('InvoiceDetail', item)
    if (invoiceOfItem === undefined) return new Refused(parents.missing('item', place('itemId'), item))
    const named = values[invoiceId] ?? ''
    if (named !== '' && named !== invoiceOfItem) {
      return new Refused(refuse('row_parent_differs', place('invoiceId'), invoiceOfItem, named))
    }
    const parent = parents.invoiceOf(invoiceOfItem, values[invoiceNumber] ?? '', place)
    if ('code' in parent) return new Refused(parent)
    const own = values[currency] ?? ''
    if (own !== '' && own !== parent.currency) {
      return new Refused(refuse('row_currency_differs', place('currency'), parent.currency, own))
    }
    const written = values[amountAt] ?? ''
    const amount = parents.money(parent.currency, reader.formats.number)?.(written)
    if (amount === undefined) {
      return new Refused(refuse('row_currency_unknown', place('currency'), 'ISO 4217', parent.currency))
    }
    if ('fault' in amount) return new Refused(numberRefused(reader, line, 'taxAmount', amount.fault, written))
    if (amount.exact !== '') warnRounded(line, 'taxAmount', amount, parent.currency)
    parent.taxesMinor = (parent.taxesMinor ?? 0n) + amount.minor
    const staged = [BigInt(line), values[id] ?? '', item, parent.id, amount.minor, amount.exact, extra(row)]
    for (const { position } of plain) staged.push(values[position] ?? '')
    return staged
  }

  const fixed = ['id', 'item_id', 'invoice_id', 'amount_minor', 'amount_exact', 'extra']
  const columns = [...fixed, ...plain.map(({ column }) => column)]
  return {
    table: stagedTableOf('taxLine'),
    columns,
    given: columns,
    stage,
    keyOf: ({ values }) => values[id] ?? '',
  }
}
