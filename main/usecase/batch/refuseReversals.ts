import type { LandingMark } from '@contract/exchange'
import type { Line } from '@contract/line'
import { rejection } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import type { z } from 'zod'
import type { AdjustmentEventRecord } from '../../ledger/adjustmentEventTable'
import { setRefused } from '../../ledger/adjustmentStateTable'
import {
  readRefusedOriginals,
  readStandingReversals,
  type StandingReversal,
} from '../../ledger/reversalStanding'
import type { Context } from '../context'
import { adjustmentOfLine, type LandingOfLine } from './lineLanding'

// What the billing system refused takes no further part, so nothing is left of it to be reversed: its
// reversals go with it. Replacements stand by themselves.

/** The mark of a line, with the line. */
export interface MarkedLine {
  readonly line: Line
  readonly mark: z.infer<typeof LandingMark>
}

/**
 * `refusal_contradicted`: a reversal of what is said to be refused stands in the billing system, or may,
 * so it comes first; or the refused cancel would bring back a reversal of what was refused.
 */
export function contradictionsOf(
  context: Context,
  marked: readonly MarkedLine[],
  landings: ReadonlyMap<string, LandingOfLine>,
): Rejection[] {
  const { ledger } = context
  const refusals = marked.filter(({ mark }) => mark.outcome === 'refused')
  if (refusals.length === 0) return []
  const inTheWay = new Map<string, StandingReversal>()
  for (const reversal of readStandingReversals(ledger, refusedCreates(refusals))) {
    if (reversal.place !== 'here') inTheWay.set(reversal.originalId, reversal)
  }
  const cancelledIds = refusals.flatMap(({ line }) => (line.action === 'cancel' ? [line.adjustmentId] : []))
  const refusedOriginals = readRefusedOriginals(ledger, cancelledIds)
  return refusals.flatMap(({ line }) => {
    const number = landings.get(line.lineId)?.adjustmentNumber ?? ''
    const against = contradictionOf(
      number,
      line.action === 'create' ? inTheWay.get(line.lineId) : undefined,
      line.action === 'cancel' ? refusedOriginals.get(line.adjustmentId) : undefined,
    )
    return against === undefined ? [] : [rejection('refusal_contradicted', `lines/${line.lineId}`, against)]
  })
}

function contradictionOf(
  number: string,
  reversal: StandingReversal | undefined,
  refusedOriginal: string | undefined,
): Rejection['params'] | undefined {
  if (refusedOriginal !== undefined) {
    return { because: 'original_refused', number: refusedOriginal, reversal: number }
  }
  if (reversal === undefined) return undefined
  return { because: reversal.place, number, reversal: reversal.number, in: reversal.batchName }
}

/**
 * Marks the reversals of refused creates as refused too. Answers with them, so that both histories can name the
 * other; the caller appends the events and refreshes what rests on them (they share the originals' invoices).
 */
export function refuseReversals(context: Context, marked: readonly MarkedLine[]): StandingReversal[] {
  const reversals = readStandingReversals(context.ledger, refusedCreates(marked))
  for (const { adjustmentId } of reversals) setRefused(context.ledger, adjustmentId, 'create')
  return reversals
}

function refusedCreates(marked: readonly MarkedLine[]): string[] {
  return marked
    .filter(({ line, mark }) => mark.outcome === 'refused' && line.action === 'create')
    .map(({ line }) => adjustmentOfLine(line))
}

/** The answer to the line that made a reversal, in the history of that reversal. */
export function refusedReversalEvent(
  { person, clock }: Context,
  reversal: StandingReversal,
  moment: string,
): AdjustmentEventRecord {
  const { adjustmentId, batchId, lineId, originalNumber } = reversal
  return {
    adjustmentId,
    event: 'refused',
    effect: 'create',
    at: clock.now(),
    personId: person.id,
    personName: person.name,
    batchId,
    lineId,
    importId: null,
    detail: { moment, original: originalNumber },
  }
}
