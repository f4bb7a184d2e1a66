import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../main/ledger/judgedFact'
import { listBatchLines } from '../../main/ledger/lineTable'
import { aDraft, aPostedBatch, cell, edit, post } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { tempLedger, testContext, type TestContext } from '../support/tempLedger'

function ready() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 1000 }] },
      { id: 'IT2', amount: 500 },
    ],
  })
  return testContext(ledger)
}

function factsOf(context: TestContext, batchId: string, withoutOwnPostings: boolean) {
  const { ledger, person, clock } = context
  const lines = listBatchLines(ledger, batchId)
  return loadFacts(ledger, lines, { person, now: clock.now(), batchId, withoutOwnPostings }).facts
}

describe('loadFacts', () => {
  it('holds what the lines touch and nothing else', () => {
    const context = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'T1', 'Credit', '1')])
    const facts = factsOf(context, batchId, false)
    expect([...facts.sources.keys()]).toEqual(['Tax:T1'])
    expect([...facts.invoices.keys()]).toEqual(['I1'])
    expect(facts.adjustments.size).toBe(0)
  })

  it('leaves a batch out of its own account on request: creates and cancels', () => {
    const context = ready()
    const first = aPostedBatch(context, [cell('I1', 'IT1', 'Credit', '30')])
    const adjustmentId = listBatchLines(context.ledger, first.batchId)[0]?.lineId ?? ''
    const { batchId } = aDraft(context, 'Second')
    edit(context, batchId, [
      cell('I1', 'T1', 'Credit', '2'),
      { op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId } },
    ])
    const before = factsOf(context, batchId, false)
    post(context, batchId)
    const after = factsOf(context, batchId, true)
    expect(after.invoices.get('I1')).toEqual(before.invoices.get('I1'))
    expect(after.sources).toEqual(before.sources)
    expect(after.adjustments.get(adjustmentId)).toMatchObject({ status: 'Processed', remainderMinor: 3000n })
    expect(after.adjustments.size).toBe(1)
    expect(factsOf(context, batchId, false).invoices.get('I1')?.balanceMinor).toBe(11300n)
  })

  it('says that facts disagree when items and tax do not add up, and notices when they do again', () => {
    const context = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '1')])
    const { ledger } = context
    ledger.database.exec(
      'update invoice set amount_minor = 11499; update ledger set fact_version = fact_version + 1',
    )
    expect(factsOf(context, batchId, false).invoices.get('I1')?.factsDisagree).toBe(true)
    ledger.database.exec(
      'update invoice set amount_minor = 11500; update ledger set fact_version = fact_version + 1',
    )
    expect(factsOf(context, batchId, false).invoices.get('I1')?.factsDisagree).toBe(false)
  })
})
