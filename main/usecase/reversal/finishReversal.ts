import type { Input, Output } from '@contract/api'
import type { DraftChange } from '@contract/batch'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { MovedLine } from '@contract/reversal'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import { contentOfLine } from '../../ledger/lineTable'
import { foldReversalEdits, setReversalFinished } from '../../ledger/reversalPlanTable'
import { beginBatch } from '../batch/createBatch'
import { saveChanges } from '../batch/editDraft'
import { requireDraft } from '../batch/requireBatch'
import { audit, type Context } from '../context'
import { runCommand } from '../runCommand'
import { planAtWork } from './planCache'
import { isRefused, sumFigures } from './planFigure'
import { linesOf } from './plannedLine'
import { requirePlan } from './requirePlan'

/**
 * Puts the lines of a plan into a batch, as one edit that can be undone there. Refused whole: with the line's own
 * codes where a rule is against one (`claim_taken` names the batch that was faster), and with `facts_moved`
 * where a line is not as it was shown.
 */
export function finishReversal(
  context: Context,
  input: Input<'finishReversal'>,
): Outcome<Output<'finishReversal'>> {
  const { ledger, clock } = context
  return runCommand(context, 'finishReversal', input, {
    right: 'prepare',
    act: () => {
      const found = requirePlan(ledger, input.reversalId, input.editNumber)
      if (!found.ok) return found
      const { plan } = planAtWork(context, found.value)
      const { content, head, judged } = plan
      const candidates = [...judged.lines.values()]
      const against = candidates
        .filter(isRefused)
        .flatMap(({ rejections, replacementRejections }) => [...rejections, ...replacementRejections])
      const moved = sumFigures(judged.figures.values()).moved.map(movedRejection)
      if (against.length + moved.length > 0) return refused(...[...against, ...moved].slice(0, 200))
      const lines = linesOf(candidates.filter(({ isChosen }) => isChosen))
      if (lines.length === 0) return refused(rejection('batch_empty', 'reversalId'))
      const target = targetOf(context, input)
      if (!target.ok) return target
      const changes = lines.map((line): DraftChange => ({
        op: 'put',
        lineId: '',
        fields: contentOfLine(line),
      }))
      const saved = saveChanges(context, target.value, input.label, changes)
      if (!saved.ok) return saved
      const batchId = target.value.id
      foldReversalEdits(ledger, head.id, { editNumber: head.editNumber, content }, [])
      setReversalFinished(ledger, head.id, batchId, clock.now())
      audit(context, {
        action: 'finishReversal',
        subject: `batch ${batchId}`,
        detail: { reversalId: head.id, lines: lines.length },
      })
      return accepted({ batchId, lineCount: lines.length })
    },
    view: (finished) => accepted(finished),
  })
}

function targetOf(context: Context, { target }: Input<'finishReversal'>): Outcome<BatchRecord> {
  if (target.into === 'open') return requireDraft(context.ledger, target.batchId, target.editNumber)
  const batch = findBatch(context.ledger, beginBatch(context, target.name))
  return batch === undefined ? refused(rejection('batch_unknown', 'target')) : accepted(batch)
}

function movedRejection({ adjustmentId, number, what, was, is, currency }: MovedLine) {
  return rejection('facts_moved', `adjustments/${adjustmentId}`, {
    what,
    subject: number,
    was,
    is,
    currency,
    lines: 1,
  })
}
