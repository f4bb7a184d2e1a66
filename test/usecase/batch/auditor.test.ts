import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../main/ledger/database'
import { refreshBalances } from '../../../main/ledger/balanceTable'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { createBatch } from '../../../main/usecase/batch/createBatch'
import { deleteAdjustment } from '../../../main/usecase/batch/deleteAdjustment'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { redoEdit } from '../../../main/usecase/batch/redoEdit'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { undoEdit } from '../../../main/usecase/batch/undoEdit'
import type { DraftChange } from '@contract/batch'
import { approveInput, cell, submitInput, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

// An auditor who knows nothing of the app: balances, open amounts and books from the posted rows alone.

interface Posting {
  id: string
  invoice_id: string
  source_id: string
  impact: number
  created: boolean
  cancelled: boolean
  createLandedAt: string
  cancelLandedAt: string
}

function postingsOf(ledger: Ledger): Posting[] {
  const rows = ledger
    .sql<{ id: string; invoice_id: string; source_id: string; type: string; amount_minor: bigint }>(
      'select * from adjustment',
    )
    .all()
  return rows.map((row) => {
    const events = ledger
      .sql<{ event: string; effect: string; detail: string }>(
        'select event, effect, detail from adjustment_event where adjustment_id = ? order by sequence',
      )
      .all(row.id)
    const impact = Number(row.amount_minor) * (row.type === 'Credit' ? -1 : 1)
    const { id, invoice_id, source_id } = row
    const posting: Posting = {
      id,
      invoice_id,
      source_id,
      impact,
      created: false,
      cancelled: false,
      createLandedAt: '',
      cancelLandedAt: '',
    }
    for (const { event, effect, detail } of events) {
      const { moment = '' } = JSON.parse(detail) as { moment?: string }
      if (event === 'posted') posting.created = true
      if (event === 'cancelled') posting.cancelled = true
      if (event === 'refused' && effect === 'create') posting.created = false
      if (event === 'refused' && effect === 'cancel') posting.cancelled = false
      if (event === 'landed' && effect === 'create') posting.createLandedAt = moment
      if (event === 'landed' && effect === 'cancel') posting.cancelLandedAt = moment
    }
    return posting
  })
}

function expectedBalances(ledger: Ledger, postings: readonly Posting[]) {
  const invoices = ledger
    .sql<{ id: string; balance_minor: bigint; as_of: string }>(
      'select id, balance_minor, as_of from invoice order by id',
    )
    .all()
  return invoices.map(({ id, balance_minor, as_of }) => {
    const contains = (landedAt: string) => landedAt !== '' && landedAt <= as_of
    let balance = Number(balance_minor)
    for (const posting of postings.filter(({ invoice_id, created }) => invoice_id === id && created)) {
      if (!contains(posting.createLandedAt)) balance += posting.impact
      if (posting.cancelled && !contains(posting.cancelLandedAt)) balance -= posting.impact
    }
    return [id, balance]
  })
}

function audit(ledger: Ledger) {
  const postings = postingsOf(ledger)
  const balances = ledger
    .sql<{ id: string; b: bigint }>('select id, current_balance_minor as b from invoice order by id')
    .all()
    .map(({ id, b }) => [id, Number(b)])
  expect(balances).toEqual(expectedBalances(ledger, postings))
  for (const [, balance] of balances) expect(balance).toBeGreaterThanOrEqual(0)
  for (const { id, amount } of ledger
    .sql<{ id: string; amount: bigint }>('select id, amount_minor as amount from item')
    .all()) {
    const standing = postings.filter(
      ({ source_id, created, cancelled }) => source_id === id && created && !cancelled,
    )
    const open = standing.reduce((sum, { impact }) => sum + impact, Number(amount))
    expect(open * Math.sign(Number(amount))).toBeGreaterThanOrEqual(0)
    expect(Math.abs(open)).toBeLessThanOrEqual(Math.abs(Number(amount)))
  }
  const books = ledger
    .sql<{ d: bigint; c: bigint }>(
      'select sum(debit_minor) as d, sum(credit_minor) as c from journal_entry group by journal_id',
    )
    .all()
  for (const { d, c } of books) expect(d).toBe(c)
  const orphans = ledger.sql(
    'select 1 as one from claim c join batch b on b.id = c.batch_id where b.state not in (?, ?)',
  )
  expect(orphans.all('draft', 'submitted')).toEqual([])
}

type Step = readonly [verb: string, batch: number, item: number, amount: number]
const verbs = [
  'type',
  'type',
  'charge',
  'reverse',
  'cancel',
  'post',
  'post',
  'recall',
  'undo',
  'redo',
  'land',
  'refuse',
  'delete',
  'import',
]
const steps = fc.array(
  fc.tuple(fc.constantFrom(...verbs), fc.nat(1), fc.nat(3), fc.integer({ min: 1, max: 4000 })),
  {
    minLength: 30,
    maxLength: 60,
  },
)

interface Office {
  readonly context: TestContext
  /** Two drafts to work in; one that was posted makes room for the next. */
  readonly drafts: string[]
  readonly posted: string[]
}

function newDraft(context: TestContext): string {
  return valueOf(createBatch(context, { commandId: context.newId(), name: 'Work' })).batchId
}

/** Some steps are refused, as they are in life; whatever was accepted must add up. */
function take(office: Office, [verb, slot, item, amount]: Step): boolean {
  const { context, drafts, posted } = office
  const { ledger, newId } = context
  const batchId = drafts[slot] ?? ''
  const typed = (amount / 100).toFixed(2)
  const based = () => ({
    commandId: newId(),
    batchId,
    editNumber: valueOf(getBatch(context, { batchId })).editNumber,
  })
  const put = (changes: DraftChange[]) => editDraft(context, { ...based(), label: verb, changes }).ok
  const known = ledger.sql<{ id: string }>('select id from adjustment order by id').all()
  const adjustmentId = known[amount % (known.length || 1)]?.id ?? ''
  const moment = `2026-11-2${item}T00:00:00.000Z`
  switch (verb) {
    case 'type':
      return put([cell(item < 2 ? 'I0' : 'I1', `IT${item}`, item === 3 ? 'Charge' : 'Credit', typed)])
    case 'charge':
      return put([cell(item < 2 ? 'I0' : 'I1', `IT${item}`, 'Charge', typed)])
    case 'reverse':
      return put([
        {
          op: 'put',
          lineId: '',
          fields: { reversesId: adjustmentId, ...(item > 1 ? { amount: typed } : {}) },
        },
      ])
    case 'cancel':
      return put([{ op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId } }])
    case 'undo':
      return undoEdit(context, based()).ok
    case 'redo':
      return redoEdit(context, based()).ok
    case 'recall':
      return (
        submitSound(context, batchId) &&
        recallBatch(context, { ...based(), revision: revisionOf(context, batchId) }).ok
      )
    case 'post':
      if (!submitSound(context, batchId) || !approveAsSeen(context, batchId)) return false
      posted.push(batchId)
      drafts[slot] = newDraft(context)
      return true
    case 'delete':
      return adjustmentId !== '' && deleteAdjustment(context, { commandId: newId(), adjustmentId }).ok
    case 'import':
      ledger.sql('update invoice set as_of = max(as_of, ?)').run(moment)
      refreshBalances(ledger, 'all')
      return true
    default: {
      const landing = posted[amount % (posted.length || 1)] ?? newId()
      const lines = ledger
        .sql<{ id: string }>('select id from line where batch_id = ? order by position')
        .all(landing)
      const mark = {
        lineId: lines[item % (lines.length || 1)]?.id ?? newId(),
        moment,
        billingId: '',
        number: '',
      }
      const outcome = verb === 'land' ? ('landed' as const) : ('refused' as const)
      return markLanded(context, { commandId: newId(), batchId: landing, marks: [{ ...mark, outcome }] }).ok
    }
  }
}

