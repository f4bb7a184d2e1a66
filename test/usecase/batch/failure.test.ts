import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../main/ledger/database'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { aDraft, approveInput, cell, edit, submit, submitInput, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { reviewer, tempLedger, testContext } from '../../support/tempLedger'

function ready() {
  const ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: Array.from({ length: 20 }, (_, index) => ({ id: `IT${index}`, amount: 10000 })),
  })
  const context = testContext(ledger)
  return { ledger, context, batchId: aDraft(context).batchId }
}

const everyCell = (amount: string) =>
  Array.from({ length: 20 }, (_, index) => cell('I1', `IT${index}`, 'Credit', amount))

/** Every row of every table, as text. */
function everything(ledger: Ledger): string {
  const tables = ledger
    .sql<{ name: string }>("select name from sqlite_schema where type = 'table' order by name")
    .all()
  return tables
    .map(({ name }) =>
      JSON.stringify([name, ledger.sql(`select * from "${name}"`).all()], (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value,
      ),
    )
    .join('\n')
}

describe('a failure between two writes leaves nothing', () => {
  const tables = [
    'adjustment',
    'adjustment_state',
    'adjustment_event',
    'journal_entry',
    'journal',
    'batch_event',
    'audit',
    'command',
  ]

  it.each(tables)('of an approval, when writing to %s fails', (table) => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, everyCell('1'))
    submit(context, batchId)
    const before = everything(ledger)
    // The second row fails, after the first was written; of the log and the command there is only one.
    const atRow = rowsOf(ledger, table) + (table === 'audit' || table === 'command' ? 0 : 1)
    ledger.database.exec(`create temp trigger fails before insert on main.${table}
      when (select count(*) from main.${table}) >= ${atRow}
      begin select raise(abort, 'the disk is on fire'); end`)
    const input = approveInput(context, valueOf(getBatch(context, { batchId })))
    expect(() => approveBatch(context.as(reviewer), input)).toThrow('the disk is on fire')
    expect(everything(ledger)).toBe(before)
    ledger.database.exec('drop trigger fails')
    expect(valueOf(approveBatch(context.as(reviewer), input)).state).toBe('approved')
  })

  it.each(['line', 'draft_edit', 'command'])('of an edit, when writing to %s fails', (table) => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, [cell('I1', 'IT0', 'Credit', '1')])
    const before = everything(ledger)
    ledger.database.exec(`create temp trigger fails after insert on main.${table}
      begin select raise(abort, 'the disk is on fire'); end`)
    const input = { commandId: context.newId(), batchId, editNumber: 1, label: '', changes: everyCell('2') }
    expect(() => editDraft(context, input)).toThrow('the disk is on fire')
    expect(everything(ledger)).toBe(before)
    ledger.database.exec('drop trigger fails')
    const answer = valueOf(editDraft(context, input))
    expect(answer).toMatchObject({ lineCount: 20, totals: [{ credits: '40.00' }] })
  })

  it('of a submit, when the disk is full', () => {
    const { ledger, context, batchId } = ready()
    edit(context, batchId, everyCell('1'))
    const before = everything(ledger)
    const input = submitInput(context, valueOf(getBatch(context, { batchId })))
    const pages = Number(ledger.database.pragma('page_count', { simple: true }))
    ledger.database.pragma(`max_page_count = ${pages}`)
    expect(() => submitBatch(context, input)).toThrow('full')
    ledger.database.pragma('max_page_count = 1073741823')
    expect(everything(ledger)).toBe(before)
    expect(valueOf(submitBatch(context, input)).revision).toBe(1)
    expect(ledger.sql('select min(provisional_number) as first from line').get()).toEqual({
      first: 'IIA-7F3K-00000001',
    })
  })
})

function rowsOf(ledger: Ledger, table: string): number {
  return Number(ledger.sql<{ n: bigint }>(`select count(*) as n from ${table}`).get()?.n)
}
