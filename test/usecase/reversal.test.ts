import { describe, expect, it } from 'vitest'
import { verifyLedger } from '../../main/ledger/verify'
import { discardReversal } from '../../main/usecase/reversal/discardReversal'
import { editReversal } from '../../main/usecase/reversal/editReversal'
import { finishReversal } from '../../main/usecase/reversal/finishReversal'
import { reversalHandlers } from '../../main/usecase/reversalHandlers'
import { startReversal } from '../../main/usecase/reversal/startReversal'
import { mergedView } from '../../renderer/feature/reversal/mergedView'
import { undoEdit } from '../../main/usecase/batch/undoEdit'
import { getAdjustment } from '../../main/usecase/getAdjustment'
import { getHome } from '../../main/usecase/getHome'
import { listLines } from '../../main/usecase/batch/listLines'
import type { ReversalEdit, ReversalStart, ReversalView } from '@contract/reversal'
import { aDraft, aPostedBatch, cell, codesOf, post, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { forcePeriod } from '../support/forcedPeriod'
import { preparer, reviewer, tempLedger, testContext, type TestContext } from '../support/tempLedger'

function aWorld(): TestContext {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] }] })
  anInvoice(ledger, { id: 'I2', items: [{ id: 'IT2', amount: 5000 }] })
  return testContext(ledger, preparer)
}

function start(context: TestContext, from: ReversalStart): ReversalView {
  return valueOf(startReversal(context, { commandId: context.newId(), from }))
}

function change(context: TestContext, view: ReversalView, edit: ReversalEdit): ReversalView {
  const { reversalId, editNumber } = view
  const answer = valueOf(editReversal(context, { commandId: context.newId(), reversalId, editNumber, edit }))
  return mergedView(view, answer)
}

function finish(context: TestContext, { reversalId, editNumber }: ReversalView, name = 'Reversals') {
  return finishReversal(context, {
    commandId: context.newId(),
    reversalId,
    editNumber,
    target: { into: 'new', name },
    label: 'Reverse',
  })
}

