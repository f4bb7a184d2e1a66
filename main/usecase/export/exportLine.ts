import { formatMinor } from '../../engine/money/amount'
import type { ExportLine } from '../../exchange/out/exportLine'
import type { PostedLine } from '../../ledger/exportTable'

/** What the formats write of a posted line; codes as they were given, not as they were inherited. */
export function exportLineOf(posted: PostedLine): ExportLine {
  const { line, currency, amountMinor, impactMinor } = posted
  return {
    lineId: line.lineId,
    action: line.action,
    kind: posted.kind,
    billingId: posted.billingId,
    number: posted.number,
    status: posted.status,
    transferred: posted.transferred,
    accountId: posted.accountId,
    customerName: posted.customerName,
    customerNumber: posted.customerNumber,
    invoiceId: posted.invoiceId,
    invoiceNumber: posted.invoiceNumber,
    sourceType: posted.sourceType,
    sourceId: posted.sourceId,
    itemName: posted.itemName,
    serviceStart: posted.serviceStart,
    serviceEnd: posted.serviceEnd,
    type: posted.type,
    amount: formatMinor(amountMinor, currency),
    impact: formatMinor(impactMinor, currency),
    currency,
    date: posted.date,
    reasonCode: posted.reasonCode,
    referenceId: posted.referenceId,
    comment: posted.comment,
    accountingCode: line.accountingCode,
    deferredRevenueAccount: line.deferredRevenueAccount,
    recognizedRevenueAccount: line.recognizedRevenueAccount,
    excludeFromRevenue: posted.excludeFromRevenue,
    integrationId: posted.integrationId,
    integrationStatus: posted.integrationStatus,
    syncDate: posted.syncDate,
    customFields: posted.customFields,
  }
}
