import { beforeEach, describe, expect, it } from 'vitest'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { verifyLedger } from '../../main/ledger/verify'
import { linkReversal } from '../../main/usecase/link/linkReversal'
import { unlinkReversal } from '../../main/usecase/link/unlinkReversal'
import { aDraft, edit, valueOf } from '../support/aBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { anImported, importedId } from '../support/anImported'
import { reopen, tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { itemLine, postedOf } from './postedBatch'

// What the database refuses of links, whoever asks, and what verify finds where it could not.

let ledger: Ledger
let context: TestContext
let local: string
let localReversal: string
const [ten, twenty, charge, small, canceled, other, late] = [1, 2, 3, 4, 5, 6, 7].map(importedId) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 100000 },
      { id: 'IT2', amount: 10000 },
    ],
  })
  context = testContext(ledger)
  local = postedOf(context, 'First', [itemLine('I1', 'IT1', '7.00')]).ids[0] ?? ''
  const reversed = { type: 'Charge' as const, reversesId: local }
  localReversal = postedOf(context, 'Second', [itemLine('I1', 'IT1', '2.00', reversed)]).ids[0] ?? ''
  anImported(ledger, { n: 1, type: 'Credit', amount: 1000, day: 2 })
  anImported(ledger, { n: 2, type: 'Credit', amount: 2000, day: 3 })
  anImported(ledger, { n: 3, type: 'Charge', amount: 1500, day: 21 })
  anImported(ledger, { n: 4, type: 'Charge', amount: 500, day: 21 })
  anImported(ledger, { n: 5, type: 'Charge', amount: 500, day: 21, status: 'Canceled' })
  anImported(ledger, { n: 6, type: 'Credit', amount: 2000, day: 3, source: 'IT2' })
  anImported(ledger, { n: 7, type: 'Credit', amount: 2000, day: 22 })
})

const attempt = (adjustmentId: string, originalId: string | null, event = 'linked') =>
  ledger
    .sql(
      `insert or fail into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, detail,
         original_id) values (?, ?, 'create', '', '', '', '{}', ?)`,
    )
    .run(adjustmentId, event, originalId)
const link = (adjustmentId: string, originalId: string) =>
  valueOf(linkReversal(context, { commandId: context.newId(), adjustmentId, originalId }))
const set = (adjustmentId: string, originalId: string | null) =>
  ledger
    .sql('update adjustment_state set reverses_id = ? where adjustment_id = ?')
    .run(originalId, adjustmentId)
function waiting(fields: object): void {
  const { batchId } = aDraft(context, 'Waiting')
  edit(context, batchId, [{ op: 'put', lineId: '', fields }])
}

