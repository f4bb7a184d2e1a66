import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../main/ledger/judgedFact'
import { listBatchLines } from '../../main/ledger/lineTable'
import { aDraft, cell, edit } from '../support/aBatch'
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

function factsOf(context: TestContext, batchId: string) {
  const { ledger, person, clock } = context
  const lines = listBatchLines(ledger, batchId)
  return loadFacts(ledger, lines, { person, now: clock.now(), batchId }).facts
}

describe('loadFacts', () => {
  it('holds what the lines touch and nothing else', () => {
    const context = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'T1', 'Credit', '1')])
    const facts = factsOf(context, batchId)
    expect([...facts.sources.keys()]).toEqual(['Tax:T1'])
    expect([...facts.invoices.keys()]).toEqual(['I1'])
    expect(facts.adjustments.size).toBe(0)
  })

  it('says that facts disagree when items and tax do not add up, and notices when they do again', () => {
    const context = ready()
    const { batchId } = aDraft(context)
    edit(context, batchId, [cell('I1', 'IT1', 'Credit', '1')])
    const { ledger } = context
    ledger.database.exec(
      'update invoice set amount_minor = 11499; update ledger set fact_version = fact_version + 1',
    )
    expect(factsOf(context, batchId).invoices.get('I1')?.factsDisagree).toBe(true)
    ledger.database.exec(
      'update invoice set amount_minor = 11500; update ledger set fact_version = fact_version + 1',
    )
    expect(factsOf(context, batchId).invoices.get('I1')?.factsDisagree).toBe(false)
  })
})
