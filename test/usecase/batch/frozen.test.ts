import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftChange } from '@contract/batch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { listBatches } from '../../../main/usecase/batch/listBatches'
import { listLines } from '../../../main/usecase/batch/listLines'
import { listRevisions } from '../../../main/usecase/batch/listRevisions'
import { aDraft, aPostedBatch, cell, edit, submit, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { tempLedger, testContext } from '../../support/tempLedger'

// What the rules say of a submitted batch and what its frozen revision shows are worked out apart.

function ready() {
  const ledger = tempLedger()
  ledger.database.pragma('synchronous = OFF')
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000 },
      { id: 'IT2', amount: 5000, tax: [{ id: 'T1', amount: 1000 }] },
      { id: 'IT3', amount: -4000 },
    ],
    paid: 9000,
  })
  const context = testContext(ledger)
  const earlier = aPostedBatch(context, [
    cell('I1', 'IT1', 'Credit', '10'),
    cell('I1', 'IT2', 'Credit', '12'),
  ])
  const view = valueOf(
    listLines(context, { batchId: earlier.batchId, revision: 0, invoiceId: '', from: 0, limit: 9 }),
  )
  return { context, posted: view.rows.map(({ adjustmentId }) => adjustmentId) }
}

type Wish = readonly [what: string, place: number, amount: number]
const wishes = fc.array(
  fc.tuple(
    fc.constantFrom('item', 'item', 'item', 'reversal', 'cancel', 'header'),
    fc.nat(3),
    fc.integer({ min: 1, max: 4000 }),
  ),
  { minLength: 1, maxLength: 8 },
)

function changeOf([what, place, amount]: Wish, posted: readonly string[]): DraftChange {
  const typed = (amount / 100).toFixed(2)
  const id = posted[place % posted.length] ?? ''
  const put = (fields: Extract<DraftChange, { op: 'put' }>['fields']): DraftChange => ({
    op: 'put',
    lineId: '',
    fields,
  })
  if (what === 'reversal') return put({ reversesId: id, amount: ((amount % 900) / 100 + 0.01).toFixed(2) })
  if (what === 'cancel') return put({ action: 'cancel', adjustmentId: id })
  if (what === 'header') return put({ kind: 'IA', invoiceId: 'I1', type: 'Credit', amount: typed })
  const sourceId = ['IT1', 'IT2', 'T1', 'IT3'][place] ?? 'IT1'
  return cell('I1', sourceId, sourceId === 'IT3' ? 'Charge' : 'Credit', typed)
}

describe('a frozen revision', () => {
  it('shows lines, balances and totals as the rules judged them', () => {
    const seen = { lines: 0, together: 0, reversals: 0 }
    fc.assert(
      fc.property(wishes, (given) => {
        const { context, posted } = ready()
        const { batchId } = aDraft(context, 'Any')
        edit(
          context,
          batchId,
          given.map((wish) => changeOf(wish, posted)),
        )
        const { rejections } = valueOf(getBatch(context, { batchId }))
        const refused = [...new Set(rejections.map(({ at }) => at.split('/')[1] ?? ''))]
        if (refused.length > 0)
          edit(
            context,
            batchId,
            refused.map((lineId) => ({ op: 'remove', lineId })),
          )
        const draft = valueOf(getBatch(context, { batchId }))
        if (draft.lineCount === 0 || draft.rejectedLineCount > 0) return
        const judged = submit(context, batchId)
        const ask = { batchId, invoiceId: '', from: 0, limit: 100 }
        const figures = (revision: number) =>
          valueOf(listLines(context, { ...ask, revision })).rows.map((row) => [
            row.line.lineId,
            row.impact,
            row.openBefore,
            row.openAfter,
            row.balanceBefore,
            row.balanceAfter,
          ])
        expect(figures(1)).toEqual(figures(0))
        expect(valueOf(listRevisions(context, { batchId })).revisions[0]?.totals).toEqual(judged.totals)
        const filter = { text: 'Any', state: '' as const }
        const list = listBatches(context, { filter, sort: 'name', descending: false, after: '', limit: 9 })
        expect(valueOf(list).rows[0]?.totals).toEqual(judged.totals)
        seen.lines += judged.lineCount
        seen.together += judged.warnings.filter(({ code }) => code === 'only_together').length
        seen.reversals += given.filter(([what]) => what === 'reversal').length
        context.ledger.close()
      }),
      { numRuns: 40, seed: 11 },
    )
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0)
  })
})
