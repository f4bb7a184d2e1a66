import { beforeEach, describe, expect, it } from 'vitest'
import type { AdjustmentView } from '@contract/adjustment'
import type { Ledger } from '../../main/ledger/database'
import { readFactVersion } from '../../main/ledger/ledgerTable'
import { verifyLedger } from '../../main/ledger/verify'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { getAdjustment } from '../../main/usecase/getAdjustment'
import { linkReversal } from '../../main/usecase/link/linkReversal'
import { listLinkChoices } from '../../main/usecase/link/listLinkChoices'
import { unlinkReversal } from '../../main/usecase/link/unlinkReversal'
import { listAdjustments } from '../../main/usecase/listAdjustments'
import { aDraft, approveInput, codesOf, edit, post, submit, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { anImported, importedId, importedNumber } from '../support/anImported'
import { reviewer, tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { anyAdjustment } from './anyAdjustment'

// Three imported credits of 10.00, 20.00 and 30.00 on one item, and a charge of 20.00 that came without a link.

let ledger: Ledger
let context: TestContext
const [ten, twenty, thirty, charge] = [1, 2, 3, 4].map(importedId) as [string, string, string, string]

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 100000 },
      { id: 'IT2', amount: 10000 },
    ],
  })
  context = testContext(ledger)
  anImported(ledger, { n: 1, type: 'Credit', amount: 1000, day: 2 })
  anImported(ledger, { n: 2, type: 'Credit', amount: 2000, day: 3 })
  anImported(ledger, { n: 3, type: 'Credit', amount: 3000, day: 4 })
  anImported(ledger, {
    n: 4,
    type: 'Charge',
    amount: 2000,
    day: 6,
    comment: `takes back ${importedNumber(3)}`,
  })
})

const link = (adjustmentId: string, originalId: string) =>
  linkReversal(context, { commandId: context.newId(), adjustmentId, originalId })
const unlink = (adjustmentId: string) => unlinkReversal(context, { commandId: context.newId(), adjustmentId })
const view = (adjustmentId: string): AdjustmentView => valueOf(getAdjustment(context, { adjustmentId }))
const left = () => [ten, twenty, thirty, charge].map((id) => view(id).remainder)
const partsOf = (parts: AdjustmentView['assumedReverses']) =>
  parts.map(({ adjustment, amount }) => [adjustment.number, amount])
const shown = (reversed: 'hide' | '') =>
  valueOf(
    listAdjustments(context, {
      filter: { ...anyAdjustment, reversed },
      sort: 'date',
      descending: false,
      after: '',
      limit: 50,
    }),
  ).rows.map(({ number }) => number)
/** A draft that reverses the adjustment by that much. */
function waiting(adjustmentId: string, amount: string, name = 'Waiting'): string {
  const { batchId } = aDraft(context, name)
  edit(context, batchId, [{ op: 'put', lineId: '', fields: { reversesId: adjustmentId, amount } }])
  return batchId
}

describe('an imported opposite without a link', () => {
  it('is taken to reverse what is oldest, and says so on either side', () => {
    expect(left()).toEqual(['0.00', '10.00', '30.00', '0.00'])
    expect(view(charge)).toMatchObject({
      reverses: [],
      reversesNumber: '',
      link: { can: 'link', personName: '', at: '' },
      assumedReversedBy: [],
    })
    expect(partsOf(view(charge).assumedReverses)).toEqual([
      ['IIA-0001', '10.00'],
      ['IIA-0002', '10.00'],
    ])
    expect(partsOf(view(twenty).assumedReversedBy)).toEqual([['IIA-0004', '10.00']])
    expect(view(twenty)).toMatchObject({ reversedBy: [], link: { can: '' } })
    expect(shown('hide')).toEqual(['IIA-0001', 'IIA-0002', 'IIA-0003', 'IIA-0004'])
  })

  it('has its choices: what its comment names first, with what would be left for a link', () => {
    const { choices, total } = valueOf(listLinkChoices(context, { adjustmentId: charge }))
    expect(total).toBe(3)
    expect(
      choices.map((choice) => [
        choice.original.number,
        choice.left,
        choice.assumed,
        choice.isAssumed,
        choice.isNamed,
        choice.rejections.map(({ code }) => code),
      ]),
    ).toEqual([
      ['IIA-0003', '30.00', '0.00', false, true, []],
      ['IIA-0002', '20.00', '10.00', true, false, []],
      ['IIA-0001', '10.00', '10.00', true, false, ['reversal_exceeds_remainder']],
    ])
    expect(codesOf(listLinkChoices(context, { adjustmentId: context.newId() }))).toEqual(['not_found'])
  })
})

