import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { ReversalCandidate, ReversalRow, ReversalView } from '@contract/reversal'
import { periodOf } from '../../engine/calendar/period'
import type { Facts } from '../../engine/fact'
import { formatMinor } from '../../engine/money/amount'
import { findReversalPlan, type ReversalPlanRecord } from '../../ledger/reversalPlanTable'
import { currencyTotals } from '../batch/totals'
import type { Context } from '../context'
import { movedLines } from './movedLine'
import { planReversal, type PlannedLine } from './planReversal'
import { reversalEffect } from './reversalEffect'
import { standingOf } from './standing'

/** A plan with all its figures, as the ledger stands now: `not_found`. */
export function reversalView(context: Context, reversalId: string): Outcome<ReversalView> {
  const record = findReversalPlan(context.ledger, reversalId)
  if (record === undefined) return refused(rejection('not_found', 'reversalId'))
  const { content } = record
  const planned = planReversal(context, content)
  const { candidates, facts, lines, verdict } = planned
  const replacementCount = lines.filter(({ replacesId }) => replacesId !== '').length
  return accepted({
    ...reversalRow(record),
    editNumber: record.editNumber,
    batchId: record.batchId,
    reasonCode: content.reasonCode,
    comment: content.comment,
    candidates: candidates.map((line) => candidateView(line, facts)),
    // What was finished has moved on purpose.
    moved: record.batchId === '' ? movedLines(candidates, content.seen, facts) : [],
    effect: reversalEffect(context, planned),
    reversalCount: lines.length - replacementCount,
    replacementCount,
    rejectedCount: candidates.filter(isRefused).length,
    totals: currencyTotals(verdict.lines.flatMap(({ resolved }) => resolved ?? [])).map(
      ({ currency, credits, charges, net }) => ({ currency, credits, charges, net }),
    ),
  })
}

export function reversalRow({
  id,
  content,
  personName,
  createdAt,
  changedAt,
}: ReversalPlanRecord): ReversalRow {
  return {
    reversalId: id,
    of: content.of,
    label: content.label,
    step: content.step,
    candidateCount: content.adjustmentIds.length,
    chosenCount: Object.values(content.wishes).filter(({ chosen }) => chosen === true).length,
    personName,
    createdAt,
    changedAt,
  }
}

/** Chosen, but its reversal or replacement would be refused. */
export function isRefused({ isChosen, rejections, replacementRejections }: PlannedLine): boolean {
  return isChosen && rejections.length + replacementRejections.length > 0
}

function candidateView(line: PlannedLine, facts: Facts): ReversalCandidate {
  const { row, fact, wish, plan, reversal, replacement } = line
  const period = periodOf(row.date, facts.periods)
  const money = (minor: bigint) => formatMinor(minor, row.currency)
  const made = plan.rejection === undefined ? plan : undefined
  return {
    row,
    periodId: period?.id ?? '',
    standing: standingOf(period),
    reversed: money(reversedMinor(line)),
    waiting: line.waiting.map(({ batchId, batchName, personName, amountMinor }) => ({
      batchId,
      batchName,
      personName,
      amount: money(amountMinor),
    })),
    remainder: money(fact?.remainderMinor ?? 0n),
    chosen: line.isChosen,
    rejections: [...line.rejections],
    warnings: [...line.warnings],
    type: row.type === 'Credit' ? 'Charge' : 'Credit',
    typedAmount: wish.amount ?? '',
    amount: made === undefined ? '' : money(made.amountMinor),
    isFull: made?.remainderAfterMinor === 0n,
    date: reversal?.date ?? wish.date ?? '',
    dateReason: made?.chosenBy ?? '',
    proposedDate: made?.proposed?.date ?? '',
    datePeriodName: periodOf(reversal?.date ?? '', facts.periods)?.name ?? '',
    reasonCode: wish.reasonCode ?? '',
    referenceId: reversal?.referenceId ?? wish.referenceId ?? '',
    comment: wish.comment ?? '',
    replacement:
      wish.replacement === undefined || wish.replacement === null
        ? null
        : {
            ...wish.replacement,
            actualDate: replacement?.date ?? '',
            rejections: [...line.replacementRejections],
          },
  }
}

/** By reversals that stand, linked or used up by import; what waits in batches is shown apart. */
function reversedMinor({ fact, waiting }: PlannedLine): bigint {
  if (fact === undefined || fact.status === 'Canceled' || fact.reversesId !== '') return 0n
  const waitingMinor = waiting
    .filter(({ kind }) => kind === 'reverse')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const minor = fact.amountMinor - fact.remainderMinor - waitingMinor
  return minor > 0n ? minor : 0n
}