describe('a link that is written straight into the ledger', () => {
  it.each<[string, string, () => unknown]>([
    ['by another event', 'link_of_another_event', () => attempt(charge, twenty, 'updated')],
    ['of what was posted here', 'link_not_imported', () => attempt(localReversal, twenty)],
    ['of a canceled one', 'link_not_imported', () => attempt(canceled, twenty)],
    ['of what is linked', 'link_not_imported', () => (link(small, ten), attempt(small, twenty))],
    ['to itself', 'reversal_of_another', () => attempt(charge, charge)],
    ['to the same type', 'reversal_of_another', () => attempt(small, charge)],
    ['to another source', 'reversal_of_another', () => attempt(charge, other)],
    ['to a later one', 'reversal_of_another', () => attempt(charge, late)],
    ['to what is not there', 'reversal_of_another', () => attempt(charge, 'X')],
    [
      'to a reversal',
      'reversal_of_another',
      () => attempt(anImported(ledger, { n: 8, type: 'Credit', amount: 1, day: 23 }), localReversal),
    ],
    ['beyond the amount', 'reversal_exceeds_remainder', () => attempt(charge, ten)],
    [
      'beyond what is posted',
      'reversal_exceeds_remainder',
      () => (waiting({ reversesId: local, amount: '0.01' }), attempt(small, local)),
    ],
    [
      'beyond what is linked',
      'reversal_exceeds_remainder',
      () => (
        link(charge, twenty),
        attempt(anImported(ledger, { n: 8, type: 'Charge', amount: 501, day: 23 }), twenty)
      ),
    ],
    [
      'beyond what waits',
      'reversal_exceeds_remainder',
      () => (waiting({ reversesId: twenty, amount: '5.01' }), attempt(charge, twenty)),
    ],
    [
      'beyond what is being canceled',
      'reversal_exceeds_remainder',
      () => (waiting({ action: 'cancel', adjustmentId: twenty }), attempt(small, twenty)),
    ],
    [
      'of what a batch holds',
      'claim_taken',
      () => (waiting({ action: 'cancel', adjustmentId: charge }), attempt(charge, twenty)),
    ],
    [
      'of what is reversed itself',
      'reversal_of_reversal',
      () => (
        link(charge, twenty),
        attempt(twenty, anImported(ledger, { n: 8, type: 'Charge', amount: 2000, day: 1 }))
      ),
    ],
    ['taken away where there is none', 'link_missing', () => attempt(charge, null)],
    ['taken away from a posted one', 'link_missing', () => attempt(localReversal, null)],
    ['in the state alone', 'append_only', () => set(charge, twenty)],
    ['in the state to another', 'append_only', () => (link(small, ten), set(small, twenty))],
    ['in the state of a posted one', 'append_only', () => set(localReversal, null)],
    [
      'by replacing the state',
      'append_only',
      () =>
        ledger
          .sql(
            `insert or replace into adjustment_state select * from adjustment_state where adjustment_id = ?`,
          )
          .run(charge),
    ],
    [
      'by changing its event',
      'append_only',
      () => (
        link(small, ten),
        ledger.sql("update adjustment_event set original_id = ? where event = 'linked'").run(twenty)
      ),
    ],
    [
      'by deleting its event',
      'append_only',
      () => (link(small, ten), ledger.sql("delete from adjustment_event where event = 'linked'").run()),
    ],
  ])('%s: %s', (_what, refusal, work) => {
    expect(() => inTransaction(ledger, work)).toThrow(refusal)
  })

  it('leaves no more for a reversal that is posted, and for a claim', () => {
    link(charge, twenty)
    const { batchId } = aDraft(context)
    const claim = (minor: bigint) =>
      ledger.sql("insert into claim values ('L1', ?, ?, 'reverse', ?)").run(batchId, twenty, minor)
    edit(context, batchId, [{ op: 'put', lineId: '', fields: { reversesId: ten, amount: '1.00' } }])
    ledger.sql("insert into line values ('L1', ?, 99, 'I1', 'IT1', '', '', '{}')").run(batchId)
    expect(() => claim(501n)).toThrow('claim_taken')
    expect(() =>
      ledger
        .sql(
          `insert into adjustment select 'N1', 'local', kind, 'N1', invoice_id, invoice_number, source_type, source_id,
             'Charge', currency, 501, 501, '2026-11-20', 'P2026-11', reason_code, '', '', '', '', '', 0, '', '', '', '{}', id,
             null, null, null, '2026-11-20T00:00:00Z', '', '', '', null from adjustment where id = ?`,
        )
        .run(twenty),
    ).toThrow('reversal_exceeds_remainder')
    expect(() => {
      ledger
        .sql(
          `insert into adjustment select 'N1', 'local', kind, 'N1', invoice_id, invoice_number, source_type, source_id,
             'Credit', currency, 1, -1, '2026-11-20', 'P2026-11', reason_code, '', '', '', '', '', 0, '', '', '', '{}', id,
             null, null, null, '2026-11-20T00:00:00Z', '', '', '', null from adjustment where id = ?`,
        )
        .run(charge)
    }).toThrow('reversal_of_another')
    expect(claim(500n).changes).toBe(1)
  })
})

/** Does what no trigger lets happen: takes them out, changes rows, and puts them back as they were. */
function tamper(...statements: string[]): string[] {
  const { database } = ledger
  const triggers = ledger
    .sql<{ name: string; sql: string }>("select name, sql from sqlite_schema where type = 'trigger'")
    .all()
  database.pragma('foreign_keys = off')
  for (const { name } of triggers) database.exec(`drop trigger ${name}`)
  for (const statement of statements) expect(database.prepare(statement).run().changes).toBeGreaterThan(0)
  for (const { sql } of triggers) database.exec(sql)
  database.pragma('foreign_keys = on')
  ledger = reopen(ledger)
  return verifyLedger(ledger).faults.map(({ what }) => what)
}

describe('a link that was tampered with is found', () => {
  beforeEach(() => {
    link(charge, twenty)
    link(small, ten)
    valueOf(unlinkReversal(context, { commandId: context.newId(), adjustmentId: small }))
  })

  it('not where nothing was', () => {
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it.each([
    [
      'its state',
      `update adjustment_state set reverses_id = null where adjustment_id = '${charge}'`,
      'adjustment_state',
    ],
    [
      'the state of what is not linked',
      `update adjustment_state set reverses_id = '${ten}' where adjustment_id = '${small}'`,
      'adjustment_state',
    ],
    [
      'its event',
      `update adjustment_event set original_id = '${local}' where original_id = '${twenty}'`,
      'reversal_link',
    ],
    [
      'who made it',
      "update adjustment_event set person_id = 'reviewer' where event = 'linked'",
      'reversal_link',
    ],
    [
      'an event that is gone',
      "delete from adjustment_event where event = 'linked' and original_id is null",
      'reversal_link',
    ],
    ['the log', "delete from audit where action = 'unlinkReversal'", 'audit_missing'],
  ])('%s', (_what, statement, fault) => {
    expect(tamper(statement)).toContain(fault)
  })

  it('event and state together, by the log', () => {
    const faults = tamper(
      `update adjustment_event set original_id = '${local}' where original_id = '${twenty}'`,
      `update adjustment_state set reverses_id = '${local}' where adjustment_id = '${charge}'`,
    )
    expect(faults).toContain('reversal_link')
    expect(faults).toContain('reversal_remainder')
  })

  it('between two that cannot belong together', () => {
    const faults = tamper(
      `update adjustment_event set original_id = '${other}' where original_id = '${twenty}'`,
      `update adjustment_state set reverses_id = '${other}' where adjustment_id = '${charge}'`,
    )
    expect(faults.filter((what) => what === 'reversal_link')).toHaveLength(2)
  })
})
