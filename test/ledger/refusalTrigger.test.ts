import { beforeEach, describe, expect, it } from 'vitest'
import { setCancelled, setRefused } from '../../main/ledger/adjustmentStateTable'
import type { Ledger } from '../../main/ledger/database'
import { verifyLedger } from '../../main/ledger/verify'
import { markLanded } from '../../main/usecase/batch/markLanded'
import { aCompany, anInvoice } from '../support/aCompany'
import { tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { itemLine, postedOf, valueOf } from './postedBatch'

// What the billing system refused takes no part: the database holds to it whoever asks, and verify looks.

let ledger: Ledger
let context: TestContext
let original: { batchId: string; ids: string[] }
let originalId: string
let reversalId: string

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  context = testContext(ledger)
  original = postedOf(context, 'First', [itemLine('I1', 'IT1', '40.00')])
  originalId = original.ids[0] ?? ''
  const reversing = { type: 'Charge', reversesId: originalId } as const
  reversalId = postedOf(context, 'Second', [itemLine('I1', 'IT1', '15.00', reversing)]).ids[0] ?? ''
})

function refuseOriginal() {
  const moment = '2026-11-21T08:00:00.000Z'
  const marks = [{ lineId: originalId, outcome: 'refused' as const, moment, billingId: '', number: '' }]
  valueOf(markLanded(context, { commandId: context.newId(), batchId: original.batchId, marks }))
}

describe('a refused original', () => {
  it('is not refused while a reversal stands', () => {
    expect(() => setRefused(ledger, originalId, 'create')).toThrow('refusal_contradicted')
    setRefused(ledger, reversalId, 'create')
    expect(() => setRefused(ledger, originalId, 'create')).not.toThrow()
  })

  it('gets no reversal back by a refused cancel', () => {
    setCancelled(ledger, reversalId, 'Pat Preparer', '2026-11-21T08:00:00.000Z')
    setRefused(ledger, originalId, 'create')
    expect(() => setRefused(ledger, reversalId, 'cancel')).toThrow('refusal_contradicted')
  })

  it('is not reversed any more', () => {
    refuseOriginal()
    const columns = ledger
      .sql<{ name: string }>("select name from pragma_table_info('adjustment')")
      .all()
      .map(({ name }) => (name === 'id' ? "'NEW'" : name))
    const insert = `insert into adjustment select ${columns.join(', ')} from adjustment where id = ?`
    expect(() => ledger.sql(insert).run(reversalId)).toThrow('reversal_of_another')
  })

  it('with a reversal that stands all the same is found, unless it was refused before there was the rule', () => {
    refuseOriginal()
    expect(verifyLedger(ledger).faults).toEqual([])
    ledger.sql('update adjustment_state set is_refused = 0 where adjustment_id = ?').run(reversalId)
    const kinds = () => verifyLedger(ledger).faults.map(({ what }) => what)
    expect(kinds()).toContain('reversal_of_refused')
    ledger.database.exec('drop trigger adjustment_event_never_changes')
    ledger.sql("update adjustment_event set detail = json_remove(detail, '$.reversals')").run()
    expect(kinds()).not.toContain('reversal_of_refused')
  })
})
