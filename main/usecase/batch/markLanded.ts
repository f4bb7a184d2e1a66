import type { Input, Output } from '@contract/api'
import type { LandingMark } from '@contract/exchange'
import type { Line } from '@contract/line'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { z } from 'zod'
import { nextState } from '../../engine/batch/transition'
import { appendAdjustmentEvents, type AdjustmentEventRecord } from '../../ledger/adjustmentEventTable'
import { setLanded, setRefused } from '../../ledger/adjustmentStateTable'
import { refreshBalances } from '../../ledger/balanceTable'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import { advanceFactVersion } from '../../ledger/ledgerTable'
import { listBatchLines } from '../../ledger/lineTable'
import type { StandingReversal } from '../../ledger/reversalStanding'
import { audit, hasRight, type Context } from '../context'
import { runCommand } from '../runCommand'
import { batchView } from './batchView'
import { closeAnsweredBatches } from './closeAnsweredBatches'
import { adjustmentOfLine, landingOfLines, type LandingOfLine } from './lineLanding'
import { contradictionsOf, refuseReversals, refusedReversalEvent, type MarkedLine } from './refuseReversals'

type Mark = z.infer<typeof LandingMark>

/**
 * Notes by hand, line by line, what became of a batch in the billing system: landed at a moment, or
 * refused, and then its reversals with it. When every line of a batch has an answer the batch is landed.
 * Preparers and reviewers may do it. Refused: `landing_before_approval`, `landing_already_known`,
 * `refusal_contradicted`, `not_found`.
 */
export function markLanded(context: Context, input: Input<'markLanded'>): Outcome<Output<'markLanded'>> {
  const { ledger } = context
  const { batchId, marks } = input
  return runCommand(context, 'markLanded', input, {
    act: () => {
      if (!hasRight(context, 'prepare') && !hasRight(context, 'review')) {
        return refused(rejection('right_missing', '', { right: 'prepare' }))
      }
      const found = landable(context, batchId)
      if (!found.ok) return found
      const lines = listBatchLines(ledger, batchId)
      const landings = landingOfLines(ledger, batchId, lines)
      const rejections = refusalsOf(marks, landings)
      if (rejections.length > 0) return refused(...rejections)
      const marked = markedLines(lines, marks)
      const contradictions = contradictionsOf(context, marked, landings)
      if (contradictions.length > 0) return refused(...contradictions)
      const reversals = writeMarks(context, batchId, landings, marked)
      closeAndAudit(context, found.value, marks, reversals)
      return accepted({ batchId, count: marks.length })
    },
    view: () => batchView(context, batchId),
  })
}

/** Approved batches too: what was typed in from a worksheet has never been exported as a file. */
function landable(context: Context, batchId: string): Outcome<BatchRecord> {
  const batch = findBatch(context.ledger, batchId)
  if (batch === undefined) return refused(rejection('batch_unknown', `batches/${batchId}`))
  const { state } = batch
  if (state === 'draft' || state === 'submitted') {
    return refused(rejection('landing_before_approval', `batches/${batchId}`, { state }))
  }
  const next = nextState(state, 'land')
  return 'rejection' in next ? refused(next.rejection) : accepted(batch)
}

function refusalsOf(marks: readonly Mark[], landings: ReadonlyMap<string, LandingOfLine>): Rejection[] {
  const seen = new Set<string>()
  return marks.flatMap(({ lineId }) => {
    const landing = landings.get(lineId)
    if (landing === undefined) return [rejection('not_found', `lines/${lineId}`)]
    const isKnown =
      landing.landing === 'landed' || landing.landing === 'refused' || landing.isOnlyHere || seen.has(lineId)
    seen.add(lineId)
    const { adjustmentNumber: number } = landing
    return isKnown
      ? [rejection('landing_already_known', `lines/${lineId}`, { number, landing: landing.landing })]
      : []
  })
}

