import { describe, expect, it } from 'vitest'
import type { Input } from '@contract/api'
import type { ReviewView } from '@contract/review'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { returnBatch } from '../../../main/usecase/batch/returnBatch'
import { movePeriod } from '../../../main/usecase/period/movePeriod'
import { drawSample } from '../../../main/usecase/review/drawSample'
import { drawnSample } from '../../../main/usecase/review/drawnSample'
import { getLineBasis } from '../../../main/usecase/review/getLineBasis'
import { getReview } from '../../../main/usecase/review/getReview'
import { listLineComments } from '../../../main/usecase/review/listLineComments'
import { markLines } from '../../../main/usecase/review/markLines'
import { reviewedBy } from '../../../main/usecase/review/reviewed'
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
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../../support/tempLedger'

/** An office with two invoices of two items each, and a batch of four credits that waits for its reviewer. */
function anOffice() {
  const ledger = tempLedger()
  aCompany(ledger)
  for (const id of ['I1', 'I2'])
    anInvoice(ledger, {
      id,
      items: [
        { id: `${id}A`, amount: 100_000 },
        { id: `${id}B`, amount: 50_000 },
      ],
    })
  const context = testContext(ledger)
  const { batchId } = aDraft(context)
  edit(context, batchId, [
    cell('I1', 'I1A', 'Credit', '12.34'),
    cell('I1', 'I1B', 'Credit', '300.00'),
    cell('I2', 'I2A', 'Credit', '950.00'),
    cell('I2', 'I2B', 'Credit', '7.00'),
  ])
  const batch = submit(context, batchId)
  return { ledger, context, batch, batchId, review: context.as(reviewer) }
}

function reviewOf(context: TestContext, batchId: string): ReviewView {
  return valueOf(getReview(context, { batchId }))
}

function mark(context: TestContext, view: ReviewView, fields: Partial<Input<'markLines'>>) {
  const { batchId, revision, contentHash } = view
  const lineIds = view.lines.map(({ view: { line } }) => line.lineId)
  return markLines(context, {
    commandId: context.newId(),
    ...{ batchId, revision, contentHash, lineIds, mark: 'accepted', comment: '' },
    ...fields,
  })
}

function lineOf(view: ReviewView, sourceId: string) {
  const found = view.lines.find(({ view: { line } }) => line.sourceId === sourceId)
  if (found === undefined) expect.fail(`no line on ${sourceId}`)
  return found
}

const idOf = (view: ReviewView, sourceId: string) => lineOf(view, sourceId).view.line.lineId

const back = (view: ReviewView, comment = '') => ({
  commandId: `01RETURN0000000000000000${String(view.revision).padStart(2, '0')}`,
  batchId: view.batchId,
  revision: view.revision,
  comment,
})

