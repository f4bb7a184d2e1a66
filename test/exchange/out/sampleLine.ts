import type { ExportLine, ExportTarget } from '../../../main/exchange/out/exportLine'

/** A sound line with every field set; a test changes what it is about. */
export function sampleLine(changes: Partial<ExportLine> = {}): ExportLine {
  return {
    lineId: '01HZX3S8Q4T5V6W7X8Y9Z0A1B2',
    action: 'create',
    kind: 'IIA',
    billingId: '',
    number: 'IIA-7F3K-00000012',
    status: 'Processed',
    transferred: '',
    accountId: '8a8082c65b27f6c3015ba419f3c2644e',
    customerName: 'Norrland Paper & Pulp AB',
    customerNumber: 'A00000017',
    invoiceId: '8a9092747e5b9fd0017e5c9a9ece1270',
    invoiceNumber: 'INV00046254',
    sourceType: 'InvoiceDetail',
    sourceId: '8a9092747e5b9fd0017e5c9a9ece127f',
    itemName: 'Platform fee, monthly',
    serviceStart: '2026-10-01',
    serviceEnd: '2026-10-31',
    type: 'Credit',
    amount: '1234.50',
    impact: '-1234.50',
    currency: 'USD',
    date: '2026-11-20',
    reasonCode: 'Incorrect Charge',
    referenceId: 'IIA-7F3K-00000012',
    comment: 'Billed twice in October',
    accountingCode: '',
    deferredRevenueAccount: '',
    recognizedRevenueAccount: '',
    excludeFromRevenue: false,
    integrationId: '',
    integrationStatus: '',
    syncDate: '',
    customFields: {},
    ...changes,
  }
}

export function sampleTarget(changes: Partial<ExportTarget> = {}): ExportTarget {
  return {
    apiVersion: 130,
    entityId: '',
    timeZone: 'Europe/Berlin',
    revenueAccounts: false,
    revenueExclusion: false,
    isTraining: false,
    ledgerName: 'Main ledger',
    batchId: '01HZX3S8Q4T5V6W7X8Y9Z0B000',
    batchName: 'November corrections',
    revision: 2,
    contentHash: 'c0ffee00'.repeat(8),
    auditHead: 'a0d17000'.repeat(8),
    at: '2026-11-20T18:04:00.000Z',
    ...changes,
  }
}

export function textOf(chunks: Iterable<Uint8Array>): string {
  return Buffer.concat([...chunks]).toString('utf8')
}
