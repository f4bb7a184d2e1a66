import { describe, expect, it } from 'vitest'
import type { LineFields } from '@contract/batch'
import type { JobContext } from '../../../main/usecase/context'
import { verifyLedger } from '../../../main/ledger/verify'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { exportBatch } from '../../../main/usecase/exportBatch'
import { getAdjustment } from '../../../main/usecase/getAdjustment'
import { getInvoice } from '../../../main/usecase/getInvoice'
import {
  aDraft,
  aPostedBatch,
  approveInput,
  cell,
  codesOf,
  edit,
  submit,
  valueOf,
} from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

// The billing system refuses an adjustment that has been reversed here already: nothing is left to reverse.

const moment = '2026-11-21T08:00:00.000Z'

function ready() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  const context = testContext(ledger)
  const original = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '60')], 'Original').batchId
  const originalId = onlyLine(context, original)
  return { ledger, context, original, originalId, ...figuresOf(context) }
}

function figuresOf(context: TestContext) {
  const open = () =>
    context.ledger
      .sql<{ open: bigint }>(
        `select i.amount_minor + coalesce(sum(a.impact_minor), 0) as open
         from item i left join (adjustment a join adjustment_state s on s.adjustment_id = a.id
           and s.status = 'Processed' and s.is_refused = 0) on a.source_id = i.id group by i.id`,
      )
      .get()?.open
  const balance = () => valueOf(getInvoice(context, { invoiceId: 'I1' })).balance
  return { open, balance }
}

function onlyLine(context: TestContext, batchId: string): string {
  const { rows } = valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 10 }))
  return rows[0]?.line.lineId ?? ''
}

const put = (fields: LineFields) => ({ op: 'put' as const, lineId: '', fields })

function mark(context: TestContext, batchId: string, outcome: 'landed' | 'refused') {
  const lineId = onlyLine(context, batchId)
  const known = outcome === 'landed' ? { billingId: `B${lineId}`, number: `IIA-9${lineId}` } : noName
  return markLanded(context, {
    commandId: context.newId(),
    batchId,
    marks: [{ lineId, outcome, moment, ...known }],
  })
}
const noName = { billingId: '', number: '' }

function exportJson(context: TestContext, batchId: string) {
  const job: JobContext = {
    ...context,
    progress: () => undefined,
    isCancelled: () => false,
    beginCommit: () => true,
  }
  const confirmed = [{ code: 'deprecated' as const, at: '' }]
  valueOf(exportBatch(job, { commandId: context.newId(), batchId, format: 'csv', confirmed }))
}

const stateOf = (context: TestContext, batchId: string) => valueOf(getBatch(context, { batchId })).state
const refusal = (context: TestContext, batchId: string) => {
  const outcome = mark(context, batchId, 'refused')
  return outcome.ok ? 'taken' : outcome.rejections.map(({ code, params }) => [code, params['because']])
}

