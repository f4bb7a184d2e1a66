import type { Line } from '@contract/line'
import { numberRoom } from '../batch/provisionalNumber'

export type TextField =
  | 'invoiceId'
  | 'invoiceNumber'
  | 'sourceId'
  | 'reasonCode'
  | 'referenceId'
  | 'comment'
  | 'accountingCode'
  | 'deferredRevenueAccount'
  | 'recognizedRevenueAccount'
  | 'integrationId'
  | 'integrationStatus'
  | 'syncDate'

/** The API's limits in characters, UTF-16 units (domain.md, "The fields of an adjustment"). */
export const textLimits: readonly (readonly [field: TextField, limit: number])[] = [
  ['invoiceId', 32],
  ['invoiceNumber', 32],
  ['sourceId', 32],
  ['reasonCode', 32],
  ['referenceId', 60],
  ['comment', 255],
  ['accountingCode', 100],
  ['deferredRevenueAccount', 100],
  ['recognizedRevenueAccount', 100],
  ['integrationId', 255],
  ['integrationStatus', 255],
  ['syncDate', 255],
]

/** The comment keeps room for the provisional number that submit appends where the reference is taken. */
export function limitOf(line: Line, field: TextField, limit: number): number {
  return field === 'comment' && line.action === 'create' ? limit - numberRoom(line) : limit
}
