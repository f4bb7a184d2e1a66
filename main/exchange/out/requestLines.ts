import { rowsPerChunk, trainingMark, deprecatedNotice } from './exportLine'
import type { ExportLine, ExportTarget } from './exportLine'
import { hasReasonCode, hasRevenueAccounts, hasRevenueExclusion } from './fieldVersion'

// JSON lines: one request of the CRUD API a line, `{method, path, headers, body}`. The first line also
// says where the file comes from, in a member `file`; in a sandbox every line begins with a mark.

/** Chunks of UTF-8; the lines must be in an order in which every step is legal. */
export function* writeRequestLines(lines: readonly ExportLine[], target: ExportTarget): Generator<Buffer> {
  const request = requestOf(target)
  for (let from = 0; from < lines.length; from += rowsPerChunk) {
    let text = ''
    const to = Math.min(from + rowsPerChunk, lines.length)
    for (let index = from; index < to; index += 1) {
      const line = lines[index]
      if (line !== undefined) text += index === 0 ? withOrigin(request(line), target) : request(line)
    }
    yield Buffer.from(text, 'utf8')
  }
}

/** Names the same action of the same line for good: a repeated upload within 24 hours does nothing twice. */
export function idempotencyKey(line: ExportLine, target: ExportTarget): string {
  return `${target.isTraining ? `${trainingMark}-` : ''}contra-${line.lineId}-${line.action}`
}

/** At most 64 characters of US-ASCII without `:`, `;` and quotes: a ULID and fixed words. */
export function trackId(line: ExportLine, target: ExportTarget): string {
  return idempotencyKey(line, target)
}

const folders = { IA: '/v1/object/invoice-adjustment', IIA: '/v1/object/invoice-item-adjustment' } as const

function requestOf(target: ExportTarget): (line: ExportLine) => string {
  const start = target.isTraining ? `{"mark":"${trainingMark}","method":"` : '{"method":"'
  const entity = target.entityId === '' ? '' : `,"Zuora-Entity-Ids":${JSON.stringify(target.entityId)}`
  const body = createBody(target)
  return (line) => {
    const track = trackId(line, target)
    const folder = folders[line.kind]
    switch (line.action) {
      case 'create':
        return `${start}POST","path":"${folder}","headers":{"Idempotency-Key":"${idempotencyKey(line, target)}","Zuora-Track-Id":"${track}"${entity}},"body":${body(line)}}\n`
      case 'cancel':
        return `${start}PUT","path":${pathOf(folder, line)},"headers":{"Zuora-Track-Id":"${track}"${entity}},"body":{"Status":"Canceled"}}\n`
      case 'delete':
        return `${start}DELETE","path":${pathOf(folder, line)},"headers":{"Zuora-Track-Id":"${track}"${entity}},"body":null}\n`
    }
  }
}

function pathOf(folder: string, line: ExportLine): string {
  if (line.billingId === '') throw new Error(`Line ${line.lineId} has no id to ${line.action}`)
  return JSON.stringify(`${folder}/${encodeURIComponent(line.billingId)}`)
}

function withOrigin(request: string, target: ExportTarget): string {
  const file = {
    by: 'Contra',
    ledger: target.ledgerName,
    batchId: target.batchId,
    batch: target.batchName,
    revision: target.revision,
    contentHash: target.contentHash,
    auditHead: target.auditHead,
    at: target.at,
    notice: deprecatedNotice,
  }
  return `${request.slice(0, -2)},"file":${JSON.stringify(file)}}\n`
}

/** What is not set stays out of the request: JSON.stringify passes over `undefined`. */
function createBody(target: ExportTarget): (line: ExportLine) => string {
  const reason = hasReasonCode(target)
  const accounts = hasRevenueAccounts(target)
  const exclusion = hasRevenueExclusion(target)
  return (line) => {
    const text =
      line.kind === 'IA'
        ? JSON.stringify({
            AdjustmentDate: line.date,
            InvoiceId: line.invoiceId || undefined,
            InvoiceNumber: line.invoiceNumber || undefined,
            Type: line.type,
            ReasonCode: (reason && line.reasonCode) || undefined,
            ReferenceId: line.referenceId || undefined,
            Comments: line.comment || undefined,
            AccountingCode: line.accountingCode || undefined,
            'InvoiceAdjustment.IntegrationId__NS': line.integrationId || undefined,
            'InvoiceAdjustment.IntegrationStatus__NS': line.integrationStatus || undefined,
            'InvoiceAdjustment.SyncDate__NS': line.syncDate || undefined,
          })
        : JSON.stringify({
            AdjustmentDate: line.date,
            InvoiceId: line.invoiceId || undefined,
            InvoiceNumber: line.invoiceNumber || undefined,
            SourceType: line.sourceType,
            SourceId: line.sourceId,
            Type: line.type,
            ReasonCode: (reason && line.reasonCode) || undefined,
            ReferenceId: line.referenceId || undefined,
            Comment: line.comment || undefined,
            AccountingCode: line.accountingCode || undefined,
            DeferredRevenueAccount: (accounts && line.deferredRevenueAccount) || undefined,
            RecognizedRevenueAccount: (accounts && line.recognizedRevenueAccount) || undefined,
            ExcludeItemBillingFromRevenueAccounting: (exclusion && line.excludeFromRevenue) || undefined,
            'InvoiceItemAdjustment.IntegrationId__NS': line.integrationId || undefined,
            'InvoiceItemAdjustment.IntegrationStatus__NS': line.integrationStatus || undefined,
            'InvoiceItemAdjustment.SyncDate__NS': line.syncDate || undefined,
          })
    // The amount is a number token of the text itself: a float would lose the cents of 1234.50.
    return `{"Amount":${amountToken(line)},${text.slice(1, -1)}${customMembers(line)}}`
  }
}

const exactDecimal = /^\d{1,15}(\.\d{1,9})?$/

/** Throws where the amount is not a plain decimal: it would break out of the JSON text. */
export function amountToken(line: ExportLine): string {
  if (!exactDecimal.test(line.amount)) throw new Error(`Not an exact amount on line ${line.lineId}`)
  return line.amount
}

function customMembers(line: ExportLine): string {
  let text = ''
  for (const name in line.customFields) {
    text += `,${JSON.stringify(name)}:${JSON.stringify(line.customFields[name] ?? null)}`
  }
  return text
}
