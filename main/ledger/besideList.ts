import type { BesideAdjustment } from '@contract/review'
import { readAdjustmentRows } from './adjustmentRow'
import { toNumber, type Ledger } from './database'

/** Where adjustments stand: on an item or tax line, or on the header of an invoice (`sourceId` empty). */
interface Place {
  readonly invoiceId: string
  readonly sourceId: string
}

const onSource = 'a.source_id = @sourceId and a.invoice_id = @invoiceId'
const onHeader = "a.invoice_id = @invoiceId and a.kind = 'IA'"
const standing =
  'from adjustment a join adjustment_state s on s.adjustment_id = a.id where s.is_deleted = 0 and'

const mostShown = 100

/** The adjustments of one place, the latest first, and how many there are; refused ones are shown as such. */
export function readBeside(
  ledger: Ledger,
  place: Place,
): { readonly beside: BesideAdjustment[]; readonly besideCount: number } {
  const where = place.sourceId === '' ? onHeader : onSource
  const named = place.sourceId === '' ? { invoiceId: place.invoiceId } : { ...place }
  const ids = ledger
    .sql<{ id: string; isRefused: bigint }>(
      `select a.id, s.is_refused as isRefused ${standing} ${where}
       order by a.adjustment_date desc, a.id desc limit ${mostShown}`,
    )
    .all(named)
  const counted = ledger.sql<{ count: bigint }>(`select count(*) as count ${standing} ${where}`).get(named)
  const refused = new Set(ids.filter(({ isRefused }) => isRefused === 1n).map(({ id }) => id))
  const rows = readAdjustmentRows(
    ledger,
    ids.map(({ id }) => id),
  )
  const beside = rows.map(
    ({ adjustmentId, number, type, amount, currency, date, reasonCode, status, comment }) => ({
      ...{ adjustmentId, number, type, amount, currency, date, reasonCode, comment },
      status: refused.has(adjustmentId) ? 'Refused' : status,
    }),
  )
  return { beside, besideCount: toNumber(counted?.count) }
}
