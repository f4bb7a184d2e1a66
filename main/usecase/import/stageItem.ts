import type { FactRow } from '../../exchange/in/row'
import { refuse } from '../../exchange/in/refusal'
import type { Value } from '../../ledger/database'
import { stagedTableOf } from '../../ledger/stagingColumn'
import {
  extraWriter,
  hasExtra,
  isMapped,
  numberRefused,
  positionOf,
  Refused,
  textColumns,
  type Stager,
  type StagingWork,
} from './stager'

const texts = {
  name: 'chargeName',
  applied_to_item_id: 'appliedToItemId',
  charge_date: 'chargeDate',
  service_start: 'serviceStartDate',
  service_end: 'serviceEndDate',
  quantity: 'quantity',
  unit_price: 'unitPrice',
  uom: 'unitOfMeasure',
  sku: 'sku',
  subscription_id: 'subscriptionId',
  accounting_code: 'accountingCode',
  deferred_revenue_account: 'deferredRevenueAccount',
  recognized_revenue_account: 'recognizedRevenueAccount',
  receivables_code: 'receivablesCode',
}

const extras = ['taxCode', 'taxMode', 'excludeFromRevenue', 'createdDate', 'updatedDate']

/** Items need their invoice, in the ledger or in the same import, and its currency (domain.md, "Facts"). */
export function itemStager({ reader, parents, warnRounded }: StagingWork): Stager {
  const id = positionOf(reader, 'id')
  const invoiceId = positionOf(reader, 'invoiceId')
  const invoiceNumber = positionOf(reader, 'invoiceNumber')
  const currency = positionOf(reader, 'currency')
  const amountAt = positionOf(reader, 'chargeAmount')
  const taxAt = positionOf(reader, 'taxAmount')
  const processing = positionOf(reader, 'processingType')
  const plain = textColumns(reader, texts)
  const extra = extraWriter(reader, extras)
  // In the longest table, a value that is the same in every row is left to the column's default.
  const withExtra = hasExtra(reader, extras)
  const fixed = ['id', 'invoice_id', 'amount_minor', 'amount_exact', 'tax_minor', 'processing_type']
  const given = [
    ...plain.map(({ column }) => column),
    ...['id', 'invoice_id', 'amount_minor', 'amount_exact'],
    ...(isMapped(reader, 'taxAmount') ? ['tax_minor'] : []),
    ...(isMapped(reader, 'processingType') ? ['processing_type'] : []),
  ]

  const positions = plain.map(({ position }) => position)
  // One array for all rows: it is bound before the next row is staged.
  const staged: Value[] = Array.from(
    { length: 1 + fixed.length + (withExtra ? 1 : 0) + plain.length },
    () => '',
  )

  function parentOf(row: FactRow) {
    const { values, line } = row
    const named = values[invoiceId] ?? ''
    const number = values[invoiceNumber] ?? ''
    // An answer about one invoice does not name it; the item may be known.
    const known = named === '' && number === '' ? parents.invoiceOfKnownItem(values[id] ?? '') : undefined
    return parents.invoiceOf(known ?? named, number, (field) => reader.place(line, field))
  }

  function stage(row: FactRow) {
    const { values, line } = row
    const parent = parentOf(row)
    if ('code' in parent) return new Refused(parent)
    const own = values[currency] ?? ''
    if (own !== '' && own !== parent.currency) {
      return new Refused(refuse('row_currency_differs', reader.place(line, 'currency'), parent.currency, own))
    }
    const money = parents.money(parent.currency, reader.formats.number)
    const written = values[amountAt] ?? ''
    const amount = money?.(written)
    if (amount === undefined) {
      return new Refused(
        refuse('row_currency_unknown', reader.place(line, 'currency'), 'ISO 4217', parent.currency),
      )
    }
    if ('fault' in amount)
      return new Refused(numberRefused(reader, line, 'chargeAmount', amount.fault, written))
    const writtenTax = values[taxAt] ?? ''
    const tax = writtenTax === '' ? noTax : money?.(writtenTax)
    if (tax === undefined || 'fault' in tax) {
      return new Refused(
        numberRefused(reader, line, 'taxAmount', tax?.fault ?? 'row_number_malformed', writtenTax),
      )
    }
    if (amount.exact !== '') warnRounded(line, 'chargeAmount', amount, parent.currency)
    parent.itemsMinor = (parent.itemsMinor ?? 0n) + amount.minor
    staged[0] = BigInt(line)
    staged[1] = values[id] ?? ''
    staged[2] = parent.id
    staged[3] = amount.minor
    staged[4] = amount.exact
    staged[5] = tax.minor
    staged[6] = values[processing] || 'Charge'
    let at = fixed.length + 1
    if (withExtra) staged[at++] = extra(row)
    for (const position of positions) staged[at++] = values[position] ?? ''
    return staged
  }

  return {
    table: stagedTableOf('item'),
    columns: [...fixed, ...(withExtra ? ['extra'] : []), ...plain.map(({ column }) => column)],
    given,
    stage,
    keyOf: ({ values }) => values[id] ?? '',
  }
}

const noTax = { minor: 0n, exact: '' }
