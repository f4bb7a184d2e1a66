import { describe, expect, it } from 'vitest'
import { anInvoice, aCompany } from '../../support/aCompany'
import {
  aDraft,
  aPostedBatch,
  approveInput,
  cell,
  codesOf,
  edit,
  post,
  submit,
  submitInput,
  valueOf,
} from '../../support/aBatch'
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../../support/tempLedger'
import { insertPerson } from '../../../main/ledger/personTable'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'

function ready() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000 },
      { id: 'IT2', amount: 10000 },
    ],
  })
  const context = testContext(ledger)
  return { ledger, context, batchId: aDraft(context).batchId }
}

function linesOf(context: TestContext, batchId: string, revision = 0) {
  return valueOf(listLines(context, { batchId, revision, invoiceId: '', from: 0, limit: 1000 })).rows
}

const approval = (context: TestContext, batchId: string) =>
  approveInput(context, valueOf(getBatch(context, { batchId })))

describe('submit', () => {
  it('refuses an empty batch, refused lines and a stale edit', () => {
    const { context, batchId } = ready()
    const input = submitInput(context, valueOf(getBatch(context, { batchId })))
    expect(codesOf(submitBatch(context, input))).toEqual(['batch_empty'])
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '100.01')])
    expect(codesOf(submitBatch(context, input))).toEqual(['edit_number_stale'])
    expect(codesOf(submitBatch(context, { ...input, editNumber: 1 }))).toEqual([
      'batch_has_rejections',
      'item_crosses_zero',
    ])
  })

  it('wants every warning confirmed, by code and place', () => {
    const { ledger, context, batchId } = ready()
    ledger.sql('update invoice set history_as_of = null').run()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    const batch = valueOf(getBatch(context, { batchId }))
    expect(batch.warnings.map(({ code }) => code)).toEqual(['history_unverified'])
    const input = submitInput(context, batch)
    const elsewhere = [{ code: 'history_unverified', at: 'lines/other' }]
    expect(codesOf(submitBatch(context, { ...input, confirmed: elsewhere }))).toEqual([
      'warnings_unconfirmed',
      'history_unverified',
    ])
    valueOf(submitBatch(context, input))
    valueOf(approveBatch(context.as(reviewer), approval(context, batchId)))
  })

  it('freezes: nothing of the batch changes, its numbers stay, and a second revision doubles none', () => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5', { referenceId: 'CASE', comment: 'why' })])
    const first = submit(context, batchId)
    expect(() => ledger.sql("update line set content = '{}'").run()).toThrow('batch_frozen')
    const comment = 'Look at the tax again'
    valueOf(returnBatch(context.as(reviewer), { commandId: context.newId(), batchId, revision: 1, comment }))
    expect(linesOf(context, batchId)[0]?.line).toMatchObject({
      comment: 'why',
      provisionalNumber: 'IIA-7F3K-00000001',
    })
    edit(context, batchId, [cell('I1', 'IT2', 'Credit', '6')])
    const second = submit(context, batchId)
    expect(second.revision).toBe(2)
    expect(second.contentHash).not.toBe(first.contentHash)
    expect(linesOf(context, batchId).map(({ line }) => [line.referenceId, line.comment])).toEqual([
      ['CASE', 'why IIA-7F3K-00000001'],
      ['IIA-7F3K-00000002', ''],
    ])
    expect(linesOf(context, batchId, 1).map(({ line }) => line.comment)).toEqual(['why IIA-7F3K-00000001'])
    expect(second.events.map(({ event }) => event)).toEqual(['created', 'submitted', 'returned', 'submitted'])
    expect(second.events[2]?.comment).toBe(comment)
  })

  it('refuses a comment without room for the number', () => {
    const { context, batchId } = ready()
    edit(context, batchId, [
      cell('I1', 'IT1', 'Credit', '5', { referenceId: 'CASE', comment: 'x'.repeat(240) }),
    ])
    const batch = valueOf(getBatch(context, { batchId }))
    expect(batch.rejections.map(({ code }) => code)).toEqual(['text_too_long'])
    expect(codesOf(submitBatch(context, submitInput(context, batch)))).toEqual([
      'batch_has_rejections',
      'text_too_long',
    ])
  })
})