describe('getReview', () => {
  it('gives the lines in order of risk with their reasons, to anybody who looks', () => {
    const { context, batchId } = anOffice()
    const { lines, approval, sample } = reviewOf(context, batchId)
    expect(lines.map(({ view, risks }) => [view.line.sourceId, risks.map(({ reason }) => reason)])).toEqual([
      ['I2A', ['close_to_cap', 'first_reason_by_preparer']],
      ['I1B', ['first_reason_by_preparer', 'round_amount']],
      ['I1A', ['first_reason_by_preparer']],
      ['I2B', ['first_reason_by_preparer']],
    ])
    expect(lines.every((line) => line.mark === '' && line.acceptedInRevision === 0)).toBe(true)
    expect(approval.coveredBy).toHaveLength(1)
    expect(sample).toBeNull()
  })

  it('counts what was posted on an item before, the reasons used then, and the pair of people', () => {
    const ledger = tempLedger()
    aCompany(ledger)
    anInvoice(ledger, { id: 'I1', items: [{ id: 'I1A', amount: 100_000 }] })
    const context = testContext(ledger)
    for (let count = 1; count <= 5; count += 1)
      aPostedBatch(context, [cell('I1', 'I1A', 'Credit', '1.23')], `Posted ${count}`)
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'I1A', 'Credit', '4.56')])
    submit(context, batchId)
    const risksAs = (person: typeof reviewer) => reviewOf(context.as(person), batchId).lines[0]?.risks
    const before = { reason: 'item_adjusted_before', params: { count: '5', date: '2026-11-20' } }
    expect(risksAs(reviewer)).toEqual([before, { reason: 'same_pair', params: { count: '5' } }])
    expect(risksAs(controller)).toEqual([before])
  })

  it('knows a period that was closed and opened again', () => {
    const ledger = tempLedger()
    aCompany(ledger)
    anInvoice(ledger, { id: 'I1', items: [{ id: 'I1A', amount: 100_000 }] })
    const context = testContext(ledger)
    for (const to of ['PendingClose', 'Closed', 'Open'] as const) {
      const input = {
        commandId: context.newId(),
        periodId: 'P2026-11',
        to,
        reason: 'A late credit',
        confirmed: [],
      }
      valueOf(movePeriod(context.as(controller), input))
    }
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'I1A', 'Credit', '1.23')])
    submit(context, batchId)
    const [first] = reviewOf(context, batchId).lines
    expect(first?.risks[0]).toEqual({ reason: 'reopened_period', params: { period: '2026-11' } })
  })

  it('is of submitted batches only', () => {
    const { context, batchId } = anOffice()
    valueOf(recallBatch(context, { commandId: context.newId(), batchId, revision: 1 }))
    expect(codesOf(getReview(context, { batchId }))).toEqual(['batch_state'])
    expect(codesOf(getReview(context, { batchId: context.newId() }))).toEqual(['batch_unknown'])
  })
})

describe('markLines', () => {
  it('keeps marks of each person by themselves, and takes them away again', () => {
    const { context, batchId, review } = anOffice()
    const view = reviewOf(review, batchId)
    valueOf(mark(review, view, {}))
    valueOf(mark(review, view, { lineIds: [idOf(view, 'I2A')], mark: 'returned', comment: 'Why so much?' }))
    valueOf(mark(review, view, { lineIds: [idOf(view, 'I1A')], mark: '' }))
    const seen = reviewOf(review, batchId)
    expect([lineOf(seen, 'I2A').mark, lineOf(seen, 'I2A').comment]).toEqual(['returned', 'Why so much?'])
    expect([lineOf(seen, 'I1A').mark, lineOf(seen, 'I1B').mark]).toEqual(['', 'accepted'])
    expect(reviewOf(context.as({ ...controller, rights: ['review'] }), batchId).lines[0]?.mark).toBe('')
    expect(reviewedBy(review.ledger, { id: batchId, contentHash: view.contentHash }, reviewer.id)).toEqual({
      ...{ accepted: 2, returned: 1, sample: null },
    })
  })

  it('does nothing twice', () => {
    const { batchId, review } = anOffice()
    const view = reviewOf(review, batchId)
    const commandId = review.newId()
    expect(valueOf(mark(review, view, { commandId }))).toEqual({ batchId, marked: 4 })
    expect(valueOf(mark(review, view, { commandId }))).toEqual({ batchId, marked: 4 })
  })

  it('refuses who worked on the batch, another revision, other content, other lines and a silent return', () => {
    const { context, batchId, review } = anOffice()
    const view = reviewOf(review, batchId)
    const both = context.as({ ...preparer, rights: ['prepare', 'review'] })
    expect(codesOf(mark(both, view, {}))).toEqual(['approver_touched_lines'])
    expect(codesOf(mark(context, view, {}))).toEqual(['right_missing'])
    expect(codesOf(mark(review, view, { revision: 2 }))).toEqual(['revision_moved'])
    expect(codesOf(mark(review, view, { contentHash: 'f'.repeat(64) }))).toEqual(['content_hash_differs'])
    expect(codesOf(mark(review, view, { lineIds: [review.newId()] }))).toEqual(['not_found'])
    expect(codesOf(mark(review, view, { mark: 'returned' }))).toEqual(['comment_required'])
    valueOf(recallBatch(context, { commandId: context.newId(), batchId, revision: 1 }))
    expect(codesOf(mark(review, view, {}))).toEqual(['batch_state'])
  })

  it('holds an approval back while a line is marked for return', () => {
    const { batchId, batch, review } = anOffice()
    const view = reviewOf(review, batchId)
    valueOf(mark(review, view, { lineIds: [idOf(view, 'I1A')], mark: 'returned', comment: 'No' }))
    expect(codesOf(approveBatch(review, approveInput(review, batch)))).toEqual(['lines_marked_for_return'])
    valueOf(mark(review, view, {}))
    expect(valueOf(approveBatch(review, approveInput(review, batch))).state).toBe('approved')
  })
})

