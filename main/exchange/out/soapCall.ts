import { deprecatedNotice, objectNames, trainingMark } from './exportLine'
import type { ExportLine, ExportTarget } from './exportLine'
import { midnightIn } from './adjustmentMoment'
import { hasInvoiceAdjustmentType, hasPlainDate, hasReasonCode } from './fieldVersion'
import { hasRevenueAccounts, hasRevenueExclusion } from './fieldVersion'
import { commentText, markupText } from './markupText'
import { amountToken } from './requestLines'

// SOAP calls: one document a call, of one verb and one type, at most 50 objects. Elements stand in the
// order of the schema, which is the alphabet after `fieldsToNull` and `Id`. The session is left empty:
// whoever sends the call fills it in.

export const objectsPerCall = 50

export interface SoapCall {
  /** `0001-create-InvoiceItemAdjustment.xml`; sorts in the order of sending. */
  readonly name: string
  readonly objectCount: number
  readonly bytes: Buffer
}

const verbs = { create: 'create', cancel: 'update', delete: 'delete' } as const

/**
 * The calls in order. The lines must be in an order in which every step is legal, and an API version
 * from 64 on must not be given invoice adjustments: it has no such type, and this throws.
 */
export function* writeSoapCalls(lines: readonly ExportLine[], target: ExportTarget): Generator<SoapCall> {
  const writers = objectWriters(target)
  const head = headOf(target)
  const mark = target.isTraining ? `${trainingMark}-` : ''
  let from = 0
  for (let count = 1; from < lines.length; count += 1) {
    const first = lines[from]
    if (first === undefined) return
    const to = endOfCall(lines, from, first)
    let objects = ''
    for (let index = from; index < to; index += 1) {
      const line = lines[index]
      if (line !== undefined) objects += writers[line.action](line)
    }
    const verb = verbs[first.action]
    const type = objectNames[first.kind]
    if (verb === 'delete') objects = `<ns1:type>${type}</ns1:type>${objects}`
    yield {
      name: `${mark}${String(count).padStart(4, '0')}-${verb}-${type}.xml`,
      objectCount: to - from,
      bytes: Buffer.from(`${head}<ns1:${verb}>${objects}</ns1:${verb}>${tail}`, 'utf8'),
    }
    from = to
  }
}

function endOfCall(lines: readonly ExportLine[], from: number, first: ExportLine): number {
  let to = from + 1
  while (to < lines.length && to - from < objectsPerCall) {
    const line = lines[to]
    if (line?.action !== first.action || line.kind !== first.kind) break
    to += 1
  }
  return to
}

function headOf(target: ExportTarget): string {
  const mark = target.isTraining ? `${trainingMark}: not for a live system. ` : ''
  const origin = `${mark}Contra, ledger ${target.ledgerName}, batch ${target.batchName} (${target.batchId}), revision ${target.revision}, content ${target.contentHash}, audit head ${target.auditHead}, ${target.at}, API version ${target.apiVersion}. ${deprecatedNotice}`
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${commentText(origin)} -->\n` +
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://api.zuora.com/"' +
    ' xmlns:ns2="http://object.api.zuora.com/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' +
    '<soapenv:Header><ns1:SessionHeader><ns1:session></ns1:session></ns1:SessionHeader></soapenv:Header>\n' +
    '<soapenv:Body>'
  )
}

const tail = '</soapenv:Body>\n</soapenv:Envelope>\n'

type ObjectWriter = (line: ExportLine) => string

function objectWriters(target: ExportTarget): Record<ExportLine['action'], ObjectWriter> {
  const create = createWriter(target)
  return {
    create,
    cancel: (line) =>
      `<ns1:zObjects xsi:type="ns2:${typeName(line, target)}"><ns2:Id>${idOf(line)}</ns2:Id><ns2:Status>Canceled</ns2:Status></ns1:zObjects>`,
    delete: (line) => {
      typeName(line, target)
      return `<ns1:ids>${idOf(line)}</ns1:ids>`
    },
  }
}

function typeName(line: ExportLine, target: ExportTarget): string {
  if (line.kind === 'IA' && !hasInvoiceAdjustmentType(target.apiVersion)) {
    throw new Error(`API version ${target.apiVersion} has no InvoiceAdjustment`)
  }
  return objectNames[line.kind]
}

function idOf(line: ExportLine): string {
  if (line.billingId === '') throw new Error(`Line ${line.lineId} has no id to ${line.action}`)
  return markupText(line.billingId)
}

function createWriter(target: ExportTarget): ObjectWriter {
  const date = hasPlainDate(target.apiVersion) ? (day: string) => day : midnightIn(target.timeZone)
  const reason = hasReasonCode(target)
  const accounts = hasRevenueAccounts(target)
  const exclusion = hasRevenueExclusion(target)
  return (line) => {
    const isItem = line.kind === 'IIA'
    const parts = [
      element('AccountingCode', line.accountingCode),
      `<ns2:AdjustmentDate>${date(line.date)}</ns2:AdjustmentDate>`,
      `<ns2:Amount>${amountToken(line)}</ns2:Amount>`,
      isItem ? element('Comment', line.comment) : element('Comments', line.comment),
      isItem && accounts ? element('DeferredRevenueAccount', line.deferredRevenueAccount) : '',
      isItem && exclusion && line.excludeFromRevenue ? excluded : '',
      element('IntegrationId__NS', line.integrationId),
      element('IntegrationStatus__NS', line.integrationStatus),
      element('InvoiceId', line.invoiceId),
      element('InvoiceNumber', line.invoiceNumber),
      reason ? element('ReasonCode', line.reasonCode) : '',
      isItem && accounts ? element('RecognizedRevenueAccount', line.recognizedRevenueAccount) : '',
      element('ReferenceId', line.referenceId),
      isItem ? element('SourceId', line.sourceId) : '',
      isItem ? element('SourceType', line.sourceType) : '',
      element('SyncDate__NS', line.syncDate),
      `<ns2:Type>${line.type}</ns2:Type>`,
    ]
    for (const name in line.customFields) {
      parts.push(customElement(name, line.customFields[name] ?? null))
    }
    if (parts.length > standardCount) parts.sort(byElementName)
    return `<ns1:zObjects xsi:type="ns2:${typeName(line, target)}">${parts.join('')}</ns1:zObjects>`
  }
}

const standardCount = 17
const excluded =
  '<ns2:ExcludeItemBillingFromRevenueAccounting>true</ns2:ExcludeItemBillingFromRevenueAccounting>'

function element(name: string, value: string): string {
  return value === '' ? '' : `<ns2:${name}>${markupText(value)}</ns2:${name}>`
}

function customElement(name: string, value: ExportLine['customFields'][string]): string {
  // Nothing is created as null: what is not set stays out.
  return value === null ? '' : element(name, String(value))
}

/** The texts begin with their names; up to the closing bracket they compare as the names do. */
function byElementName(left: string, right: string): number {
  const leftName = left.slice(0, left.indexOf('>'))
  const rightName = right.slice(0, right.indexOf('>'))
  return leftName < rightName ? -1 : leftName > rightName ? 1 : 0
}
