import type { ResolvedLine } from '../../engine/fact'
import { journalOf, type Journal } from '../../engine/journal/journalOf'
import { journalText, type LineJournal } from '../../engine/journal/journalText'
import { appendAdjustmentEvents, type AdjustmentEventRecord } from '../../ledger/adjustmentEventTable'
import { setCancelled, setDeleted } from '../../ledger/adjustmentStateTable'
import { insertPostedAdjustments, type PostedAdjustment } from '../../ledger/adjustmentTable'
import { refreshBalances } from '../../ledger/balanceTable'
import { deleteClaimsOfBatch } from '../../ledger/claimTable'
import { findCancelJournals, insertJournals, loadCreateJournals } from '../../ledger/journalTable'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import type { Context } from '../context'
import type { JudgedLines } from './judgeLines'

export interface Posted {
  readonly created: number
  readonly cancelled: number
  readonly deleted: number
  readonly journals: number
}

/** A journal that a line books, by the line: of a cancel or a create. */
export interface BookedLine extends Journal {
  readonly lineId: string
  readonly effect: 'create' | 'cancel'
}

/** What posting judged lines would do; nothing is written. Every line must be resolved. */
export interface Booking {
  readonly resolved: readonly ResolvedLine[]
  readonly journals: readonly BookedLine[]
  /** The journals as an approval freezes them. */
  readonly journalText: string
}

export function bookingOf(context: Context, judged: JudgedLines): Booking {
  const resolved = judged.verdict.lines.map((verdict) => {
    if (verdict.resolved === undefined) throw new Error(`Line ${verdict.lineId} is not resolved`)
    return verdict.resolved
  })
  const journals = journalsOf(context, judged, resolved)
  const nameById = new Map(judged.facts.periods.map(({ id, name }) => [id, name]))
  const frozen = journals.map((journal): LineJournal => ({
    ...journal,
    period: nameById.get(journal.periodId) ?? '',
  }))
  return { resolved, journals, journalText: journalText(frozen) }
}

/**
 * Writes what approved lines do: adjustments with their journal, cancels with the mirrored one, deletes;
 * then what rests on them. Only within the transaction of the approval, or of its file.
 */
export function postLines(
  context: Context,
  batchId: string,
  { resolved, journals }: Pick<Booking, 'resolved' | 'journals'>,
): Posted {
  const { ledger, person, clock } = context
  const at = clock.now()
  const created = resolved.filter(({ line }) => line.action === 'create')
  const cancelled = resolved.filter(({ line }) => line.action === 'cancel')
  const deleted = resolved.filter(({ line }) => line.action === 'delete')
  insertPostedAdjustments(
    ledger,
    created.map((line) => adjustmentOf(line, { batchId, at, personId: person.id })),
  )
  appendAdjustmentEvents(
    ledger,
    resolved.map((line) => eventOf(line, { batchId, at, personId: person.id, personName: person.name })),
  )
  for (const { line } of cancelled) setCancelled(ledger, line.adjustmentId, person.name, at)
  for (const { line } of deleted) setDeleted(ledger, line.adjustmentId)
  const adjustmentIdOf = new Map(cancelled.map(({ line }) => [line.lineId, line.adjustmentId]))
  insertJournals(
    ledger,
    journals.map((journal) => ({
      ...journal,
      id: context.newId(),
      adjustmentId: adjustmentIdOf.get(journal.lineId) ?? journal.lineId,
      recordedAt: at,
    })),
  )
  deleteClaimsOfBatch(ledger, batchId)
  refreshBalances(ledger, new Set(resolved.map(({ invoice }) => invoice.id)))
  advanceFactVersion(ledger)
  return {
    created: created.length,
    cancelled: cancelled.length,
    deleted: deleted.length,
    journals: journals.length,
  }
}

function adjustmentOf(
  resolved: ResolvedLine,
  posting: { readonly batchId: string; readonly at: string; readonly personId: string },
): PostedAdjustment {
  const { line, invoice, currency, amountMinor, impactMinor } = resolved
  return {
    id: line.lineId,
    kind: line.kind,
    number: line.provisionalNumber,
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    sourceType: line.sourceType,
    sourceId: line.sourceId,
    type: impactMinor < 0n ? 'Credit' : 'Charge',
    currency,
    amountMinor,
    impactMinor,
    date: resolved.date,
    periodId: resolved.periodId,
    reasonCode: resolved.reasonCode,
    referenceId: line.referenceId,
    comment: line.comment,
    accountingCode: resolved.accountingCode,
    deferredRevenueAccount: resolved.deferredRevenueAccount,
    recognizedRevenueAccount: resolved.recognizedRevenueAccount,
    excludeFromRevenue: line.excludeFromRevenue,
    integrationId: line.integrationId,
    integrationStatus: line.integrationStatus,
    syncDate: line.syncDate,
    customFields: line.customFields,
    reversesId: line.reversesId,
    replacesId: line.replacesId,
    batchId: posting.batchId,
    recordedAt: posting.at,
    recordedBy: posting.personId,
  }
}

const eventByAction = {
  create: { event: 'posted', effect: 'create' },
  cancel: { event: 'cancelled', effect: 'cancel' },
  delete: { event: 'deleted', effect: 'delete' },
} as const

function eventOf(
  { line }: ResolvedLine,
  posting: Pick<AdjustmentEventRecord, 'at' | 'personId' | 'personName'> & { readonly batchId: string },
): AdjustmentEventRecord {
  return {
    ...eventByAction[line.action],
    ...posting,
    adjustmentId: line.action === 'create' ? line.lineId : line.adjustmentId,
    lineId: line.lineId,
    importId: null,
    detail: {},
  }
}

/**
 * The journals of all lines. A cancel that the billing system refused has left its journal in the books,
 * so the next cancel of the same adjustment books nothing more.
 */
function journalsOf(
  { ledger }: Context,
  { facts }: JudgedLines,
  resolved: readonly ResolvedLine[],
): BookedLine[] {
  const originalIds = resolved.flatMap(({ adjustment }) => (adjustment === undefined ? [] : [adjustment.id]))
  const originals =
    originalIds.length === 0 ? new Map<string, Journal>() : loadCreateJournals(ledger, originalIds)
  const booked = originalIds.length === 0 ? new Set<string>() : findCancelJournals(ledger, originalIds)
  return resolved.flatMap((line): BookedLine[] => {
    const { action, lineId, adjustmentId } = line.line
    if (action === 'cancel' && booked.has(adjustmentId)) return []
    const journal = journalOf(line, facts, originals.get(line.adjustment?.id ?? ''))
    if (journal === undefined) return []
    return [{ ...journal, lineId, effect: action === 'cancel' ? 'cancel' : 'create' }]
  })
}