const revisionOf = (context: TestContext, batchId: string) => valueOf(getBatch(context, { batchId })).revision

/** Takes out the refused lines, then submits with every warning confirmed. */
function submitSound(context: TestContext, batchId: string): boolean {
  const { rejections, editNumber } = valueOf(getBatch(context, { batchId }))
  const lineIds = new Set(rejections.map(({ at }) => at.split('/')[1] ?? ''))
  if (lineIds.size > 0) {
    const changes = [...lineIds].map((lineId) => ({ op: 'remove' as const, lineId }))
    valueOf(editDraft(context, { commandId: context.newId(), batchId, editNumber, label: 'drop', changes }))
  }
  const outcome = submitBatch(context, submitInput(context, valueOf(getBatch(context, { batchId }))))
  return outcome.ok
}

function approveAsSeen(context: TestContext, batchId: string): boolean {
  const input = approveInput(context, valueOf(getBatch(context, { batchId })))
  return approveBatch(context.as(reviewer), input).ok
}

describe('the auditor', () => {
  it('finds the balances of the ledger after any sequence of commands', () => {
    const accepted = new Map<string, number>()
    fc.assert(
      fc.property(steps, (sequence) => {
        const ledger = tempLedger()
        ledger.database.pragma('synchronous = OFF')
        aCompany(ledger)
        ledger.sql("insert into setting values ('adjustOppositeSign', 'true')").run()
        anInvoice(ledger, {
          id: 'I0',
          items: [
            { id: 'IT0', amount: 10000 },
            { id: 'IT1', amount: 5000 },
          ],
        })
        anInvoice(ledger, {
          id: 'I1',
          items: [
            { id: 'IT2', amount: 20000 },
            { id: 'IT3', amount: -3000 },
          ],
        })
        const context = testContext(ledger)
        const office: Office = { context, drafts: [newDraft(context), newDraft(context)], posted: [] }
        for (const step of sequence) {
          if (take(office, step)) accepted.set(step[0], (accepted.get(step[0]) ?? 0) + 1)
        }
        audit(ledger)
        ledger.close()
      }),
      { numRuns: 12, seed: 20261120, endOnFailure: true },
    )
    // A test in which everything is refused would prove nothing.
    for (const verb of new Set(verbs)) {
      expect(accepted.get(verb) ?? 0, verb).toBeGreaterThan(0)
    }
  })
})