function markedLines(lines: readonly Line[], marks: readonly Mark[]): MarkedLine[] {
  const lineById = new Map(lines.map((line) => [line.lineId, line]))
  return marks.flatMap((mark) => {
    const line = lineById.get(mark.lineId)
    return line === undefined ? [] : [{ line, mark }]
  })
}

/** Answers with the reversals that were refused with their originals. */
function writeMarks(
  context: Context,
  batchId: string,
  landings: ReadonlyMap<string, LandingOfLine>,
  marked: readonly MarkedLine[],
): StandingReversal[] {
  const { ledger } = context
  const reversals = refuseReversals(context, marked)
  const byOriginal = groupByOriginal(reversals)
  const invoiceIds = new Set<string>()
  const events: AdjustmentEventRecord[] = []
  for (const { line, mark } of marked) {
    const adjustmentId = adjustmentOfLine(line)
    const { outcome, moment, billingId, number } = mark
    if (outcome === 'refused') setRefused(ledger, adjustmentId, line.action)
    else setLanded(ledger, { adjustmentId, effect: line.action, landedAt: moment, billingId, number })
    invoiceIds.add(landings.get(line.lineId)?.invoiceId ?? '')
    const own = line.action === 'create' ? (byOriginal.get(adjustmentId) ?? []) : []
    events.push(eventOf(context, batchId, { line, mark }, own))
    events.push(...own.map((reversal) => refusedReversalEvent(context, reversal, moment)))
  }
  appendAdjustmentEvents(ledger, events)
  refreshBalances(ledger, invoiceIds)
  advanceFactVersion(ledger)
  return reversals
}

function groupByOriginal(reversals: readonly StandingReversal[]): Map<string, StandingReversal[]> {
  const groups = new Map<string, StandingReversal[]>()
  for (const reversal of reversals) {
    const group = groups.get(reversal.originalId)
    if (group === undefined) groups.set(reversal.originalId, [reversal])
    else group.push(reversal)
  }
  return groups
}

function eventOf(
  { person, clock }: Context,
  batchId: string,
  { line, mark }: MarkedLine,
  reversals: readonly StandingReversal[],
): AdjustmentEventRecord {
  const { moment, billingId, number } = mark
  const isRefusal = mark.outcome === 'refused' && line.action === 'create'
  return {
    adjustmentId: adjustmentOfLine(line),
    event: mark.outcome,
    effect: line.action,
    at: clock.now(),
    personId: person.id,
    personName: person.name,
    batchId,
    lineId: line.lineId,
    importId: null,
    // Empty where it has none: verify knows by it that reversals went with their original.
    detail: { moment, billingId, number, ...(isRefusal ? { reversals: namesOf(reversals) } : {}) },
  }
}

function namesOf(reversals: readonly StandingReversal[]): string {
  return reversals.map(({ number }) => number).join(', ')
}

function closeAndAudit(
  context: Context,
  { id: batchId, name }: BatchRecord,
  marks: readonly Mark[],
  reversals: readonly StandingReversal[],
): void {
  const others = reversals.flatMap((reversal) => reversal.batchId ?? [])
  const closed = closeAnsweredBatches(context, new Set([batchId, ...others]))
  const refusedCount = marks.filter(({ outcome }) => outcome === 'refused').length
  audit(context, {
    action: 'markLanded',
    subject: `batch ${batchId}`,
    detail: {
      name,
      landed: marks.length - refusedCount,
      refused: refusedCount,
      isDone: closed.includes(batchId),
      ...(reversals.length === 0 ? {} : withReversals(reversals, closed)),
    },
  })
}

/** What a refusal took with it: each reversal with its original and batch. */
function withReversals(reversals: readonly StandingReversal[], closed: readonly string[]) {
  return {
    refusedReversals: reversals.map(({ number, originalNumber, batchId, batchName }) => ({
      number,
      original: originalNumber,
      batch: batchName,
      isDone: batchId !== null && closed.includes(batchId),
    })),
  }
}
