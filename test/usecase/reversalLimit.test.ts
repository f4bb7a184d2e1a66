import { describe, expect, it } from 'vitest'
import type { ReversalStart } from '@contract/reversal'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { startReversal } from '../../main/usecase/reversal/startReversal'
import { valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { anImported, importedId } from '../support/anImported'
import { tempLedger, testContext } from '../support/tempLedger'

const limit = 20_000

/** So many imported adjustments of one item, one cent each, by a few statements. */
function imported(ledger: Ledger, count: number): void {
  anImported(ledger, { n: 1, type: 'Credit', amount: 1, day: 3 })
  const copy = (table: string, key: string) => {
    const columns = ledger
      .sql<{ name: string }>('select name from pragma_table_info(?)')
      .all(table)
      .map(({ name }) => name)
    const values = columns.map((name) => (name === key ? "printf('01TEST1MP0RT%014d', n)" : name))
    ledger
      .sql(
        `with recursive counter (n) as (select 2 union all select n + 1 from counter where n < ?)
         insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from counter, ${table} where ${key} = ?`,
      )
      .run(BigInt(count), importedId(1))
  }
  inTransaction(ledger, () => {
    copy('adjustment', 'id')
    copy('adjustment_state', 'adjustment_id')
  })
}

describe('the limit of a plan', () => {
  it('lets in as many as it says, and refuses one more by name, whatever it starts from', () => {
    const ledger = tempLedger()
    aCompany(ledger)
    anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 100_000 }] })
    imported(ledger, limit + 1)
    const context = testContext(ledger)
    const start = (from: ReversalStart) => startReversal(context, { commandId: context.newId(), from })
    const ids = Array.from({ length: limit + 1 }, (_, index) => importedId(index + 1))
    const tooMany = { ok: false, rejections: [{ code: 'reversal_too_many', params: { limit } }] }
    expect(start({ of: 'invoice', invoiceId: 'I1' })).toMatchObject(tooMany)
    expect(start({ of: 'period', periodId: 'P2026-11' })).toMatchObject(tooMany)
    expect(start({ of: 'adjustments', adjustmentIds: ids })).toMatchObject(tooMany)
    const view = valueOf(start({ of: 'adjustments', adjustmentIds: ids.slice(1) }))
    expect(view).toMatchObject({ candidateCount: limit, chosenCount: limit, rejectedCount: 0 })
    expect(view.totals).toEqual([{ currency: 'USD', credits: '0.00', charges: '200.00', net: '200.00' }])
  })
})