describe('recall and return', () => {
  it('are for the preparer and for the reviewer, who says why', () => {
    const { context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    submit(context, batchId)
    const input = () => ({ commandId: context.newId(), batchId, revision: 1 })
    expect(codesOf(recallBatch(context.as(controller), input()))).toEqual(['right_missing'])
    expect(codesOf(recallBatch(context, { ...input(), revision: 2 }))).toEqual(['revision_moved'])
    expect(codesOf(returnBatch(context, { ...input(), comment: 'x' }))).toEqual(['right_missing'])
    expect(codesOf(returnBatch(context.as(reviewer), { ...input(), comment: ' ' }))).toEqual([
      'comment_required',
    ])
    expect(valueOf(recallBatch(context, input()))).toMatchObject({ state: 'draft', contentHash: '' })
  })
})

describe('approve', () => {
  it('is refused to who submitted or touched a line, an undone paste included', () => {
    const { context, batchId } = ready()
    edit(context.as(controller), batchId, [cell('I1', 'IT1', 'Credit', '5')])
    submit(context, batchId)
    expect(codesOf(approveBatch(context, approval(context, batchId)))).toEqual(['right_missing'])
    expect(codesOf(approveBatch(context.as(controller), approval(context, batchId)))).toEqual([
      'approver_touched_lines',
    ])
    const own = context.as({ ...preparer, rights: ['prepare', 'review'] })
    expect(codesOf(approveBatch(own, approval(context, batchId)))).toEqual(['approver_touched_lines'])
    expect(valueOf(getBatch(own, { batchId })).mayNotApproveBecause).toBe('approver_touched_lines')
    valueOf(approveBatch(context.as(reviewer), approval(context, batchId)))
  })

  it('is bound to revision and content hash, and happens once', () => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    submit(context, batchId)
    const input = approval(context, batchId)
    const other = context.as(reviewer)
    expect(codesOf(approveBatch(other, { ...input, revision: 2 }))).toEqual(['revision_moved'])
    expect(codesOf(approveBatch(other, { ...input, contentHash: '0'.repeat(64) }))).toEqual([
      'content_hash_differs',
    ])
    valueOf(approveBatch(other, input))
    expect(valueOf(approveBatch(other, input)).state).toBe('approved')
    expect(codesOf(approveBatch(other, { ...input, commandId: context.newId() }))).toEqual(['batch_state'])
    expect(ledger.sql('select count(*) as n from adjustment').get()).toEqual({ n: 1n })
  })

  it('shows moved facts "was / is" until they have been seen, and holds the rules even then', () => {
    const { context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '60')])
    submit(context, batchId)
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30')], 'First')
    const other = context.as(reviewer)
    const seen = valueOf(getBatch(other, { batchId }))
    expect(seen.movedFacts.map(({ what, subject, was, is }) => [what, subject, was, is])).toEqual([
      ['invoice.balance', 'INV-I1', '200.00 USD', '170.00 USD'],
      ['source.open', 'Item IT1', '100.00 USD', '70.00 USD'],
    ])
    const refusal = approveBatch(other, approval(context, batchId))
    expect(codesOf(refusal)).toEqual(['facts_moved', 'facts_moved'])
    const confirmed = refusal.ok ? [] : refusal.rejections.map(({ code, at }) => ({ code, at }))
    aPostedBatch(context, [cell('I1', 'IT2', 'Credit', '1')], 'Second')
    expect(codesOf(approveBatch(other, { ...approval(context, batchId), confirmed }))).toEqual([
      'facts_moved',
    ])
    const again = approveBatch(other, approval(context, batchId))
    const all = again.ok ? [] : again.rejections.map(({ code, at }) => ({ code, at }))
    valueOf(approveBatch(other, { ...approval(context, batchId), confirmed: all }))
    const posted = valueOf(getBatch(context, { batchId }))
    expect(posted.movedFacts).toEqual([])
    expect(posted.invoices).toMatchObject([{ balanceBefore: '169.00', balanceAfter: '109.00' }])
    const figures = (revision: number) =>
      valueOf(listLines(context, { batchId, revision, invoiceId: '', from: 0, limit: 9 })).rows.map(
        ({ openBefore, openAfter, balanceBefore }) => [openBefore, openAfter, balanceBefore],
      )
    expect(figures(0)).toEqual([['70.00', '10.00', '169.00']])
    expect(figures(1)).toEqual([['100.00', '40.00', '200.00']])
  })

  it('posts nothing when the facts leave no room any more', () => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '60'), cell('I1', 'IT2', 'Credit', '5')])
    submit(context, batchId)
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '50')], 'First')
    const other = context.as(reviewer)
    const refusal = approveBatch(other, approval(context, batchId))
    expect(codesOf(refusal)).toEqual(['facts_moved', 'facts_moved', 'item_crosses_zero'])
    const confirmed = refusal.ok ? [] : refusal.rejections.map(({ code, at }) => ({ code, at }))
    expect(codesOf(approveBatch(other, { ...approval(context, batchId), confirmed }))).toEqual([
      'batch_has_rejections',
      'item_crosses_zero',
    ])
    expect(ledger.sql('select count(*) as n from adjustment').get()).toEqual({ n: 1n })
    expect(valueOf(getBatch(other, { batchId }))).toMatchObject({ state: 'submitted', mayApprove: false })
  })

  it('is judged with the rights of the reviewer', () => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    submit(context, batchId)
    ledger.sql("update period set state = 'PendingClose' where id = 'P2026-11'").run()
    const refusal = approveBatch(context.as(reviewer), approval(context, batchId))
    expect(codesOf(refusal)).toEqual(['facts_moved', 'period_pending_close'])
    const confirmed = refusal.ok ? [] : refusal.rejections.map(({ code, at }) => ({ code, at }))
    const closer = context.as({ id: 'closer', name: 'Closer', rights: ['review', 'manage_close'] })
    insertPerson(ledger, closer.person)
    valueOf(approveBatch(closer, { ...approval(context, batchId), confirmed }))
  })
})

