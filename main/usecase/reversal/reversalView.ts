import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { ReversalAnswer, ReversalCandidate, ReversalRow, ReversalView } from '@contract/reversal'
import { formatMinor } from '../../engine/money/amount'
import type { Ledger } from '../../ledger/database'
import { findReversalEdit } from '../../ledger/reversalEditTable'
import { findReversalPlan, type ReversalPlanRecord } from '../../ledger/reversalPlanTable'
import type { Context } from '../context'
import type { CandidateFacts } from './candidateFact'
import type { PlanAtWork } from './planCache'
import { sumFigures } from './planFigure'
import type { PlannedLine } from './plannedLine'
import { planReversal } from './planReversal'
import { noEffect, reversalEffect } from './reversalEffect'
import { standingOf } from './standing'
import { stepBackOf } from './stepBack'

/** A plan with all its figures, as the ledger stands now: `not_found`. */
export function reversalView(context: Context, reversalId: string): Outcome<ReversalView> {
  const record = findReversalPlan(context.ledger, reversalId)
  if (record === undefined) return refused(rejection('not_found', 'reversalId'))
  const { content, ...head } = record
  return accepted(wholeView(context, { head, content, judged: planReversal(context, content) }))
}

export function wholeView(context: Context, plan: PlanAtWork): ReversalView {
  const { known, lines } = plan.judged
  return {
    ...headView(context, plan),
    candidates: [...lines.values()].map((line) => candidateView(line, known)),
  }
}

/** What an edit comes to that changed these candidates, or may have changed any. */
export function answerOf(
  context: Context,
  plan: PlanAtWork,
  changedIds: readonly string[] | 'all',
): ReversalAnswer {
  if (changedIds === 'all') return { ...wholeView(context, plan), isWhole: true }
  const { known, lines } = plan.judged
  const changed = changedIds.flatMap((id) => lines.get(id) ?? [])
  const candidates = changed.map((line) => candidateView(line, known))
  return { ...headView(context, plan), candidates, isWhole: false }
}

function headView(context: Context, plan: PlanAtWork): Omit<ReversalView, 'candidates'> {
  const { head, content, judged } = plan
  const { totals, moved, ...counts } = sumFigures(judged.figures.values())
  const showsEffect = content.step === 'effect' || content.step === 'confirm'
  return {
    ...rowOf(plan),
    ...counts,
    editNumber: head.editNumber,
    batchId: head.batchId,
    reasonCode: content.reasonCode,
    comment: content.comment,
    // What was finished has moved on purpose.
    moved: head.batchId === '' ? moved : [],
    effect: showsEffect ? reversalEffect(context, judged) : noEffect,
    totals: totals.map(({ currency, creditMinor, chargeMinor, netMinor }) => ({
      currency,
      credits: formatMinor(creditMinor, currency),
      charges: formatMinor(chargeMinor, currency),
      net: formatMinor(netMinor, currency),
    })),
    ...stepsBack(context.ledger, plan),
  }
}

function stepsBack(ledger: Ledger, { head }: PlanAtWork): Pick<ReversalView, 'undo' | 'redo'> {
  const last = head.batchId === '' ? findReversalEdit(ledger, head.id, head.editNumber) : undefined
  const stepBack = (editNumber: number | undefined) =>
    editNumber === undefined ? null : stepBackOf(findReversalEdit(ledger, head.id, editNumber)?.change)
  return { undo: stepBack(last?.past.at(-1)), redo: stepBack(last?.future.at(-1)) }
}

function rowOf({ head, content }: Pick<PlanAtWork, 'head' | 'content'>): Omit<ReversalRow, 'chosenCount'> {
  return {
    reversalId: head.id,
    of: content.of,
    label: content.label,
    step: content.step,
    candidateCount: content.adjustmentIds.length,
    personName: head.personName,
    createdAt: head.createdAt,
    changedAt: head.changedAt,
  }
}

export function reversalRow({ content, ...head }: ReversalPlanRecord): ReversalRow {
  const chosenCount = Object.values(content.wishes).filter(({ chosen }) => chosen === true).length
  return { ...rowOf({ head, content }), chosenCount }
}

function candidateView(line: PlannedLine, { periodOn }: CandidateFacts): ReversalCandidate {
  const { row, fact, wish, plan, reversal, replacement } = line
  const period = periodOn(row.date)
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
    datePeriodName: periodOn(reversal?.date ?? '')?.name ?? '',
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
