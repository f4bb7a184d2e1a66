import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReversalEdit, ReversalView } from '@contract/reversal'
import { findReversalPlan } from '../../main/ledger/reversalPlanTable'
import { discardBatch } from '../../main/usecase/batch/discardBatch'
import { editReversal } from '../../main/usecase/reversal/editReversal'
import { finishReversal } from '../../main/usecase/reversal/finishReversal'
import { startReversal } from '../../main/usecase/reversal/startReversal'
import { redoReversal, undoReversal } from '../../main/usecase/reversal/undoReversal'
import { reversalHandlers } from '../../main/usecase/reversalHandlers'
import { mergedView } from '../../renderer/feature/reversal/mergedView'
import { aDraft, aPostedBatch, cell, codesOf, edit as editBatch, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { forcePeriod } from '../support/forcedPeriod'
import { openAgain, preparer, reopen, tempLedger, testContext, type TestContext } from '../support/tempLedger'

// An edit judges the invoices that it touches and answers with their candidates. Whatever is kept from one edit to
// the next, a window that merges these answers shows what one that has just been opened shows.

function aWorld(): { context: TestContext; batchId: string; view: ReversalView } {
  const ledger = tempLedger()
  aCompany(ledger)
  for (const [id, amount] of [
    ['1', 10000],
    ['2', 5000],
    ['3', 700],
  ] as const) {
    anInvoice(ledger, {
      id: `I${id}`,
      paid: id === '2' ? 4000 : 0,
      items: [{ id: `IT${id}`, amount, tax: [{ id: `T${id}`, amount: 300 }] }],
    })
  }
  const context = testContext(ledger, preparer)
  const { batchId } = aPostedBatch(context, [
    cell('I1', 'IT1', 'Credit', '30.00'),
    cell('I2', 'IT2', 'Credit', '8.00'),
    cell('I1', 'T1', 'Credit', '1.00'),
    cell('I3', 'IT3', 'Credit', '2.00'),
    cell('I2', 'T2', 'Credit', '0.50'),
  ])
  return { context, batchId, view: begun(context, batchId) }
}

function begun(context: TestContext, batchId: string): ReversalView {
  const from = { of: 'batch' as const, batchId }
  return valueOf(startReversal(context, { commandId: context.newId(), from }))
}

function given(context: TestContext, { reversalId, editNumber }: ReversalView) {
  return { commandId: context.newId(), reversalId, editNumber }
}

function edited(context: TestContext, view: ReversalView, edit: ReversalEdit): ReversalView {
  return mergedView(view, valueOf(editReversal(context, { ...given(context, view), edit })))
}

function undone(context: TestContext, view: ReversalView): ReversalView {
  return mergedView(view, valueOf(undoReversal(context, given(context, view))))
}

function redone(context: TestContext, view: ReversalView): ReversalView {
  return mergedView(view, valueOf(redoReversal(context, given(context, view))))
}

/** As a window that has just been opened shows it, on a connection that has seen no edit. */
function opened(context: TestContext, { reversalId }: ReversalView): ReversalView {
  const reader = openAgain(context.ledger.path, 'read')
  const view = valueOf(reversalHandlers.getReversal(context.on(reader), { reversalId }))
  reader.close()
  return view
}

const idOf = (view: ReversalView, index: number) => view.candidates[index]?.row.adjustmentId ?? ''

const wish = fc.oneof(
  fc.record({ chosen: fc.boolean() }),
  fc.record({ amount: fc.constantFrom('', '0.25', '1', '(2.00)', '30.00', '31', 'abc', '1.005') }),
  fc.record({ date: fc.constantFrom('', '2026-11-25', '2026-12-24', '2026-10-01', '2027-01-01', 'x') }),
  fc.record({ reasonCode: fc.constantFrom('', 'Write-off', 'Retired Reason') }),
  fc.record({ referenceId: fc.constantFrom(null, 'CASE-7') }),
  fc.record({
    replacement: fc.constantFrom(
      null,
      { type: 'Credit' as const, amount: '1.00', date: '', reasonCode: '', comment: '' },
      { type: 'Charge' as const, amount: '9', date: '2026-12-01', reasonCode: '', comment: 'Higher' },
    ),
  }),
)

type Act =
  | { readonly act: 'lines'; readonly lines: readonly { readonly index: number; readonly wish: object }[] }
  | { readonly act: 'edit'; readonly edit: ReversalEdit }
  | { readonly act: 'undo' | 'redo' | 'restart' | 'close' | 'open' | 'claim' | 'nextDay' }

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('lines' as const),
      lines: fc.array(fc.record({ index: fc.nat(4), wish }), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('edit' as const),
      edit: fc.constantFrom<ReversalEdit>(
        { step: 'when' },
        { step: 'effect' },
        { step: 'confirm' },
        { reasonCode: 'Write-off' },
        { reasonCode: 'Retired Reason' },
        { comment: 'Wrong price' },
        { comment: 'x'.repeat(300) },
        { acceptMoved: true },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom('undo', 'undo', 'redo', 'restart', 'close', 'open', 'claim', 'nextDay'),
    }),
  },
)