describe('cancel, reversal and delete', () => {
  it('post an event, a mirrored journal and the balance they bring back', () => {
    const { ledger, context } = ready()
    const posted = aPostedBatch(context, [
      cell('I1', 'IT1', 'Credit', '40'),
      cell('I1', 'IT2', 'Credit', '10'),
    ])
    const [first = '', second = ''] = linesOf(context, posted.batchId).map(({ adjustmentId }) => adjustmentId)
    const { batchId } = aDraft(context, 'Back')
    edit(context, batchId, [
      { op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId: first } },
      { op: 'put', lineId: '', fields: { reversesId: second, amount: '4' } },
    ])
    expect(post(context, batchId).invoices[0]).toMatchObject({
      balanceBefore: '150.00',
      change: '44.00',
      balanceAfter: '194.00',
    })
    expect(ledger.sql('select current_balance_minor as b from invoice').get()).toEqual({ b: 19400n })
    expect(ledger.sql('select count(*) as n from claim').get()).toEqual({ n: 0n })
    const entries = ledger
      .sql(
        `select j.effect, e.account, e.debit_minor as d, e.credit_minor as c from journal j
         join journal_entry e on e.journal_id = j.id where j.adjustment_id in (?, ?) order by j.id, e.position`,
      )
      .all(first, linesOf(context, batchId)[1]?.adjustmentId)
    expect(entries).toEqual([
      { effect: 'create', account: 'Revenue', d: 4000n, c: 0n },
      { effect: 'create', account: 'Accounts Receivable', d: 0n, c: 4000n },
      { effect: 'cancel', account: 'Accounts Receivable', d: 4000n, c: 0n },
      { effect: 'cancel', account: 'Revenue', d: 0n, c: 4000n },
      { effect: 'create', account: 'Accounts Receivable', d: 400n, c: 0n },
      { effect: 'create', account: 'Revenue', d: 0n, c: 400n },
    ])
  })
})
