import type { Input, Output } from '@contract/api'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { PlanContent, ReversalStart } from '@contract/reversal'
import { findBatch } from '../../ledger/batchTable'
import type { Ledger } from '../../ledger/database'
import { loadInvoiceFacts } from '../../ledger/invoiceFactTable'
import { readPeriods } from '../../ledger/periodTable'
import { insertReversalPlan, listReversalCandidates } from '../../ledger/reversalPlanTable'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { loadCandidates } from './candidateFact'
import { seenOf } from './movedLine'
import { keepPlan, type PlanAtWork } from './planCache'
import { judgeAgain, judgePlan, renewFigures, type JudgedPlan } from './planReversal'
import { reversalView, wholeView } from './reversalView'

/** More are planned in parts: a plan is read and judged as a whole at every step. */
const mostCandidates = 20_000

/** Begins a plan with all that can be reversed chosen: `not_found`, `reversal_too_many`. */
export function startReversal(
  context: Context,
  input: Input<'startReversal'>,
): Outcome<Output<'startReversal'>> {
  let begun: PlanAtWork | undefined
  return runCommand(context, 'startReversal', input, {
    right: 'prepare',
    act: () => {
      const found = findCandidates(context.ledger, input.from)
      if (found === undefined || found.adjustmentIds.length === 0)
        return refused(rejection('not_found', 'from'))
      const count = found.adjustmentIds.length
      if (count > mostCandidates)
        return refused(rejection('reversal_too_many', 'from', { limit: mostCandidates }))
      const { content, judged } = firstChoice(context, {
        of: input.from.of,
        step: 'what',
        reasonCode: '',
        comment: '',
        wishes: {},
        seen: {},
        ...found,
      })
      const reversalId = context.newId()
      const at = context.clock.now()
      const { id: personId, name: personName } = context.person
      const head = { id: reversalId, editNumber: 0, personId, personName, createdAt: at, changedAt: at }
      insertReversalPlan(context.ledger, { ...head, content })
      begun = { head: { ...head, batchId: '' }, content, judged }
      audit(context, {
        action: 'startReversal',
        subject: `reversal ${reversalId}`,
        detail: { of: content.of, label: content.label, candidates: count },
      })
      return accepted({ reversalId })
    },
    view: ({ reversalId }) => {
      if (begun === undefined) return reversalView(context, reversalId)
      keepPlan(context, begun)
      return accepted(wholeView(context, begun))
    },
  })
}

/** One more than the limit is looked for, so that too many show as such. */
function findCandidates(
  ledger: Ledger,
  from: ReversalStart,
): Pick<PlanContent, 'label' | 'adjustmentIds'> | undefined {
  const limit = mostCandidates + 1
  switch (from.of) {
    case 'adjustments':
      return { label: '', adjustmentIds: [...new Set(from.adjustmentIds)] }
    case 'invoice': {
      const { invoices } = loadInvoiceFacts(ledger, { ids: [from.invoiceId], numbers: [] })
      const label = invoices.get(from.invoiceId)?.number
      const adjustmentIds = listReversalCandidates(ledger, from, limit)
      return label === undefined ? undefined : { label, adjustmentIds }
    }
    case 'batch': {
      const label = findBatch(ledger, from.batchId)?.name
      const adjustmentIds = listReversalCandidates(ledger, from, limit)
      return label === undefined ? undefined : { label, adjustmentIds }
    }
    case 'period': {
      const period = readPeriods(ledger).find(({ periodId }) => periodId === from.periodId)
      if (period === undefined) return undefined
      return { label: period.name, adjustmentIds: listReversalCandidates(ledger, period, limit) }
    }
  }
}

/** All that the rules let through together is chosen to begin with; the rest stays in sight with its reason. */
function firstChoice(context: Context, given: PlanContent): { content: PlanContent; judged: JudgedPlan } {
  const known = loadCandidates(context, given.adjustmentIds)
  const adjustmentIds = known.candidates.map(({ row }) => row.adjustmentId)
  const content: PlanContent = {
    ...given,
    adjustmentIds,
    wishes: Object.fromEntries(adjustmentIds.map((id) => [id, { chosen: true }])),
  }
  const judged = judgePlan(known, content)
  content.seen = Object.fromEntries([...judged.lines].map(([id, line]) => [id, seenOf(line, known)]))
  const refused = [...judged.lines.values()].filter(({ rejections }) => rejections.length > 0)
  for (const { row } of refused) delete content.wishes[row.adjustmentId]
  judgeAgain(judged, content, new Set(refused.map(({ row }) => row.invoiceId)))
  renewFigures(judged, content, 'all')
  return { content, judged }
}