/** Does it, and gives what the window shows then: what comes from elsewhere makes it ask anew. */
function perform(context: TestContext, view: ReversalView, given: Act, draft: { id: string }): ReversalView {
  switch (given.act) {
    case 'lines': {
      const lines = given.lines.map(({ index, wish }) => ({ adjustmentId: idOf(view, index), ...wish }))
      return edited(context, view, { lines })
    }
    case 'edit':
      return edited(context, view, given.edit)
    case 'undo':
      return view.undo === null ? view : undone(context, view)
    case 'redo':
      return view.redo === null ? view : redone(context, view)
    case 'close':
    case 'open':
      forcePeriod(context.ledger, 'P2026-11', given.act === 'close' ? 'Closed' : 'Open')
      return opened(context, view)
    case 'nextDay':
      context.clock.moveTo('2026-12-02T10:00:00.000Z')
      return opened(context, view)
    case 'claim':
      draft.id ||= aDraft(context, 'The faster').batchId
      editBatch(context, draft.id, [cancelOf(idOf(view, 3))])
      return opened(context, view)
    default:
      return view
  }
}

function cancelOf(adjustmentId: string) {
  return { op: 'put' as const, lineId: '', fields: { action: 'cancel' as const, adjustmentId } }
}

describe('an edit of a plan', () => {
  it('answers so that the merged plan is the one that is opened anew, whatever happens in between', () => {
    const { batchId, ...world } = aWorld()
    let { context } = world
    fc.assert(
      fc.property(fc.array(anyAct, { minLength: 1, maxLength: 12 }), (acts) => {
        let view = begun(context, batchId)
        const draft = { id: '' }
        for (const act of acts) {
          if (act.act === 'restart') context = context.on(reopen(context.ledger))
          view = perform(context, view, act, draft)
          expect(view).toEqual(opened(context, view))
        }
        if (draft.id !== '') valueOf(discardBatch(context, { commandId: context.newId(), batchId: draft.id }))
        forcePeriod(context.ledger, 'P2026-11', 'Open')
        context.clock.moveTo('2026-11-20T10:00:00.000Z')
      }),
      { numRuns: 40 },
    )
  })

  it('answers with the candidates that look otherwise, and with no others', () => {
    const { context, view } = aWorld()
    const edit = { lines: [{ adjustmentId: idOf(view, 0), amount: '1' }] }
    const answer = valueOf(editReversal(context, { ...given(context, view), edit }))
    expect(answer.isWhole).toBe(false)
    expect(answer.candidates).toMatchObject([{ row: { adjustmentId: idOf(view, 0) }, amount: '1.00' }])
    expect(answer.totals).toEqual([{ currency: 'USD', credits: '0.00', charges: '12.50', net: '12.50' }])
    const step = valueOf(
      editReversal(context, { ...given(context, { ...view, ...answer }), edit: { step: 'when' } }),
    )
    expect(step).toMatchObject({ isWhole: false, candidates: [], reversalCount: 5 })
  })

  it('is judged anew in whole once another command has written', () => {
    const { context, view } = aWorld()
    aDraft(context, 'Something else')
    const edit = { lines: [{ adjustmentId: idOf(view, 0), amount: '1' }] }
    const answer = valueOf(editReversal(context, { ...given(context, view), edit }))
    expect(answer).toMatchObject({ isWhole: true, candidates: { length: 5 } })
  })
})

