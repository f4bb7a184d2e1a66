import { describe, expect, test } from 'vitest'
import type { DraftChange } from '@contract/batch'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { deleteAdjustment } from '../../../main/usecase/batch/deleteAdjustment'
import { listLines } from '../../../main/usecase/batch/listLines'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { approveInput, submit, valueOf } from '../../support/aBatch'
import { preparer, reviewer, type TestContext } from '../../support/tempLedger'
import { aDraftOf, aRule, aRuledCompany, saidOf, setRules, trySubmit } from './ruled'
import { splitRows, type Fate } from './split.table'

function approve(context: TestContext, batchId: string): void {
  const submitted = submit(context, batchId)
  valueOf(approveBatch(context.as(reviewer), approveInput(context, submitted)))
}

function lineIdOf(context: TestContext, batchId: string): string {
  const { rows } = valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 1 }))
  return rows[0]!.line.lineId
}

/** What becomes of a draft; what it takes besides is done under a rule that covers everything. */
const fates: Record<Fate, (context: TestContext, batchId: string) => void> = {
  waits: (context, batchId) => void submit(context, batchId),
  'is posted': approve,
  'is returned': (context, batchId) => {
    const { revision } = submit(context, batchId)
    valueOf(
      returnBatch(context.as(reviewer), { commandId: context.newId(), batchId, revision, comment: 'Why?' }),
    )
  },
  'is recalled': (context, batchId) => {
    const { revision } = submit(context, batchId)
    valueOf(recallBatch(context, { commandId: context.newId(), batchId, revision }))
  },
  'is posted and refused by the billing system': (context, batchId) => {
    approve(context, batchId)
    const lineId = lineIdOf(context, batchId)
    const mark = {
      lineId,
      outcome: 'refused' as const,
      moment: context.clock.now(),
      billingId: '',
      number: '',
    }
    valueOf(markLanded(context, { commandId: context.newId(), batchId, marks: [mark] }))
  },
  'is posted and canceled': (context, batchId) => {
    approve(context, batchId)
    const adjustmentId = lineIdOf(context, batchId)
    approve(
      context,
      aDraftOf(context, [{ op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId } }]),
    )
  },
  'is posted, canceled and deleted': (context, batchId) => {
    fates['is posted and canceled'](context, batchId)
    const adjustmentId = lineIdOf(context, batchId)
    valueOf(deleteAdjustment(context, { commandId: context.newId(), adjustmentId }))
  },
}

describe('a running limit', () => {
  test.each(splitRows)('$what: $verdict', ({ running, earlier, last, verdict }) => {
    const { context } = aRuledCompany()
    let first = ''
    for (const { lines, fate, at, by = preparer } of earlier) {
      if (at !== undefined) context.clock.moveTo(at)
      const acting = context.as(by)
      const batchId = aDraftOf(acting, [...lines])
      fates[fate](acting, batchId)
      first ||= lineIdOf(acting, batchId)
    }
    valueOf(setRules(context, aRule({ running: [...running] })))
    if (last.at !== undefined) context.clock.moveTo(last.at)
    const acting = context.as(last.by ?? preparer)
    const batchId = aDraftOf(
      acting,
      last.lines.map((change) => reversing(change, first)),
    )
    expect(saidOf(trySubmit(acting, batchId))).toBe(verdict)
  })
})

/** A line of the table that reverses the first adjustment names it by this word. */
function reversing(change: DraftChange, adjustmentId: string): DraftChange {
  if (change.op !== 'adjustSource' || change.fields.reversesId !== 'FIRST') return change
  return { op: 'put', lineId: '', fields: { reversesId: adjustmentId, amount: change.amount } }
}
