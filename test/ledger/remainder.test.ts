import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadAdjustmentFacts } from '../../main/ledger/adjustmentFactTable'
import type { Ledger } from '../../main/ledger/database'
import { readRemainders } from '../../main/ledger/remainder'
import { aDraft, aPostedBatch, cell, edit, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { tempLedger, testContext } from '../support/tempLedger'
import { listLines } from '../../main/usecase/batch/listLines'

// What is left of an adjustment is worked out for the lists and for the rules, each in a statement of its own.

interface Imported {
  readonly id: string
  readonly type: 'Credit' | 'Charge'
  readonly amount: number
  readonly day: number
  readonly source: 'IT1' | 'IT2' | ''
  readonly status: 'Processed' | 'Canceled'
  /** Position of an earlier one that it is linked to; below zero for none. */
  readonly reverses: number
}

function insertImported(ledger: Ledger, given: Imported, reverses: Imported | undefined) {
  const { id, type, amount, day, source, status } = given
  const isLinked =
    reverses !== undefined && reverses.source === source && reverses.type !== type && reverses.reverses < 0
  ledger
    .sql(
      `insert into adjustment values (?, 'imported', ?, ?, 'I1', 'INV-I1', ?, ?, ?, 'USD', ?, ?, ?, '', '', '', '',
         '', '', '', 0, '', '', '', '{}', ?, null, null, 'M1', '2026-11-15T00:00:00.000Z', '', '', '', null)`,
    )
    .run(
      id,
      source === '' ? 'IA' : 'IIA',
      `IIA-${id}`,
      source === '' ? '' : 'InvoiceDetail',
      source,
      type,
      BigInt(amount),
      BigInt(type === 'Charge' ? amount : -amount),
      `2026-11-${String(day).padStart(2, '0')}`,
      isLinked ? reverses.id : null,
    )
  ledger
    .sql(
      `insert into adjustment_state (adjustment_id, number, billing_id, status, reason_code, transferred, reverses_id)
       values (?, ?, '', ?, '', '', ?)`,
    )
    .run(id, `IIA-${id}`, status, isLinked ? reverses.id : null)
}

const imported = fc.array(
  fc.record({
    type: fc.constantFrom('Credit' as const, 'Charge' as const),
    amount: fc.integer({ min: 1, max: 900 }),
    day: fc.integer({ min: 1, max: 4 }),
    source: fc.constantFrom('IT1' as const, 'IT2' as const, '' as const),
    status: fc.constantFrom('Processed' as const, 'Processed' as const, 'Canceled' as const),
    reverses: fc.integer({ min: -4, max: 5 }),
  }),
  { minLength: 1, maxLength: 14 },
)

function factsOf(ledger: Ledger, ids: readonly string[], batchId: string) {
  return loadAdjustmentFacts(ledger, { ids, sourceIds: [], headerInvoiceIds: [], batchId })
}

function ready() {
  const ledger = tempLedger()
  ledger.database.pragma('synchronous = OFF')
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 100000 },
      { id: 'IT2', amount: 100000 },
    ],
  })
  return ledger
}

describe('what is left of an adjustment', () => {
  it('is the same to the rules and to the lists, whatever came by import', () => {
    fc.assert(
      fc.property(imported, (given) => {
        const ledger = ready()
        const rows = given.map((row, index) => ({ ...row, id: `IMP${String(index).padStart(23, '0')}` }))
        rows.forEach((row, index) =>
          insertImported(ledger, row, row.reverses < index ? rows[row.reverses] : undefined),
        )
        const ids = rows.map(({ id }) => id)
        const lists = readRemainders(ledger, ids)
        const rules = factsOf(ledger, ids, '')
        for (const id of ids) expect([id, rules.get(id)?.remainderMinor]).toEqual([id, lists.get(id)])
        ledger.close()
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  it('is the same with reversals posted here and reversals that wait', () => {
    const ledger = ready()
    const context = testContext(ledger)
    const { batchId } = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '40')])
    const view = valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 10 }))
    const original = view.rows[0]?.adjustmentId ?? ''
    const reversal = (amount: string) => ({
      op: 'put' as const,
      lineId: '',
      fields: { reversesId: original, amount },
    })
    aPostedBatch(context, [reversal('15')], 'Reversed')
    const draft = aDraft(context, 'Waiting')
    edit(context, draft.batchId, [reversal('10')])
    const ids = ledger
      .sql<{ id: string }>('select id from adjustment')
      .all()
      .map(({ id }) => id)
    for (const own of ['', draft.batchId]) {
      const lists = readRemainders(ledger, ids, own)
      const rules = factsOf(ledger, ids, own)
      for (const id of ids) expect([id, rules.get(id)?.remainderMinor]).toEqual([id, lists.get(id)])
    }
    expect(factsOf(ledger, ids, '').get(original)?.remainderMinor).toBe(1500n)
  })

  it('an imported opposite that is used up can be cancelled, what it took back can not', () => {
    const ledger = ready()
    const common = { amount: 500, source: 'IT1', status: 'Processed', reverses: -1 } as const
    insertImported(ledger, { ...common, id: 'OLD', type: 'Credit', day: 1 }, undefined)
    insertImported(ledger, { ...common, id: 'NEW', type: 'Charge', day: 2 }, undefined)
    const facts = factsOf(ledger, ['OLD', 'NEW'], '')
    expect(facts.get('OLD')).toMatchObject({ hasReversals: true, remainderMinor: 0n })
    expect(facts.get('NEW')).toMatchObject({ hasReversals: false, remainderMinor: 0n })
  })
})
