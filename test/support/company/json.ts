import type { Company, Values } from './company'

// The same facts as the API answers them. Amounts are number tokens, as there: `1200.50` stays as it is.

/** A query result of all invoices: `{"size", "records", "done"}`. */
export function invoiceRecords(facts: Company): string {
  const records = facts.invoice.map((invoice) =>
    objectOf([
      ['Id', quoted(invoice['id'])],
      ['InvoiceNumber', quoted(invoice['invoiceNumber'])],
      ['AccountId', quoted(invoice['accountId'])],
      ['Currency', quoted(invoice['currency'])],
      ['Status', quoted(invoice['status'])],
      ['InvoiceDate', quoted(invoice['invoiceDate'])],
      ['DueDate', quoted(invoice['dueDate'])],
      ['Amount', invoice['amount'] ?? '0'],
      ['AmountWithoutTax', invoice['amountWithoutTax'] ?? '0'],
      ['TaxAmount', invoice['taxAmount'] ?? '0'],
      ['Balance', invoice['balance'] ?? '0'],
      ['PaymentAmount', invoice['paymentAmount'] ?? '0'],
      ['RefundAmount', invoice['refundAmount'] ?? '0'],
      ['AdjustmentAmount', invoice['adjustmentAmount'] ?? '0'],
    ]),
  )
  return `{"size":${records.length},"records":[\n${records.join(',\n')}\n],"done":true}\n`
}

/** What `GET /v1/invoices/{id}/items` answers for one invoice; only the request says which one. */
export function itemsAnswer(facts: Company, invoiceNumber: string): string {
  const items = facts.item.filter((item) => item['invoiceNumber'] === invoiceNumber)
  const list = items.map((item) => itemOf(item, facts.taxLine))
  return `{"invoiceItems":[\n${list.join(',\n')}\n],"success":true}\n`
}

function itemOf(item: Values, taxLines: readonly Values[]): string {
  const own = taxLines.filter((line) => line['itemId'] === item['id']).map(taxLineOf)
  return objectOf([
    ['id', quoted(item['id'])],
    ['chargeName', quoted(item['chargeName'])],
    ['chargeAmount', item['chargeAmount'] ?? '0'],
    ['taxAmount', item['taxAmount'] ?? '0'],
    ['availableToCreditAmount', item['chargeAmount'] ?? '0'],
    ['processingType', quoted(item['processingType'])],
    ['appliedToItemId', item['appliedToItemId'] === '' ? 'null' : quoted(item['appliedToItemId'])],
    ['accountingCode', quoted(item['accountingCode'])],
    ['serviceStartDate', quoted(item['serviceStartDate'])],
    ['serviceEndDate', quoted(item['serviceEndDate'])],
    ['quantity', item['quantity'] ?? '1'],
    ['unitPrice', item['unitPrice'] ?? '0'],
    ['unitOfMeasure', quoted(item['unitOfMeasure'])],
    ['sku', quoted(item['sku'])],
    ['subscriptionId', quoted(item['subscriptionId'])],
    ['taxationItems', `{"data":[${own.join(',')}]}`],
  ])
}

function taxLineOf(line: Values): string {
  return objectOf([
    ['id', quoted(line['id'])],
    ['name', quoted(line['name'])],
    ['taxAmount', line['taxAmount'] ?? '0'],
    ['taxRate', line['taxRate'] ?? '0'],
    ['taxRateType', quoted(line['taxRateType'])],
    ['taxCode', quoted(line['taxCode'])],
    ['taxDate', quoted(line['taxDate'])],
    ['taxMode', quoted(line['taxMode'])],
    ['jurisdiction', quoted(line['jurisdiction'])],
  ])
}

function objectOf(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, value]) => `${quoted(name)}:${value}`).join(',')}}`
}

function quoted(text: string | undefined): string {
  return JSON.stringify(text ?? '')
}
