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
import { seenOf } from './movedLine'
import { planReversal } from './planReversal'
import { reversalView } from './reversalView'

/** More are planned in parts: a plan is read and judged as a whole at every step. */
const mostCandidates = 20_000

/** Begins a plan with all that can be reversed chosen: `not_found`, `reversal_too_many`. */
export function startReversal(
  context: Context,
  input: Input<'startReversal'>,
): Outcome<Output<'startReversal'>> {
  return runCommand(context, 'startReversal', input, {
    right: 'prepare',
    act: () => {
      const found = findCandidates(context.ledger, input.from)
      if (found === undefined || found.adjustmentIds.length === 0)
        return refused(rejection('not_found', 'from'))
      const count = found.adjustmentIds.length
      if (count > mostCandidates)
        return refused(rejection('reversal_too_many', 'from', { limit: mostCandidates }))
      const content = withFirstChoice(context, {
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
      insertReversalPlan(context.ledger, {
        id: reversalId,
        editNumber: 0,
        content,
        personId,
        personName,
        createdAt: at,
        changedAt: at,
      })
      audit(context, {
        action: 'startReversal',
        subject: `reversal ${reversalId}`,
        detail: { of: content.of, label: content.label, candidates: count },
      })
      return accepted({ reversalId })
    },
    view: ({ reversalId }) => reversalView(context, reversalId),
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
function withFirstChoice(context: Context, content: PlanContent): PlanContent {
  const all = planReversal(context, { ...content, wishes: chosenWishes(content.adjustmentIds) })
  const possible = all.candidates.filter(({ rejections }) => rejections.length === 0)
  return {
    ...content,
    adjustmentIds: all.candidates.map(({ row }) => row.adjustmentId),
    wishes: chosenWishes(possible.map(({ row }) => row.adjustmentId)),
    seen: Object.fromEntries(all.candidates.map((line) => [line.row.adjustmentId, seenOf(line, all.facts)])),
  }
}

function chosenWishes(ids: readonly string[]): PlanContent['wishes'] {
  return Object.fromEntries(ids.map((id) => [id, { chosen: true }]))
}
