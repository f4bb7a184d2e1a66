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
import { audit, hasRight, type Context } from '../context'
import { runCommand } from '../runCommand'
import { batchView } from './batchView'
import { closeAnsweredBatches } from './closeAnsweredBatches'
import { adjustmentOfLine, landingOfLines, type LandingOfLine } from './lineLanding'

type Mark = z.infer<typeof LandingMark>

/**
 * Notes by hand, line by line, what became of a batch in the billing system: landed at a moment, or
 * refused. When every line has an answer the batch is landed. Preparers and reviewers may do it. Refused:
 * `landing_before_approval`, `landing_already_known`, `not_found`.
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
      writeMarks(context, batchId, lines, landings, marks)
      closeAndAudit(context, found.value, marks)
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

function writeMarks(
  context: Context,
  batchId: string,
  lines: readonly Line[],
  landings: ReadonlyMap<string, LandingOfLine>,
  marks: readonly Mark[],
): void {
  const { ledger } = context
  const lineById = new Map(lines.map((line) => [line.lineId, line]))
  const invoiceIds = new Set<string>()
  const events: AdjustmentEventRecord[] = []
  for (const mark of marks) {
    const line = lineById.get(mark.lineId)
    if (line === undefined) continue
    const adjustmentId = adjustmentOfLine(line)
    const { outcome, moment, billingId, number } = mark
    if (outcome === 'refused') setRefused(ledger, adjustmentId, line.action)
    else setLanded(ledger, { adjustmentId, effect: line.action, landedAt: moment, billingId, number })
    invoiceIds.add(landings.get(line.lineId)?.invoiceId ?? '')
    events.push(eventOf(context, batchId, line, mark))
  }
  appendAdjustmentEvents(ledger, events)
  refreshBalances(ledger, invoiceIds)
  advanceFactVersion(ledger)
}

function eventOf(context: Context, batchId: string, line: Line, mark: Mark): AdjustmentEventRecord {
  const { person, clock } = context
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
    detail: { moment: mark.moment, billingId: mark.billingId, number: mark.number },
  }
}

function closeAndAudit(context: Context, { id: batchId, name }: BatchRecord, marks: readonly Mark[]): void {
  const isDone = closeAnsweredBatches(context, [batchId]).length > 0
  const refusedCount = marks.filter(({ outcome }) => outcome === 'refused').length
  audit(context, {
    action: 'markLanded',
    subject: `batch ${batchId}`,
    detail: { name, landed: marks.length - refusedCount, refused: refusedCount, isDone },
  })
}
