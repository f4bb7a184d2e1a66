import { describe, expect, it } from 'vitest'
import { api } from '@contract/api'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listBatches } from '../../../main/usecase/batch/listBatches'
import { listLines } from '../../../main/usecase/batch/listLines'
import { listRevisions } from '../../../main/usecase/batch/listRevisions'
import { aDraft, cell, edit, post, submit, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { preparer, reviewer, tempLedger, testContext } from '../../support/tempLedger'

function ready() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] },
      { id: 'IT2', amount: 5000, deferred: 'Deferred' },
    ],
  })
  return { ledger, context: testContext(ledger) }
}

const allLines = { revision: 0, invoiceId: '', from: 0, limit: 100 }

describe('the main job', () => {
  it('keeps a figure as typed, answers with its effect, and saves it at once', () => {
    const { context } = ready()
    const { batchId } = aDraft(context)
    const answer = edit(context, batchId, [cell('I1', 'IT1', 'Credit', '(12.50)')])
    expect(answer.lines).toHaveLength(1)
    expect(answer.lines[0]).toMatchObject({
      invoiceNumber: 'INV-I1',
      accountName: 'Acme',
      sourceName: 'Item IT1',
      impact: '-12.50',
      openBefore: '100.00',
      openAfter: '87.50',
      balanceBefore: '170.00',
      balanceAfter: '157.50',
      rejections: [],
    })
    expect(answer.lines[0]?.line).toMatchObject({
      amount: '12.50',
      date: '2026-11-20',
      reasonCode: 'Standard Adjustment',
    })
    expect(answer.invoices).toEqual([
      {
        invoiceId: 'I1',
        invoiceNumber: 'INV-I1',
        accountName: 'Acme',
        currency: 'USD',
        lineCount: 1,
        balanceBefore: '170.00',
        change: '-12.50',
        balanceAfter: '157.50',
      },
    ])
    expect(api.editDraft.output.safeParse(answer).success).toBe(true)
    expect(answer.undoLabel).toBe('Edit')
  })

  it('posts adjustments with a balanced journal and new balances', () => {
    const { context } = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [
      cell('I1', 'IT1', 'Credit', '12.50'),
      cell('I1', 'IT2', 'Credit', '50'),
      cell('I1', 'T1', 'Credit', '2.5', { comment: 'tax as well', referenceId: 'CASE-1' }),
    ])
    const submitted = submit(context, batchId)
    expect(submitted).toMatchObject({
      state: 'submitted',
      revision: 1,
      waitsFor: 'reviewer',
      mayApprove: false,
    })
    const seen = valueOf(getBatch(context.as(reviewer), { batchId }))
    expect(seen).toMatchObject({ mayApprove: true, movedFacts: [], contentHash: submitted.contentHash })
    expect(api.getBatch.output.safeParse(seen).error).toBeUndefined()
    const lines = valueOf(listLines(context, { batchId, ...allLines }))
    expect(lines.rows.map(({ line }) => [line.provisionalNumber, line.referenceId, line.comment])).toEqual([
      ['IIA-7F3K-00000001', 'IIA-7F3K-00000001', ''],
      ['IIA-7F3K-00000002', 'IIA-7F3K-00000002', ''],
      ['IIA-7F3K-00000003', 'CASE-1', 'tax as well IIA-7F3K-00000003'],
    ])
  })

  it('shows a posted batch as it was approved', () => {
    const { ledger, context } = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '12.50'), cell('I1', 'IT2', 'Credit', '50')])
    const posted = post(context, batchId)
    expect(posted).toMatchObject({ state: 'approved', waitsFor: 'export', lineCount: 2 })
    expect(posted.events.map(({ event, personName }) => [event, personName])).toEqual([
      ['created', preparer.name],
      ['submitted', preparer.name],
      ['approved', reviewer.name],
      ['posted', reviewer.name],
    ])
    expect(posted.totals).toEqual([
      { currency: 'USD', creditCount: 2, chargeCount: 0, credits: '62.50', charges: '0.00', net: '-62.50' },
    ])
    expect(posted.invoices[0]).toMatchObject({
      balanceBefore: '170.00',
      change: '-62.50',
      balanceAfter: '107.50',
    })
    expect(api.getBatch.output.safeParse(posted).error).toBeUndefined()
    const { rows } = valueOf(listLines(context, { batchId, ...allLines }))
    expect(
      rows.map(({ openBefore, openAfter, adjustmentNumber }) => [openBefore, openAfter, adjustmentNumber]),
    ).toEqual([
      ['100.00', '87.50', 'IIA-7F3K-00000001'],
      ['50.00', '0.00', 'IIA-7F3K-00000002'],
    ])
    expect(ledger.sql('select current_balance_minor as b, adjustment_count as n from invoice').all()).toEqual(
      [{ b: 10750n, n: 2n }],
    )
    expect(
      ledger
        .sql(
          'select account, debit_minor as d, credit_minor as c from journal_entry order by journal_id, position',
        )
        .all(),
    ).toEqual([
      { account: 'Revenue', d: 1250n, c: 0n },
      { account: 'Accounts Receivable', d: 0n, c: 1250n },
      { account: 'Deferred', d: 5000n, c: 0n },
      { account: 'Accounts Receivable', d: 0n, c: 5000n },
    ])
  })

  it('lists totals without refused lines, as the page of the batch has them', () => {
    const { context } = ready()
    const { batchId } = aDraft(context, 'Half')
    const filter = { text: 'Half', state: '' as const }
    const page = { filter, sort: 'name' as const, descending: false, after: '', limit: 1 }
    const listed = () => valueOf(listBatches(context, page)).rows[0]
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '9999999')])
    expect(listed()).toMatchObject({ lineCount: 1, totals: [] })
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '12.50')])
    expect(listed()?.totals).toMatchObject([{ creditCount: 1, credits: '12.50' }])
    expect(listed()?.totals).toEqual(valueOf(getBatch(context, { batchId })).totals)
  })

  it('lists batches with totals and revisions with theirs', () => {
    const { context } = ready()
    const first = aDraft(context, 'One')
    edit(context, first.batchId, [cell('I1', 'IT1', 'Credit', '12.50')])
    post(context, first.batchId)
    context.clock.moveTo('2026-11-20T11:00:00.000Z')
    aDraft(context, 'Two')
    const filter = { text: '', state: '' as const }
    const page = { filter, sort: 'changedAt' as const, descending: true, after: '', limit: 1 }
    const newest = valueOf(listBatches(context, page))
    expect(newest.rows.map(({ name }) => name)).toEqual(['Two'])
    expect(newest.total).toBe(2)
    const next = valueOf(listBatches(context, { ...page, after: newest.next }))
    expect(next.rows[0]).toMatchObject({
      name: 'One',
      lineCount: 1,
      invoiceCount: 1,
      totals: [{ credits: '12.50' }],
    })
    expect(next.next).toBe('')
    const { revisions } = valueOf(listRevisions(context, { batchId: first.batchId }))
    expect(revisions).toMatchObject([{ revision: 1, lineCount: 1, totals: [{ net: '-12.50' }] }])
  })
})