describe('a planned reversal', () => {
  it('goes from an invoice to a batch that is posted, and leaves nothing', () => {
    const context = aWorld()
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00'), cell('I1', 'T1', 'Credit', '6.00')])
    const view = start(context, { of: 'invoice', invoiceId: 'I1' })
    expect(view).toMatchObject({ label: 'INV-I1', reversalCount: 2, rejectedCount: 0, moved: [] })
    expect(view.candidates).toMatchObject([
      {
        remainder: '30.00',
        type: 'Charge',
        date: '2026-11-20',
        dateReason: 'original_date',
        standing: 'open',
      },
      { remainder: '6.00', type: 'Charge', referenceId: view.candidates[1]?.row.number },
    ])
    expect(view.effect.invoices).toEqual([])
    const { effect } = change(context, view, { step: 'effect' })
    expect(effect.invoices).toMatchObject([
      { balanceBefore: '84.00', change: '36.00', balanceAfter: '120.00' },
    ])
    expect(effect.proof.map(({ by, rest, isFull }) => [by, rest, isFull])).toEqual([
      ['source', '0.00', true],
      ['source', '0.00', true],
      ['period', '0.00', true],
      ['currency', '0.00', true],
    ])
    const { batchId, lineCount } = valueOf(finish(context, { ...view, editNumber: 1 }))
    expect(lineCount).toBe(2)
    post(context, batchId)
    const after = start(context, { of: 'invoice', invoiceId: 'I1' })
    expect(after.candidates.map(({ rejections }) => rejections.map(({ code }) => code))).toEqual([
      ['reversal_exceeds_remainder'],
      ['reversal_exceeds_remainder'],
      ['reversal_of_reversal'],
      ['reversal_of_reversal'],
    ])
    expect(verifyLedger(context.ledger).faults).toEqual([])
  })

  it('keeps wishes over its steps, and puts a smaller amount and a replacement into an open draft', () => {
    const context = aWorld()
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00'), cell('I1', 'T1', 'Credit', '6.00')])
    const begun = start(context, { of: 'invoice', invoiceId: 'I1' })
    const [first, second] = begun.candidates.map(({ row }) => row.adjustmentId)
    const edited = change(context, begun, {
      step: 'instead',
      comment: 'Wrong price',
      lines: [
        {
          adjustmentId: first!,
          amount: '(12.5)',
          referenceId: 'CASE-7',
          replacement: { type: 'Credit', amount: '5', date: '', reasonCode: 'Write-off', comment: '' },
        },
        { adjustmentId: second!, chosen: false },
      ],
    })
    expect(valueOf(reversalHandlers.getReversal(context, { reversalId: edited.reversalId }))).toEqual(edited)
    expect(edited).toMatchObject({ step: 'instead', reversalCount: 1, replacementCount: 1, rejectedCount: 0 })
    expect(edited.candidates[0]).toMatchObject({ amount: '12.50', isFull: false, referenceId: 'CASE-7' })
    const shown = change(context, edited, { step: 'effect' })
    expect(shown.effect.proof.find(({ by }) => by === 'source')).toMatchObject({
      original: '-30.00',
      before: '0.00',
      now: '12.50',
      rest: '-17.50',
      isFull: false,
    })
    const { batchId } = aDraft(context, 'Open one')
    const { reversalId, editNumber } = shown
    const target = { into: 'open' as const, batchId, editNumber: 0 }
    valueOf(
      finishReversal(context, {
        commandId: context.newId(),
        reversalId,
        editNumber,
        target,
        label: 'Reverse',
      }),
    )
    const lines = valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 10 }))
    expect(lines.rows.map(({ line, rejections }) => ({ ...line, rejections }))).toMatchObject([
      {
        type: 'Charge',
        amount: '12.50',
        reversesId: first,
        replacesId: '',
        comment: 'Wrong price',
        rejections: [],
      },
      {
        type: 'Credit',
        amount: '5.00',
        reversesId: '',
        replacesId: first,
        reasonCode: 'Write-off',
        rejections: [],
      },
    ])
    const undone = valueOf(undoEdit(context, { commandId: context.newId(), batchId, editNumber: 1 }))
    expect(undone.lineCount).toBe(0)
    expect(codesOf(discardReversal(context, { commandId: context.newId(), reversalId }))).toEqual([
      'not_found',
    ])
  })

  it('posts a replacement with its link, and the file verifies', () => {
    const context = aWorld()
    const posted = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00')])
    const view = start(context, { of: 'batch', batchId: posted.batchId })
    const id = view.candidates[0]!.row.adjustmentId
    const replacement = { type: 'Credit' as const, amount: '10.00', date: '', reasonCode: '', comment: '' }
    const edited = change(context, view, { lines: [{ adjustmentId: id, replacement }] })
    post(context, valueOf(finish(context, edited)).batchId)
    const detail = valueOf(getAdjustment(context, { adjustmentId: id }))
    expect(detail.reversedBy).toMatchObject([{ type: 'Charge', amount: '30.00' }])
    expect(detail.replacedBy).toMatchObject([{ type: 'Credit', amount: '10.00' }])
    const [made] = detail.replacedBy
    const other = valueOf(getAdjustment(context, { adjustmentId: made!.adjustmentId }))
    expect(other.replaces).toMatchObject([{ adjustmentId: id }])
    expect(verifyLedger(context.ledger).faults).toEqual([])
  })

  it('names the batch that was faster, and takes nothing', () => {
    const context = aWorld()
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00')])
    const one = start(context, { of: 'invoice', invoiceId: 'I1' })
    const other = start(context, { of: 'invoice', invoiceId: 'I1' })
    valueOf(finish(context, one, 'The faster'))
    const outcome = finish(context, other)
    expect(outcome).toMatchObject({
      ok: false,
      rejections: [
        { code: 'claim_taken', params: { batch: 'The faster', left: '0.00' } },
        { code: 'facts_moved', params: { what: 'amount', was: '30.00', is: '0.00' } },
      ],
    })
    const seen = valueOf(reversalHandlers.getReversal(context, { reversalId: other.reversalId }))
    expect(seen.candidates).toMatchObject([{ waiting: [{ batchName: 'The faster', amount: '30.00' }] }])
    const accepted = change(context, seen, { acceptMoved: true })
    expect(accepted).toMatchObject({ moved: [], chosenCount: 0, reversalCount: 0 })
    expect(codesOf(finish(context, accepted))).toEqual(['batch_empty'])
  })

  it('names what moved when the period closed, with a new proposal; the rest stays', () => {
    const context = aWorld()
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00'), cell('I2', 'IT2', 'Credit', '8.00')])
    const view = start(context, { of: 'period', periodId: 'P2026-11' })
    const [first, second] = view.candidates.map(({ row }) => row.adjustmentId)
    const own = change(context, view, { lines: [{ adjustmentId: second!, date: '2026-12-24' }] })
    forcePeriod(context.ledger, 'P2026-11', 'Closed')
    const outcome = finish(context, own)
    expect(outcome).toMatchObject({
      ok: false,
      rejections: [
        {
          code: 'facts_moved',
          at: `adjustments/${first}`,
          params: { what: 'date', was: '2026-11-20', is: '2026-12-01' },
        },
      ],
    })
    const accepted = change(context, own, { acceptMoved: true })
    expect(accepted.candidates).toMatchObject([
      { date: '2026-12-01', dateReason: 'first_open_day', standing: 'closed' },
      { date: '2026-12-24', dateReason: 'person' },
    ])
    expect(valueOf(finish(context, accepted)).lineCount).toBe(2)
  })

  it('gives a day of one’s own up when its period closes', () => {
    const context = aWorld()
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00')])
    const view = start(context, { of: 'invoice', invoiceId: 'I1' })
    const id = view.candidates[0]!.row.adjustmentId
    const own = change(context, view, { lines: [{ adjustmentId: id, date: '2026-11-25' }] })
    forcePeriod(context.ledger, 'P2026-11', 'Closed')
    const moved = valueOf(reversalHandlers.getReversal(context, { reversalId: own.reversalId }))
    expect(moved.moved).toMatchObject([{ what: 'period', was: 'open', is: 'closed' }])
    expect(moved.candidates[0]?.rejections.map(({ code }) => code)).toEqual(['period_closed'])
    const accepted = change(context, moved, { acceptMoved: true })
    expect(accepted).toMatchObject({ moved: [], candidates: [{ date: '2026-12-01', rejections: [] }] })
  })

  it('is refused where the window is behind, unknown, or has no right', () => {
    const context = aWorld()
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00')])
    const view = start(context, { of: 'invoice', invoiceId: 'I1' })
    change(context, view, { step: 'when' })
    expect(codesOf(finish(context, view))).toEqual(['edit_number_stale'])
    const from = { of: 'invoice' as const, invoiceId: 'I2' }
    expect(codesOf(startReversal(context, { commandId: context.newId(), from }))).toEqual(['not_found'])
    const other = { commandId: context.newId(), from: { of: 'invoice' as const, invoiceId: 'I1' } }
    expect(codesOf(startReversal(context.as(reviewer), other))).toEqual(['right_missing'])
    expect(valueOf(reversalHandlers.listReversals(context, {})).reversals).toMatchObject([
      { label: 'INV-I1', step: 'when', candidateCount: 1, chosenCount: 1 },
    ])
    const { reversalId } = view
    const planned = { reversalId, of: 'invoice', label: 'INV-I1', candidateCount: 1 }
    expect(valueOf(getHome(context)).reversals).toMatchObject([planned])
    expect(valueOf(getHome(context.as(reviewer))).reversals).toEqual([])
    valueOf(discardReversal(context, { commandId: context.newId(), reversalId }))
    expect(valueOf(reversalHandlers.listReversals(context, {})).reversals).toEqual([])
  })

  it('says what is no amount and what is too much, and finishes with neither', () => {
    const context = aWorld()
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30.00')])
    const view = start(context, { of: 'invoice', invoiceId: 'I1' })
    const adjustmentId = view.candidates[0]!.row.adjustmentId
    const codeOf = (amount: string) => {
      const current = valueOf(reversalHandlers.getReversal(context, { reversalId: view.reversalId }))
      const edited = change(context, current, { lines: [{ adjustmentId, amount }] })
      const codes = edited.candidates[0]?.rejections.map(({ code }) => code) ?? []
      return codes.length === 0 ? codes : [...codes, codesOf(finish(context, edited))[0]]
    }
    expect(codeOf('abc')).toEqual(['value_unknown', 'value_unknown'])
    expect(codeOf('30.01')).toEqual(['reversal_exceeds_remainder', 'reversal_exceeds_remainder'])
    expect(codeOf('1.0555')).toEqual(['amount_scale', 'amount_scale'])
    expect(codeOf('0')).toEqual(['amount_not_positive', 'amount_not_positive'])
    expect(codeOf('30.00')).toEqual([])
  })
})