describe('a batch that comes back', () => {
  it('keeps accepted what has not changed, in content and facts', () => {
    const { context, batchId, review } = anOffice()
    const first = reviewOf(review, batchId)
    valueOf(mark(review, first, {}))
    valueOf(mark(review, first, { lineIds: [idOf(first, 'I2B')], mark: 'returned', comment: 'Only 6.00' }))
    valueOf(returnBatch(review, back(first)))
    edit(context, batchId, [cell('I2', 'I2B', 'Credit', '6.00'), cell('I1', 'I1A', 'Credit', '12.35')])
    submit(context, batchId)
    const second = reviewOf(review, batchId)
    expect(['I1A', 'I1B', 'I2A', 'I2B'].map((id) => lineOf(second, id).acceptedInRevision)).toEqual([
      0, 1, 1, 0,
    ])
    expect(lineOf(second, 'I2B').earlierComments).toEqual([
      { revision: 1, by: reviewer.name, comment: 'Only 6.00' },
    ])
    expect(second.lines.every((line) => line.mark === '')).toBe(true)
    // Of somebody else nothing was accepted.
    expect(
      reviewOf(context.as(controller), batchId).lines.every((line) => line.acceptedInRevision === 0),
    ).toBe(true)
  })

  it('asks again where a fact of the line has moved', () => {
    const { ledger, context, batchId, review } = anOffice()
    const first = reviewOf(review, batchId)
    valueOf(mark(review, first, {}))
    valueOf(returnBatch(review, back(first, 'Once more')))
    ledger
      .sql("update invoice set balance_minor = 140000, current_balance_minor = 140000 where id = 'I1'")
      .run()
    submit(context, batchId)
    const second = reviewOf(review, batchId)
    expect(['I1A', 'I1B', 'I2A', 'I2B'].map((id) => lineOf(second, id).acceptedInRevision)).toEqual([
      0, 0, 1, 1,
    ])
    ledger
      .sql("update invoice set balance_minor = 130000, current_balance_minor = 130000 where id = 'I2'")
      .run()
    const moved = reviewOf(review, batchId)
    expect(['I2A', 'I2B'].map((id) => lineOf(moved, id).acceptedInRevision)).toEqual([0, 0])
    expect(lineOf(moved, 'I2A').hasMovedFacts).toBe(true)
  })

  it('says why: for all of it or for lines', () => {
    const { batchId, review, context } = anOffice()
    const view = reviewOf(review, batchId)
    expect(codesOf(returnBatch(review, back(view)))).toEqual(['comment_required'])
    valueOf(mark(review, view, { lineIds: [idOf(view, 'I1A')], mark: 'returned', comment: 'Wrong item' }))
    valueOf(returnBatch(review, { ...back(view), commandId: review.newId() }))
    const { comments } = valueOf(listLineComments(context, { batchId }))
    expect(comments).toEqual([
      {
        ...{ lineId: idOf(view, 'I1A'), revision: 1, by: reviewer.name },
        ...{ at: '2026-11-20T10:00:00.000Z', comment: 'Wrong item' },
      },
    ])
    expect(valueOf(getBatch(context, { batchId })).state).toBe('draft')
    expect(codesOf(listLineComments(context, { batchId: context.newId() }))).toEqual(['batch_unknown'])
  })
})

