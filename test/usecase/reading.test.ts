import { expect, it } from 'vitest'
import type { Ledger } from '../../main/ledger/database'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { handlers } from '../../main/usecase/index'
import { aDraft, approveInput, cell, edit, submit, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { openAgain, reviewer, tempLedger, testContext } from '../support/tempLedger'

/** The reading connection, with something happening elsewhere once it has begun to read. */
function interrupted(ledger: Ledger, happening: () => void): Ledger {
  let reads = 0
  return {
    ...ledger,
    sql: (text) => {
      reads += 1
      if (reads === 2) happening()
      return ledger.sql(text)
    },
  }
}

it('a query sees one state of the ledger, though a batch is posted while it reads', () => {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
  const context = testContext(ledger)
  const { batchId } = aDraft(context)
  edit(context, batchId, [cell('I1', 'IT1', 'Credit', '5')])
  const submitted = submit(context, batchId)
  const reading = interrupted(openAgain(ledger.path, 'read'), () => {
    valueOf(approveBatch(context.as(reviewer), approveInput(context, submitted)))
  })
  const before = valueOf(handlers.getBatch(context.on(reading), { batchId }))
  expect(before).toMatchObject({ state: 'submitted', movedFacts: [] })
  expect(before.events.at(-1)?.event).toBe('submitted')
  expect(before.invoices).toMatchObject([{ balanceBefore: '100.00', balanceAfter: '95.00' }])
  expect(valueOf(handlers.getBatch(context.on(reading), { batchId })).state).toBe('approved')
})
