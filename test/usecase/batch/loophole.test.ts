import { describe, expect, it } from 'vitest'
import type { DraftChange } from '@contract/batch'
import { setExported } from '../../../main/ledger/exportTable'
import { listBatchLines } from '../../../main/ledger/lineTable'
import { writeReason } from '../../../main/ledger/reasonCodeTable'
import { findRevision } from '../../../main/ledger/revisionTable'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { bulkEdit } from '../../../main/usecase/batch/bulkEdit'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
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
import { aCompany, anInvoice } from '../../support/aCompany'
import { controller, reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

// Ways round a rule that were once open, or that somebody may try.

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
  return { ledger, context }
}

const firstLine = (context: TestContext, batchId: string) =>
  listBatchLines(context.ledger, batchId)[0]?.lineId ?? ''
const put = (fields: Extract<DraftChange, { op: 'put' }>['fields']): DraftChange => ({
  op: 'put',
  lineId: '',
  fields,
})
const land = (context: TestContext, batchId: string, outcome: 'landed' | 'refused' = 'landed') =>
  markLanded(context, {
    commandId: context.newId(),
    batchId,
    marks: [
      {
        lineId: firstLine(context, batchId),
        outcome,
        moment: '2026-11-21T08:00:00.000Z',
        billingId: '',
        number: '',
      },
    ],
  })

describe('approving one’s own work', () => {
  it('is refused to who submitted an earlier revision, though another person submitted the last', () => {
    const { context } = ready()
    const boss = context.as(controller)
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    submit(boss, batchId)
    valueOf(recallBatch(boss, { commandId: boss.newId(), batchId, revision: 1 }))
    const second = submit(context, batchId)
    expect(codesOf(approveBatch(boss, approveInput(boss, second)))).toEqual(['approver_touched_lines'])
    expect(valueOf(getBatch(boss, { batchId })).mayNotApproveBecause).toBe('approver_touched_lines')
    expect(approveBatch(context.as(reviewer), approveInput(context, second)).ok).toBe(true)
  })

  it('is refused to a reviewer who returned the batch and then typed in it, undone or not', () => {
    const { context } = ready()
    const both = context.as(controller)
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    submit(context, batchId)
    valueOf(returnBatch(both, { commandId: both.newId(), batchId, revision: 1, comment: 'Six' }))
    edit(both, batchId, [cell('I1', 'IT1', 'Credit', '6')])
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    const second = submit(context, batchId)
    expect(codesOf(approveBatch(both, approveInput(both, second)))).toEqual(['approver_touched_lines'])
  })
})

describe('confirming', () => {
  it('keeps only what was there to be confirmed, so that nothing is confirmed in advance', () => {
    const { ledger, context } = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
    const lineId = firstLine(context, batchId)
    const inAdvance = { code: 'duplicate_line', at: `lines/${lineId}/amount` }
    const batch = valueOf(getBatch(context, { batchId }))
    valueOf(submitBatch(context, { ...submitInput(context, batch), confirmed: [inAdvance] }))
    expect(findRevision(ledger, batchId, 1)?.confirmedWarnings).toEqual([])
    aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '5')], 'The same')
    const seen = valueOf(getBatch(context, { batchId }))
    expect(seen.warnings).toMatchObject([inAdvance])
    const refusal = approveBatch(context.as(reviewer), approveInput(context, seen))
    expect(codesOf(refusal)).toContain('facts_moved')
    const confirmed = refusal.ok ? [] : refusal.rejections.map(({ code, at }) => ({ code, at }))
    const again = { ...approveInput(context, seen), confirmed }
    expect(codesOf(approveBatch(context.as(reviewer), again))).toEqual([
      'warnings_unconfirmed',
      'duplicate_line',
    ])
  })
})

