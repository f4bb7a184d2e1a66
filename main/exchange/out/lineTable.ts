import { objectNames, rowsPerChunk, trainingMark } from './exportLine'
import type { CustomValue, ExportLine, ExportTarget } from './exportLine'
import { textCell } from './spreadsheetCell'

// CSV of all lines with all fields: UTF-8 with BOM, commas, CRLF. Texts are guarded against formulas,
// amounts stay numbers. In a sandbox the first column of every row says so.

const columns = [
  'Action',
  'Object',
  'Id',
  'AdjustmentNumber',
  'AccountId',
  'CustomerName',
  'CustomerNumber',
  'InvoiceId',
  'InvoiceNumber',
  'SourceType',
  'SourceId',
  'InvoiceItemName',
  'ServiceStartDate',
  'ServiceEndDate',
  'Type',
  'Amount',
  'ImpactAmount',
  'Currency',
  'AdjustmentDate',
  'ReasonCode',
  'ReferenceId',
  'Comment',
  'AccountingCode',
  'DeferredRevenueAccount',
  'RecognizedRevenueAccount',
  'ExcludeItemBillingFromRevenueAccounting',
  'Status',
  'TransferredToAccounting',
  'IntegrationId__NS',
  'IntegrationStatus__NS',
  'SyncDate__NS',
] as const

/** Chunks of UTF-8. The column `AuditHead` is filled in the first row only. */
export function* writeLineTable(lines: readonly ExportLine[], target: ExportTarget): Generator<Buffer> {
  const custom = customNames(lines)
  const mark = target.isTraining ? `${trainingMark},` : ''
  yield Buffer.from(`\ufeff${mark}${[...columns, ...custom, 'LineId', 'AuditHead'].join(',')}\r\n`, 'utf8')
  for (let from = 0; from < lines.length; from += rowsPerChunk) {
    let text = ''
    const to = Math.min(from + rowsPerChunk, lines.length)
    for (let index = from; index < to; index += 1) {
      const line = lines[index]
      if (line === undefined) continue
      text += `${mark}${rowOf(line)}${customCells(line, custom)},${line.lineId},${index === 0 ? target.auditHead : ''}\r\n`
    }
    yield Buffer.from(text, 'utf8')
  }
}

function rowOf(line: ExportLine): string {
  return (
    `${line.action},${objectNames[line.kind]},${textCell(line.billingId)},${textCell(line.number)},` +
    `${textCell(line.accountId)},${textCell(line.customerName)},${textCell(line.customerNumber)},` +
    `${textCell(line.invoiceId)},${textCell(line.invoiceNumber)},${line.sourceType},${textCell(line.sourceId)},` +
    `${textCell(line.itemName)},${line.serviceStart},${line.serviceEnd},${line.type},${line.amount},` +
    `${line.impact},${line.currency},${line.date},${textCell(line.reasonCode)},${textCell(line.referenceId)},` +
    `${textCell(line.comment)},${textCell(line.accountingCode)},${textCell(line.deferredRevenueAccount)},` +
    `${textCell(line.recognizedRevenueAccount)},${line.excludeFromRevenue},${line.status},${line.transferred},` +
    `${textCell(line.integrationId)},${textCell(line.integrationStatus)},${textCell(line.syncDate)}`
  )
}

function customNames(lines: readonly ExportLine[]): string[] {
  const names = new Set<string>()
  for (const line of lines) for (const name in line.customFields) names.add(name)
  return [...names].sort()
}

function customCells(line: ExportLine, names: readonly string[]): string {
  let text = ''
  for (const name of names) {
    // Not through the prototype: a custom field may have any name.
    text += `,${Object.hasOwn(line.customFields, name) ? customCell(line.customFields[name] ?? null) : ''}`
  }
  return text
}

function customCell(value: CustomValue): string {
  if (value === null) return ''
  return typeof value === 'string' ? textCell(value) : String(value)
}