describe('a link', () => {
  it('decides what is left, who made it is known, and the ledger is sound', () => {
    const before = readFactVersion(ledger)
    valueOf(link(charge, thirty))
    expect(left()).toEqual(['10.00', '20.00', '10.00', '0.00'])
    expect(view(charge)).toMatchObject({
      reverses: [{ adjustmentId: thirty }],
      reversesNumber: 'IIA-0003',
      assumedReverses: [],
      link: { can: 'unlink', personName: 'Pat Preparer', at: context.clock.now() },
    })
    expect(view(charge).events.at(-1)).toMatchObject({
      event: 'linked',
      personName: 'Pat Preparer',
      detail: { reversed: 'IIA-0003' },
    })
    expect(view(thirty)).toMatchObject({ reversedBy: [{ adjustmentId: charge }], assumedReversedBy: [] })
    expect(view(thirty).cancelRejections.map(({ code }) => code)).toContain('cancel_has_reversals')
    expect(readFactVersion(ledger)).toBe(before + 1n)
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('of the whole folds the two away in lists, and taking it away brings them back', () => {
    valueOf(link(charge, twenty))
    expect(shown('hide')).toEqual(['IIA-0001', 'IIA-0003'])
    expect(shown('')).toEqual(['IIA-0001', 'IIA-0002', 'IIA-0003', 'IIA-0004'])
    valueOf(unlink(charge))
    expect(shown('hide')).toEqual(['IIA-0001', 'IIA-0002', 'IIA-0003', 'IIA-0004'])
    expect(left()).toEqual(['0.00', '10.00', '30.00', '0.00'])
    expect(view(charge)).toMatchObject({ reverses: [], link: { can: 'link', personName: '', at: '' } })
    expect(view(charge).events.map(({ event }) => event)).toEqual(['imported', 'linked', 'unlinked'])
    valueOf(link(charge, thirty))
    expect(view(charge).reversesNumber).toBe('IIA-0003')
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('of a part leaves the rest to be reversed here, and no more', () => {
    valueOf(link(charge, thirty))
    const { batchId } = aDraft(context, 'Rest')
    const reversal = (lineId: string, amount: string) =>
      edit(context, batchId, [{ op: 'put', lineId, fields: { reversesId: thirty, amount } }]).lines[0]
    const line = reversal('', '10.01')
    expect(line?.rejections.map(({ code }) => code)).toContain('reversal_exceeds_remainder')
    expect(reversal(line?.line.lineId ?? '', '10.00')?.rejections).toEqual([])
    post(context, batchId)
    expect(view(thirty).remainder).toBe('0.00')
    expect(shown('hide')).toEqual(['IIA-0001', 'IIA-0002'])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('makes a reversal of it, which is not reversed', () => {
    valueOf(link(charge, thirty))
    const { batchId } = aDraft(context)
    const { lines } = edit(context, batchId, [
      { op: 'put', lineId: '', fields: { reversesId: charge, amount: '1.00' } },
    ])
    expect(lines[0]?.rejections.map(({ code }) => code)).toContain('reversal_of_reversal')
  })

  it('is made to what was posted here as well', () => {
    const { batchId } = aDraft(context)
    edit(context, batchId, [
      {
        op: 'adjustSource',
        invoiceId: 'I1',
        sourceType: 'InvoiceDetail',
        sourceId: 'IT2',
        type: 'Credit',
        amount: '5.00',
        fields: {},
      },
    ])
    post(context, batchId)
    const local = ledger.sql<{ id: string }>("select id from adjustment where source_id = 'IT2'").get()!.id
    const late = anImported(ledger, { n: 9, type: 'Charge', amount: 500, day: 25, source: 'IT2' })
    valueOf(link(late, local))
    expect(view(local)).toMatchObject({ remainder: '0.00', reversedBy: [{ adjustmentId: late }] })
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('on the header of an invoice is of its own invoice only', () => {
    anInvoice(ledger, { id: 'I2', items: [{ id: 'IT3', amount: 10000 }] })
    anImported(ledger, { n: 5, type: 'Credit', amount: 100, day: 2, source: '' })
    anImported(ledger, { n: 6, type: 'Charge', amount: 100, day: 3, source: '', invoice: 'I2' })
    anImported(ledger, { n: 7, type: 'Charge', amount: 100, day: 3, source: '' })
    expect(link(importedId(6), importedId(5))).toMatchObject({
      rejections: [{ code: 'link_of_another', params: { because: 'source' } }],
    })
    valueOf(link(importedId(7), importedId(5)))
    expect(view(importedId(5)).remainder).toBe('0.00')
  })
})

describe('refused', () => {
  it.each<[string, string, () => unknown[]]>([
    ['an unknown one', 'adjustment_unknown', () => [link(context.newId(), ten)]],
    ['to what is unknown', 'link_of_another', () => [link(charge, context.newId())]],
    ['to less than it takes', 'reversal_exceeds_remainder', () => [link(charge, ten)]],
    ['to the same type', 'link_of_another', () => [link(twenty, ten)]],
    ['a second time', 'link_not_allowed', () => [link(charge, twenty), link(charge, thirty)]],
    ['what was never linked', 'link_missing', () => [unlink(charge)]],
    ['taking away what is unknown', 'adjustment_unknown', () => [unlink(context.newId())]],
    ['taken away twice', 'link_missing', () => [link(charge, twenty), unlink(charge), unlink(charge)]],
  ])('%s: %s', (_what, code, steps) => {
    const outcomes = steps() as ReturnType<typeof link>[]
    expect(codesOf(outcomes.at(-1)!)).toEqual([code])
    for (const outcome of outcomes.slice(0, -1)) expect(outcome.ok).toBe(true)
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('without the right to prepare', () => {
    const other = context.as(reviewer)
    const input = { commandId: context.newId(), adjustmentId: charge, originalId: twenty }
    expect(codesOf(linkReversal(other, input))).toEqual(['right_missing'])
    expect(codesOf(unlinkReversal(other, { commandId: context.newId(), adjustmentId: charge }))).toEqual([
      'right_missing',
    ])
  })

  it('while a batch reverses what the link would take, naming it and what it leaves', () => {
    waiting(thirty, '25.00', 'Credits back')
    expect(link(charge, thirty)).toMatchObject({
      rejections: [{ code: 'claim_taken', params: { batch: 'Credits back', left: '5.00', currency: 'USD' } }],
    })
    valueOf(link(charge, twenty))
  })

  it('while a batch holds the imported one itself, or cancels the original', () => {
    const { batchId } = aDraft(context, 'Cancels')
    edit(context, batchId, [{ op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId: thirty } }])
    expect(codesOf(link(charge, thirty))).toEqual(['claim_taken'])
    const { batchId: other } = aDraft(context, 'Other')
    edit(context, other, [{ op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId: charge } }])
    expect(codesOf(link(charge, twenty))).toEqual(['claim_taken'])
  })

  it('taken away while a batch reverses what it would be taken to reverse then', () => {
    valueOf(link(charge, thirty))
    waiting(ten, '10.00', 'Oldest')
    expect(unlink(charge)).toMatchObject({
      rejections: [{ code: 'claim_taken', params: { batch: 'Oldest', left: '0.00' } }],
    })
  })
})

describe('commands', () => {
  it('twice are one, and the same id with other content is refused', () => {
    const input = { commandId: context.newId(), adjustmentId: charge, originalId: twenty }
    valueOf(linkReversal(context, input))
    valueOf(linkReversal(context, input))
    expect(codesOf(linkReversal(context, { ...input, originalId: thirty }))).toEqual(['command_id_reused'])
    expect(view(charge).events.filter(({ event }) => event === 'linked')).toHaveLength(1)
  })

  it('write who linked what into the log', () => {
    valueOf(link(charge, thirty))
    valueOf(unlink(charge))
    const rows = ledger
      .sql<{ action: string; subject: string; detail: string }>(
        "select action, subject, detail from audit where action like '%linkReversal' order by sequence",
      )
      .all()
    const detail = { adjustmentId: charge, originalId: thirty, original: 'IIA-0003' }
    expect(rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as unknown }))).toEqual([
      { action: 'linkReversal', subject: 'adjustment IIA-0004', detail },
      { action: 'unlinkReversal', subject: 'adjustment IIA-0004', detail },
    ])
  })

  it('free what was taken for reversed: a draft may reverse it now', () => {
    const { batchId } = aDraft(context)
    const reversal = (lineId: string) =>
      edit(context, batchId, [{ op: 'put', lineId, fields: { reversesId: ten, amount: '10.00' } }]).lines[0]
    const line = reversal('')
    expect(line?.rejections.map(({ code }) => code)).toEqual(['reversal_exceeds_remainder'])
    valueOf(link(charge, thirty))
    expect(post(context, batchId).state).toBe('approved')
    expect(view(ten).remainder).toBe('0.00')
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('move the facts of a batch that was submitted on them: it is shown again', () => {
    const batchId = waiting(thirty, '5.00')
    const submitted = submit(context, batchId)
    valueOf(link(charge, thirty))
    const approve = approveBatch(context.as(reviewer), approveInput(context, submitted))
    expect(new Set(codesOf(approve))).toEqual(new Set(['facts_moved']))
  })
})