describe('a line that names its invoice before it is known', () => {
  const late = put({
    kind: 'IIA',
    invoiceNumber: 'INV-I9',
    sourceType: 'InvoiceDetail',
    sourceId: 'IT9',
    type: 'Credit',
    amount: '4',
  })

  it('is submitted, shown and posted as one of that invoice', () => {
    const { ledger, context } = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [late])
    expect(valueOf(getBatch(context, { batchId })).rejections.map(({ code }) => code)).toEqual([
      'invoice_unknown',
    ])
    anInvoice(ledger, { id: 'I9', items: [{ id: 'IT9', amount: 1000 }] })
    const posted = post(context, batchId)
    expect(posted.invoices).toMatchObject([{ invoiceId: 'I9', change: '-4.00', balanceAfter: '6.00' }])
    expect(posted.totals).toMatchObject([{ credits: '4.00', creditCount: 1 }])
    const { rows } = valueOf(listLines(context, { batchId, revision: 1, invoiceId: '', from: 0, limit: 9 }))
    expect(rows).toMatchObject([{ invoiceNumber: 'INV-I9', balanceAfter: '6.00' }])
  })

  it('takes the invoice’s id along with the next edit', () => {
    const { ledger, context } = ready()
    const { batchId } = aDraft(context)
    const [typed] = edit(context, batchId, [late]).lines
    anInvoice(ledger, { id: 'I9', items: [{ id: 'IT9', amount: 1000 }] })
    const lineId = typed?.line.lineId ?? ''
    const { lines } = edit(context, batchId, [{ op: 'put', lineId, fields: { comment: 'Known now' } }])
    expect(lines.map(({ line }) => line.invoiceId)).toEqual(['I9'])
  })
})

describe('cancels on their way', () => {
  it('nothing is deleted in the billing system before its cancel has landed there', () => {
    const { context } = ready()
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '5')])
    const adjustmentId = firstLine(context, first.batchId)
    valueOf(land(context, first.batchId))
    const cancel = aPostedBatch(context, [put({ action: 'cancel', adjustmentId })], 'Cancel')
    const { batchId } = aDraft(context, 'Delete')
    const obstacle = () =>
      valueOf(getBatch(context, { batchId })).rejections.map(({ params }) => params['because'])
    edit(context, batchId, [put({ action: 'delete', adjustmentId })])
    expect(obstacle()).toEqual(['in_flight'])
    setExported(context.ledger, adjustmentId, 'cancel')
    expect(obstacle()).toEqual(['in_flight'])
    valueOf(land(context, cancel.batchId))
    expect(obstacle()).toEqual([])
  })

  it('what was cancelled before it ever left has no landing to be noted', () => {
    const { ledger, context } = ready()
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '5')])
    const adjustmentId = firstLine(context, first.batchId)
    const cancel = aPostedBatch(context, [put({ action: 'cancel', adjustmentId })], 'Cancel')
    expect(codesOf(land(context, cancel.batchId, 'refused'))).toEqual(['landing_already_known'])
    expect(codesOf(land(context, cancel.batchId))).toEqual(['landing_already_known'])
    expect(ledger.sql('select status from adjustment_state').all()).toEqual([{ status: 'Canceled' }])
  })
})

describe('text that no file can carry', () => {
  it('is refused by its rule, also as the reason of a return or in a paste', () => {
    const { context } = ready()
    const { batchId } = aDraft(context)
    const { lines } = edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5', { comment: 'half \ud83d' })])
    expect(lines.flatMap(({ rejections }) => rejections.map(({ code }) => code))).toEqual([
      'text_not_allowed',
    ])
    edit(context, batchId, [
      cell('I1', 'IT1', 'Credit', '5', { comment: 'whole \ud83d\ude00, typed \\ud83d' }),
    ])
    submit(context, batchId)
    const comment = 'half \ud83d'
    valueOf(returnBatch(context.as(reviewer), { commandId: context.newId(), batchId, revision: 1, comment }))
  })
})

describe('figures worked out', () => {
  it('a percentage below zero is no percentage', () => {
    const { context } = ready()
    const { batchId } = aDraft(context)
    const outcome = bulkEdit(context, {
      commandId: context.newId(),
      batchId,
      editNumber: 0,
      invoiceId: 'I1',
      sources: [],
      edit: { how: 'percentage', percent: '-10', type: 'Credit' },
      fields: {},
    })
    expect(codesOf(outcome)).toEqual(['value_unknown'])
  })

  it('a reversal without a reason is dated by the rule of the default reason', () => {
    const { ledger, context } = ready()
    const standard = { name: 'Standard Adjustment', active: true, isDefault: true, accountingCode: '' }
    writeReason(
      ledger,
      { ...standard, reversalDateRule: 'today' },
      { asOf: '2026-11-16T00:00:00.000Z', importId: '' },
    )
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '5', { date: '2026-11-03' })])
    const reversesId = firstLine(context, first.batchId)
    const { batchId } = aDraft(context, 'Reverse')
    const { lines } = edit(context, batchId, [put({ reversesId, reasonCode: '' })])
    expect(lines.map(({ line }) => line.date)).toEqual(['2026-11-20'])
  })
})
