import { describe, expect, it } from 'vitest'
import { createBatch } from '../../../main/usecase/batch/createBatch'
import { discardBatch } from '../../../main/usecase/batch/discardBatch'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { renameBatch } from '../../../main/usecase/batch/renameBatch'
import { aDraft, aPostedBatch, cell, codesOf, edit, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

function ready() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000 },
      { id: 'IT2', amount: -2000 },
    ],
  })
  anInvoice(ledger, { id: 'I2', currency: 'KWD', items: [{ id: 'IT3', amount: 5000 }] })
  anInvoice(ledger, { id: 'I3', items: [{ id: 'IT4', amount: 10000 }] })
  const context = testContext(ledger)
  return { ledger, context, batchId: aDraft(context).batchId }
}

function linesOf(context: TestContext, batchId: string) {
  return valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 1000 })).rows
}

describe('editDraft', () => {
  it('makes, changes and takes out the line of a source', () => {
    const { context, batchId } = ready()
    const made = edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10')])
    const changed = edit(context, batchId, [cell('I1', 'IT1', 'Credit', '20', { reasonCode: 'Write-off' })])
    expect(changed.lineCount).toBe(1)
    expect(changed.lines[0]?.line).toMatchObject({
      lineId: made.lines[0]?.line.lineId,
      amount: '20.00',
      reasonCode: 'Write-off',
    })
    const removed = edit(context, batchId, [cell('I1', 'IT1', 'Credit', '')])
    expect(removed).toMatchObject({ lineCount: 0, removedLineIds: [made.lines[0]?.line.lineId], totals: [] })
  })

  it('lets a charge take the place of a credit, and an emptied cell takes out its own type only', () => {
    const { context, batchId } = ready()
    const { lines } = edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10')])
    const other = edit(context, batchId, [cell('I1', 'IT1', 'Charge', '5')])
    expect(other.lines[0]?.line).toMatchObject({
      lineId: lines[0]?.line.lineId,
      type: 'Charge',
      amount: '5.00',
    })
    const nothing = edit(context, batchId, [cell('I1', 'IT1', 'Credit', '')])
    expect(nothing).toMatchObject({ lineCount: 1, editNumber: other.editNumber })
  })

  it.each([
    ['I1', 'IT1', '(1,234.50)', '1234.50', []],
    ['I1', 'IT1', '97.5', '97.50', []],
    ['I1', 'IT1', '1.200', '1.200 ?', ['value_unknown']],
    ['I1', 'IT1', '12x', '12x', ['value_unknown']],
    ['I1', 'IT1', '0', '0.00', ['amount_not_positive']],
    ['I2', 'IT3', '1.234', '1.234', []],
    ['I2', 'IT3', '1.2345', '1.2345', ['amount_scale']],
  ])('keeps on %s %s the amount %s as %s', (invoiceId, sourceId, typed, kept, codes) => {
    const { context, batchId } = ready()
    const answer = edit(context, batchId, [cell(invoiceId, sourceId, 'Credit', typed)])
    expect(answer.lines[0]?.line.amount).toBe(kept)
    const found = answer.lines[0]?.rejections.map(({ code }) => code) ?? []
    expect(found.filter((code) => /^(amount|value)/.test(code))).toEqual(codes)
  })

  it('keeps what is not known as typed, with its verdict', () => {
    const { context, batchId } = ready()
    const fields = {
      invoiceNumber: 'INV-NO',
      sourceType: 'InvoiceDetail',
      sourceId: 'X',
      type: 'Credit',
      amount: '5',
    } as const
    const answer = edit(context, batchId, [{ op: 'put', lineId: '', fields }])
    expect(answer.rejectedLineCount).toBe(1)
    expect(answer.lines[0]?.rejections[0]).toMatchObject({ code: 'invoice_unknown' })
    const lineId = answer.lines[0]?.line.lineId ?? ''
    const corrected = edit(context, batchId, [
      { op: 'put', lineId, fields: { invoiceNumber: 'INV-I3', sourceId: 'IT4' } },
    ])
    expect(corrected).toMatchObject({ rejectedLineCount: 0, lineCount: 1 })
    expect(corrected.lines[0]?.line).toMatchObject({ invoiceId: 'I3', amount: '5.00' })
  })

  it('answers with other lines whose verdict has changed, and counts the whole draft', () => {
    const { context, batchId } = ready()
    edit(context, batchId, [cell('I3', 'IT4', 'Credit', '60')])
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10')])
    const fields = {
      invoiceId: 'I3',
      sourceType: 'InvoiceDetail',
      sourceId: 'IT4',
      type: 'Credit',
      amount: '50',
    } as const
    const both = edit(context, batchId, [{ op: 'put', lineId: '', fields }])
    expect(both).toMatchObject({ lineCount: 3, rejectedLineCount: 1 })
    expect(both.lines.map(({ line }) => line.amount)).toEqual(['50.00'])
    const first = linesOf(context, batchId)[0]?.line.lineId ?? ''
    const less = edit(context, batchId, [{ op: 'put', lineId: first, fields: { amount: '50' } }])
    expect(less.lines.map(({ rejections }) => rejections.length)).toEqual([0, 0])
    expect(less).toMatchObject({
      lineCount: 3,
      rejectedLineCount: 0,
      totals: [{ credits: '110.00', creditCount: 3 }],
    })
  })

  it('does the same command once, and refuses its id with other content', () => {
    const { ledger, context, batchId } = ready()
    const changes = [cell('I1', 'IT1', 'Credit', '10')]
    const input = { commandId: context.newId(), batchId, editNumber: 0, label: 'x', changes }
    const first = valueOf(editDraft(context, input))
    expect(valueOf(editDraft(context, input))).toEqual(first)
    expect(ledger.sql('select count(*) as n from line').get()).toEqual({ n: 1n })
    expect(codesOf(editDraft(context, { ...input, label: 'y' }))).toEqual(['command_id_reused'])
  })

  it('refuses a stale edit number, an unknown line, a missing right and an unknown batch', () => {
    const { context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '10')])
    const changes = [cell('I1', 'IT1', 'Credit', '11')]
    const input = () => ({ commandId: context.newId(), batchId, editNumber: 0, label: '', changes })
    expect(codesOf(editDraft(context, input()))).toEqual(['edit_number_stale'])
    expect(codesOf(editDraft(context.as(reviewer), { ...input(), editNumber: 1 }))).toEqual(['right_missing'])
    expect(codesOf(editDraft(context, { ...input(), batchId: context.newId() }))).toEqual(['batch_unknown'])
    const gone = [{ op: 'remove' as const, lineId: context.newId() }]
    expect(codesOf(editDraft(context, { ...input(), editNumber: 1, changes: gone }))).toEqual(['not_found'])
    expect(linesOf(context, batchId).map(({ line }) => line.amount)).toEqual(['10.00'])
  })
})

