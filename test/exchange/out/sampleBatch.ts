import type { ExportLine } from '../../../main/exchange/out/exportLine'
import { sampleLine } from './sampleLine'

/** A line of every sort: items, tax, header; create, cancel, delete; with few fields and with all of them. */
export const sampleBatch: readonly ExportLine[] = [
  sampleLine({ lineId: lineId(1) }),
  sampleLine({
    lineId: lineId(2),
    sourceType: 'Tax',
    sourceId: '8a9092747e5b9fd0017e5c9a9ece1280',
    amount: '246.90',
    impact: '-246.90',
    comment: 'Tax on it; "VAT" <20 %> & more',
  }),
  sampleLine({
    lineId: lineId(3),
    type: 'Charge',
    amount: '0.05',
    impact: '0.05',
    currency: 'CHF',
    accountingCode: 'Subscription Revenue',
    deferredRevenueAccount: 'Deferred Revenue',
    recognizedRevenueAccount: 'Subscription Revenue',
    excludeFromRevenue: true,
    integrationId: 'NS-77',
    integrationStatus: 'Sync Complete',
    syncDate: '2026-11-20T10:00:00.000+01:00',
    customFields: { Region__c: 'DACH', approvedBy__c: null, Priority__c: 2.5, isGoodwill__c: true },
  }),
  sampleLine({ lineId: lineId(4), currency: 'JPY', amount: '1500', impact: '-1500', comment: '二重請求' }),
  sampleLine({
    lineId: lineId(5),
    currency: 'KWD',
    amount: '1.234',
    impact: '-1.234',
    reasonCode: '',
    referenceId: '',
  }),
  sampleLine({
    lineId: lineId(6),
    kind: 'IA',
    sourceType: '',
    sourceId: '',
    itemName: '',
    serviceStart: '',
    serviceEnd: '',
    amount: '88.00',
    impact: '-88.00',
    accountingCode: 'Sales Adjustments',
    comment: 'Late fee given back',
    integrationId: 'NS-78',
  }),
  sampleLine({
    lineId: lineId(7),
    action: 'cancel',
    billingId: '402881822a453a87012a4553f6cd01d8',
    number: 'IIA-00000174',
  }),
  sampleLine({
    lineId: lineId(8),
    action: 'cancel',
    kind: 'IA',
    sourceType: '',
    sourceId: '',
    billingId: '402881822a453a87012a4553f6cd01d9',
  }),
  sampleLine({
    lineId: lineId(9),
    action: 'delete',
    billingId: '402881822a453a87012a4559898f025f',
    status: 'Canceled',
  }),
]

export const itemLines = sampleBatch.filter(({ kind }) => kind === 'IIA')

function lineId(number: number): string {
  return `01HZX3S8Q4T5V6W7X8Y9Z00${String(number).padStart(3, '0')}`
}