describe('drawSample', () => {
  it('keeps and logs the seed, with which the sample is drawn again', () => {
    const { ledger, batchId, review, context } = anOffice()
    const drawn = valueOf(drawSample(review, { commandId: review.newId(), batchId, revision: 1, size: 2 }))
    const { seed = '', size = 0, by } = drawn.sample ?? {}
    expect(seed).toMatch(/^[0-9a-f]{32}$/)
    expect([size, by]).toEqual([2, reviewer.name])
    const lineIds = drawn.lines.map(({ view }) => view.line.lineId)
    const sampled = drawn.lines.filter(({ isInSample }) => isInSample).map(({ view }) => view.line.lineId)
    expect(new Set(sampled)).toEqual(drawnSample(lineIds, { seed, size }))
    const logged = ledger
      .sql<{ detail: string }>("select detail from audit where action = 'drawSample'")
      .all()
      .map(({ detail }) => JSON.parse(detail) as { seed: string; size: number })
    expect(logged.map((row) => [row.seed, row.size])).toEqual([[seed, size]])
    expect(reviewedBy(ledger, { id: batchId, contentHash: drawn.contentHash }, reviewer.id).sample).toEqual({
      ...{ seed, size },
    })
    // Others see that one until they draw their own.
    expect(reviewOf(context.as(controller), batchId).sample?.seed).toBe(seed)
    expect(
      reviewedBy(ledger, { id: batchId, contentHash: drawn.contentHash }, controller.id).sample,
    ).toBeNull()
  })

  it('takes every line of a batch that is smaller, and another seed each time', () => {
    const { batchId, review } = anOffice()
    const draw = () =>
      valueOf(drawSample(review, { commandId: review.newId(), batchId, revision: 1, size: 500 })).sample
    const [first, second] = [draw(), draw()]
    expect([first?.size, second?.size]).toEqual([4, 4])
    expect(first?.seed).not.toBe(second?.seed)
  })
})

describe('getLineBasis', () => {
  it('names the facts with their as-of, what stands beside the line, and its journal', () => {
    const ledger = tempLedger()
    aCompany(ledger)
    anInvoice(ledger, { id: 'I1', items: [{ id: 'I1A', amount: 100_000, name: 'Licence' }] })
    const context = testContext(ledger)
    aPostedBatch(context, [cell('I1', 'I1A', 'Credit', '1.23')])
    const { batchId } = aDraft(context, 'Second')
    edit(context, batchId, [cell('I1', 'I1A', 'Credit', '4.56')])
    submit(context, batchId)
    const view = reviewOf(context, batchId)
    const basis = valueOf(getLineBasis(context, { batchId, lineId: idOf(view, 'I1A') }))
    const facts = Object.fromEntries(basis.facts.map((fact) => [fact.kind, fact]))
    expect(facts['source']).toMatchObject({ label: 'Licence', asOf: '2026-11-15T00:00:00.000Z' })
    expect(facts['source']?.values['open']).toBe('998.77')
    expect(facts['invoice']?.asOf).toBe('2026-11-15T00:00:00.000Z')
    expect(facts['period']).toMatchObject({ label: '2026-11', asOf: '' })
    expect(facts['setting']).toBeUndefined()
    expect(basis.beside.map(({ type, amount, status }) => [type, amount, status])).toEqual([
      ['Credit', '1.23', 'Processed'],
    ])
    expect(basis.besideCount).toBe(1)
    expect(basis.journal).toEqual([
      { account: 'Revenue', debit: '4.56', credit: '0.00' },
      { account: 'Accounts Receivable', debit: '0.00', credit: '4.56' },
    ])
    expect(codesOf(getLineBasis(context, { batchId, lineId: context.newId() }))).toEqual(['not_found'])
  })
})