describe('an original that was refused', () => {
  it('takes its reversals with it, says so in both histories and in the log, and closes their batches', () => {
    const { ledger, context, original, originalId, open, balance } = ready()
    const first = aPostedBatch(context, [put({ reversesId: originalId, amount: '25' })], 'First').batchId
    const second = aPostedBatch(context, [put({ reversesId: originalId })], 'Second').batchId
    expect([open(), balance()]).toEqual([10000n, '100.00'])
    expect(refusal(context, original)).toBe('taken')
    expect([open(), balance()]).toEqual([10000n, '100.00'])
    expect([original, first, second].map((batchId) => stateOf(context, batchId))).toEqual([
      'landed',
      'landed',
      'landed',
    ])

    const [one, other] = [first, second].map((batchId) => onlyLine(context, batchId))
    const history = (adjustmentId = '') =>
      valueOf(getAdjustment(context, { adjustmentId })).events.map(({ event, detail }) => [event, detail])
    const numbers = ['IIA-7F3K-00000002', 'IIA-7F3K-00000003']
    expect(history(originalId).at(-1)).toEqual([
      'refused',
      { moment, ...noName, reversals: numbers.join(', ') },
    ])
    for (const id of [one, other]) {
      expect(history(id).at(-1)).toEqual(['refused', { moment, original: 'IIA-7F3K-00000001' }])
    }
    const logged = ledger
      .sql<{ detail: string }>("select detail from audit where action = 'markLanded'")
      .all()
      .map(({ detail }) => JSON.parse(detail) as object)
    expect(logged).toEqual([
      {
        name: 'Original',
        landed: 0,
        refused: 1,
        isDone: true,
        refusedReversals: [
          { number: numbers[0], original: 'IIA-7F3K-00000001', batch: 'First', isDone: true },
          { number: numbers[1], original: 'IIA-7F3K-00000001', batch: 'Second', isDone: true },
        ],
      },
    ])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('leaves what was posted in its stead, and a batch that still has lines without an answer', () => {
    const { context, original, originalId, open } = ready()
    const { batchId } = aPostedBatch(context, [
      put({ reversesId: originalId }),
      cell('I1', 'IT1', 'Credit', '15', { replacesId: originalId }),
    ])
    expect(open()).toBe(8500n)
    expect(refusal(context, original)).toBe('taken')
    expect(open()).toBe(8500n)
    expect(valueOf(getBatch(context, { batchId }))).toMatchObject({ state: 'approved', refusedCount: 1 })
  })

  it('leaves a reversal that was cancelled before it left', () => {
    const { context, original, originalId } = ready()
    const reversal = aPostedBatch(context, [put({ reversesId: originalId })], 'Reversal').batchId
    const reversalId = onlyLine(context, reversal)
    aPostedBatch(context, [put({ action: 'cancel', adjustmentId: reversalId })], 'Cancel')
    expect(refusal(context, original)).toBe('taken')
    const { status, landing } = valueOf(getAdjustment(context, { adjustmentId: reversalId }))
    expect([status, landing]).not.toContain('refused')
  })

  it('is contradicted by a reversal that left and has no answer, or that has landed, until its cancel has too', () => {
    const { context, original, originalId, ledger } = ready()
    const reversal = aPostedBatch(context, [put({ reversesId: originalId })], 'Reversal').batchId
    const adjustmentId = onlyLine(context, reversal)
    exportJson(context, reversal)
    const [, ...others] = [refusal(context, original), refusal(context, original)]
    expect(others).toEqual([[['refusal_contradicted', 'in_flight']]])
    valueOf(mark(context, reversal, 'landed'))
    expect(refusal(context, original)).toEqual([['refusal_contradicted', 'landed']])
    const cancel = aPostedBatch(context, [put({ action: 'cancel', adjustmentId })], 'Cancel').batchId
    expect(refusal(context, original)).toEqual([['refusal_contradicted', 'cancel_unanswered']])
    valueOf(mark(context, cancel, 'landed'))
    expect(refusal(context, original)).toBe('taken')
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('is refused once its reversal, in flight, was refused by itself', () => {
    const { context, original, originalId } = ready()
    const reversal = aPostedBatch(context, [put({ reversesId: originalId })], 'Reversal').batchId
    exportJson(context, reversal)
    expect(refusal(context, reversal)).toBe('taken')
    expect(refusal(context, original)).toBe('taken')
  })

  it('does not let a refused cancel bring its reversal back', () => {
    const { context, original, originalId, ledger } = ready()
    const reversal = aPostedBatch(context, [put({ reversesId: originalId })], 'Reversal').batchId
    const adjustmentId = onlyLine(context, reversal)
    const cancel = aPostedBatch(context, [put({ action: 'cancel', adjustmentId })], 'Cancel').batchId
    expect(refusal(context, original)).toBe('taken')
    // It was typed in from a worksheet all the same, so that its cancel has to go as well.
    valueOf(mark(context, reversal, 'landed'))
    expect(refusal(context, cancel)).toEqual([['refusal_contradicted', 'original_refused']])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('lets no line that waits act on it or on its reversals any more', () => {
    const { context, original, originalId } = ready()
    const reversal = aPostedBatch(
      context,
      [put({ reversesId: originalId, amount: '10' })],
      'Reversal',
    ).batchId
    const reversalId = onlyLine(context, reversal)
    const reverse = aDraft(context, 'Reverse').batchId
    edit(context, reverse, [put({ reversesId: originalId, amount: '20' })])
    const submitted = submit(context, reverse)
    const cancel = aDraft(context, 'Cancel').batchId
    edit(context, cancel, [put({ action: 'cancel', adjustmentId: reversalId })])
    expect(valueOf(getBatch(context, { batchId: cancel })).rejectedLineCount).toBe(0)
    expect(refusal(context, original)).toBe('taken')

    const { rejections } = valueOf(getBatch(context, { batchId: cancel }))
    expect(rejections.map(({ code }) => code)).toEqual(['adjustment_unknown'])
    const input = approveInput(context, submitted)
    const first = approveBatch(context.as(reviewer), input)
    const moved = first.ok ? [] : first.rejections.filter(({ code }) => code === 'facts_moved')
    const confirmed = moved.map(({ code, at }) => ({ code, at }))
    const again = approveBatch(context.as(reviewer), { ...input, commandId: context.newId(), confirmed })
    expect(codesOf(again)).toContain('reversal_not_posted')
  })
})