describe('undo in the wizard', () => {
  it('takes back and brings back what was given, also after a restart, and leaves the step alone', () => {
    const world = aWorld()
    let { context } = world
    const chosen = edited(context, world.view, {
      lines: [{ adjustmentId: idOf(world.view, 0), chosen: false }],
    })
    const typed = edited(context, chosen, {
      step: 'when',
      lines: [
        { adjustmentId: idOf(chosen, 1), amount: '1.00' },
        { adjustmentId: idOf(chosen, 2), amount: '0.50' },
      ],
    })
    const reasoned = edited(context, typed, { reasonCode: 'Write-off' })
    expect(reasoned.undo).toEqual({ what: 'reasonCode', lineCount: 0 })
    context = context.on(reopen(context.ledger))
    const once = undone(context, edited(context, reasoned, { step: 'instead' }))
    expect(once).toMatchObject({ reasonCode: '', step: 'instead', undo: { what: 'amount', lineCount: 2 } })
    const twice = undone(context, once)
    expect(twice.candidates).toEqual(chosen.candidates)
    expect(twice).toMatchObject({ undo: { what: 'chosen' }, redo: { what: 'amount', lineCount: 2 } })
    const thrice = undone(context, twice)
    expect(thrice.candidates).toEqual(world.view.candidates)
    expect(thrice.undo).toBeNull()
    expect(codesOf(undoReversal(context, given(context, thrice)))).toEqual(['nothing_to_undo'])
    const back = redone(context, redone(context, redone(context, thrice)))
    expect(back).toMatchObject({ reasonCode: 'Write-off', redo: null, undo: { what: 'reasonCode' } })
    expect(back.candidates).toEqual(reasoned.candidates)
    expect(undone(context, back)).toMatchObject({ reasonCode: '', redo: { what: 'reasonCode' } })
  })

  it('has nothing to bring back after something else was given, unless that changed nothing', () => {
    const { context, view } = aWorld()
    const lines = [{ adjustmentId: idOf(view, 0), amount: '1.00' }]
    const back = undone(context, edited(context, view, { lines }))
    const same = edited(context, back, { lines: [{ adjustmentId: idOf(view, 0), chosen: true }] })
    expect(same.redo).toEqual({ what: 'amount', lineCount: 1 })
    const other = edited(context, same, { comment: 'Wrong price' })
    expect(other.redo).toBeNull()
    expect(codesOf(redoReversal(context, given(context, other)))).toEqual(['nothing_to_redo'])
  })

  it('reaches back two hundred edits, of which the plan keeps no more; none once it is finished', () => {
    const world = aWorld()
    const { context } = world
    let { view } = world
    for (let cents = 100; cents < 360; cents += 1) {
      const amount = `1.${String(cents % 100).padStart(2, '0')}`
      view = edited(context, view, { lines: [{ adjustmentId: idOf(view, cents % 2), amount }] })
    }
    expect(opened(context, view)).toEqual(view)
    const kept = context.ledger.sql<{ n: bigint }>('select count(*) as n from reversal_edit').get()
    expect(kept?.n).toBeLessThan(300n)
    let count = 0
    for (; view.undo !== null; count += 1) view = undone(context, view)
    expect(count).toBe(200)
    expect(opened(context, view)).toEqual(view)
    const target = { into: 'new' as const, name: 'Reversals' }
    valueOf(finishReversal(context, { ...given(context, view), target, label: 'Reverse' }))
    expect(codesOf(undoReversal(context, given(context, view)))).toEqual(['not_found'])
    expect(context.ledger.sql('select * from reversal_edit').all()).toEqual([])
    expect(findReversalPlan(context.ledger, view.reversalId)?.content.wishes).toMatchObject({
      [idOf(view, 0)]: { amount: view.candidates[0]?.typedAmount },
    })
  })
})

describe('the standing of a plan', () => {
  it('tells another window that it has gone on, and into which batch', () => {
    const { context, view } = aWorld()
    const { reversalId } = view
    const standing = () => valueOf(reversalHandlers.getReversalStanding(context, { reversalId }))
    expect(standing()).toEqual({ reversalId, editNumber: 0, batchId: '' })
    const next = edited(context, view, { step: 'when' })
    expect(standing()).toEqual({ reversalId, editNumber: 1, batchId: '' })
    const target = { into: 'new' as const, name: 'Reversals' }
    const { batchId } = valueOf(
      finishReversal(context, { ...given(context, next), target, label: 'Reverse' }),
    )
    expect(standing()).toEqual({ reversalId, editNumber: 1, batchId })
    const unknown = { reversalId: context.newId() }
    expect(codesOf(reversalHandlers.getReversalStanding(context, unknown))).toEqual(['not_found'])
  })
})
