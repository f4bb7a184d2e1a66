import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
import { expectSoundBooks, expectWithinAmounts } from '../../support/auditor/audit'
import { runsOf, timeFor } from '../../support/auditor/run'
import { reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

// Two drafts, everything that is done to lines and batches, and the independent auditor at the end.

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

const runs = runsOf({ numRuns: 12, seed: 20261120 })

describe('the auditor', () => {
  it(
    'finds the balances of the ledger after any sequence of commands',
    () => {
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
          expectWithinAmounts(context, expectSoundBooks(context))
          ledger.close()
        }),
        runs,
      )
      // A test in which everything is refused would prove nothing.
      for (const verb of new Set(verbs)) {
        expect(accepted.get(verb) ?? 0, verb).toBeGreaterThan(0)
      }
    },
    timeFor(runs),
  )
})