describe('claims', () => {
  function withPosted() {
    const found = ready()
    const posted = aPostedBatch(found.context, [cell('I3', 'IT4', 'Credit', '40')])
    const adjustmentId = linesOf(found.context, posted.batchId)[0]?.adjustmentId ?? ''
    return { ...found, adjustmentId }
  }

  it('fills a reversal and a cancel from what they act on', () => {
    const { context, batchId, adjustmentId } = withPosted()
    const reversal = edit(context, batchId, [{ op: 'put', lineId: '', fields: { reversesId: adjustmentId } }])
    expect(reversal.lines[0]?.line).toMatchObject({
      kind: 'IIA',
      invoiceNumber: 'INV-I3',
      sourceId: 'IT4',
      type: 'Charge',
      amount: '40.00',
    })
    const other = aDraft(context, 'Other').batchId
    edit(context, batchId, [{ op: 'remove', lineId: reversal.lines[0]?.line.lineId ?? '' }])
    const cancel = edit(context, other, [
      { op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId } },
    ])
    expect(cancel.lines[0]).toMatchObject({
      rejections: [],
      impact: '40.00',
      line: { amount: '40.00', type: 'Credit' },
    })
  })

  it('refuses what another batch holds, and names that batch', () => {
    const { context, batchId, adjustmentId } = withPosted()
    edit(context, batchId, [{ op: 'put', lineId: '', fields: { reversesId: adjustmentId, amount: '30' } }])
    const other = aDraft(context, 'Other').batchId
    const changes = [{ op: 'put' as const, lineId: '', fields: { reversesId: adjustmentId, amount: '11' } }]
    const refusal = editDraft(context, {
      commandId: context.newId(),
      batchId: other,
      editNumber: 0,
      label: '',
      changes,
    })
    expect(refusal).toMatchObject({
      ok: false,
      rejections: [{ code: 'claim_taken', params: { batch: 'Corrections', left: '10.00', currency: 'USD' } }],
    })
    expect(
      edit(context, other, [{ op: 'put', lineId: '', fields: { reversesId: adjustmentId } }]).lines[0],
    ).toMatchObject({
      line: { amount: '10.00' },
      rejections: [],
    })
  })

  it('keeps a reversal of too much as typed, and the rules say so', () => {
    const { context, batchId, adjustmentId } = withPosted()
    const answer = edit(context, batchId, [
      { op: 'put', lineId: '', fields: { reversesId: adjustmentId, amount: '41' } },
    ])
    expect(answer.lines[0]?.rejections.map(({ code }) => code)).toContain('reversal_exceeds_remainder')
  })

  it('frees what a discarded draft held', () => {
    const { context, batchId, adjustmentId } = withPosted()
    edit(context, batchId, [{ op: 'put', lineId: '', fields: { reversesId: adjustmentId } }])
    valueOf(discardBatch(context, { commandId: context.newId(), batchId }))
    const other = aDraft(context, 'Other').batchId
    const answer = edit(context, other, [{ op: 'put', lineId: '', fields: { reversesId: adjustmentId } }])
    expect(answer.lines[0]?.line.amount).toBe('40.00')
    expect(codesOf(getBatch(context, { batchId }))).toEqual(['batch_unknown'])
  })
})

describe('names', () => {
  it('numbers a new batch whose name is taken, and refuses to rename to one', () => {
    const { context, batchId } = ready()
    const second = valueOf(createBatch(context, { commandId: context.newId(), name: 'Corrections' }))
    expect(second.name).toBe('Corrections (2)')
    const rename = { commandId: context.newId(), batchId, name: 'Corrections (2)' }
    expect(codesOf(renameBatch(context, rename))).toEqual(['name_taken'])
    expect(valueOf(renameBatch(context, { ...rename, commandId: context.newId(), name: 'May' })).name).toBe(
      'May',
    )
  })
})
