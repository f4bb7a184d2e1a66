import { impactOf } from '../../engine/money/amount'
import type { FactRow } from '../../exchange/in/row'
import { refuse } from '../../exchange/in/refusal'
import type { FactKind } from '@contract/exchange'
import { stagedAdjustment } from '../../ledger/stagingColumn'
import { numberRefused, positionOf, Refused, type Stager, type StagingWork } from './stager'

const texts = {
  reason_code: 'reasonCode',
  reference_id: 'referenceId',
  comment: 'comment',
  accounting_code: 'accountingCode',
  integration_id: 'integrationId',
  integration_status: 'integrationStatus',
  sync_date: 'syncDate',
  cancelled_at: 'cancelledOn',
  cancelled_by: 'cancelledById',
  created_by: 'createdById',
  created_date: 'createdDate',
  updated_by: 'updatedById',
  updated_date: 'updatedDate',
}

const itemTexts = {
  deferred_revenue_account: 'deferredRevenueAccount',
  recognized_revenue_account: 'recognizedRevenueAccount',
}

/** Adjustments that stand in the billing system. Item adjustments need their item or tax line. */
export function adjustmentStager({ context, reader, parents }: StagingWork, kind: FactKind): Stager {
  const isItem = kind === 'invoiceItemAdjustment'
  const at = (field: string) => positionOf(reader, field)
  const plain = Object.entries(isItem ? { ...texts, ...itemTexts } : texts).map(([column, field]) => ({
    column,
    position: at(field),
  }))
  const [id, number, invoiceId, invoiceNumber] = [
    at('id'),
    at('adjustmentNumber'),
    at('invoiceId'),
    at('invoiceNumber'),
  ]
  const [type, amountAt, date, status, transferred] = [
    at('type'),
    at('amount'),
    at('adjustmentDate'),
    at('status'),
    at('transferredToAccounting'),
  ]
  const sourceType = isItem ? at('sourceType') : -1
  const sourceId = isItem ? at('sourceId') : -1
  const exclude = isItem ? at('excludeFromRevenue') : -1

  function stage(row: FactRow) {
    const { values, line } = row
    const place = (field: string) => reader.place(line, field)
    const parent = parents.invoiceOf(values[invoiceId] ?? '', values[invoiceNumber] ?? '', place)
    if ('code' in parent) return new Refused(parent)
    const source = { type: values[sourceType] ?? '', id: values[sourceId] ?? '' }
    if (isItem) {
      const known = parents.sourceInvoice(source.type === 'Tax' ? 'Tax' : 'InvoiceDetail', source.id)
      if (known === undefined) {
        return new Refused(
          parents.missing(source.type === 'Tax' ? 'taxLine' : 'item', place('sourceId'), source.id),
        )
      }
      if (known !== parent.id)
        return new Refused(refuse('row_parent_differs', place('sourceId'), known, parent.id))
    }
    const written = values[amountAt] ?? ''
    const amount = parents.money(parent.currency, reader.formats.number)?.(written)
    if (amount === undefined) {
      return new Refused(refuse('row_currency_unknown', place('amount'), 'ISO 4217', parent.currency))
    }
    if ('fault' in amount) return new Refused(numberRefused(reader, line, 'amount', amount.fault, written))
    if (amount.exact !== '') {
      return new Refused(
        refuse('row_number_scale', place('amount'), `an amount of ${parent.currency}`, written),
      )
    }
    if (amount.minor < 0n)
      return new Refused(refuse('amount_not_positive', place('amount'), 'more than 0', written))
    const isCharge = values[type] === 'Charge'
    const moved = values[transferred] ?? ''
    const staged = [
      BigInt(line),
      context.newId(),
      isItem ? 'IIA' : 'IA',
      values[id] ?? '',
      values[number] ?? '',
      parent.id,
      parent.number,
      source.type,
      source.id,
      isCharge ? 'Charge' : 'Credit',
      parent.currency,
      amount.minor,
      impactOf(isCharge ? 'Charge' : 'Credit', amount.minor),
      values[date] ?? '',
      values[exclude] === 'true' ? 1n : 0n,
      row.custom,
      values[status] || 'Processed',
      moved === 'No' ? '' : moved,
    ]
    for (const { position } of plain) staged.push(values[position] ?? '')
    return staged
  }

  return {
    table: stagedAdjustment,
    columns: [...fixed, ...plain.map(({ column }) => column)],
    given: [],
    stage,
    keyOf: ({ values }) => values[id] ?? '',
  }
}

const fixed = [
  'new_id',
  'kind',
  'billing_id',
  'number',
  'invoice_id',
  'invoice_number',
  'source_type',
  'source_id',
  'type',
  'currency',
  'amount_minor',
  'impact_minor',
  'adjustment_date',
  'exclude_from_revenue',
  'custom_fields',
  'status',
  'transferred',
]
