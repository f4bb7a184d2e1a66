import { beforeEach, describe, expect, it } from 'vitest'
import { auditHash } from '../../main/ledger/auditTable'
import { refreshBalances } from '../../main/ledger/balanceTable'
import type { Ledger } from '../../main/ledger/database'
import { verifyLedger, VerifyCancelled } from '../../main/ledger/verify'
import { deleteAdjustment } from '../../main/usecase/batch/deleteAdjustment'
import { markLanded } from '../../main/usecase/batch/markLanded'
import { seedSandbox } from '../../main/usecase/seedSandbox'
import { aCompany, anInvoice } from '../support/aCompany'
import { testClock } from '../support/fixedClock'
import { sequentialIds } from '../support/sequentialId'
import { reopen, tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { itemLine, postedOf, submittedOf, valueOf } from './postedBatch'
import { tampered } from './tamper'

let ledger: Ledger
let context: TestContext
let ids: string[]

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, {
    id: 'I1',
    items: [
      { id: 'IT1', amount: 10000, tax: [{ id: 'T1', amount: 2000 }] },
      { id: 'IT2', amount: 5000 },
    ],
  })
  anInvoice(ledger, { id: 'I2', currency: 'JPY', items: [{ id: 'IT3', amount: 7000 }] })
  context = testContext(ledger)
  const first = postedOf(context, 'First', [
    itemLine('I1', 'IT1', '40.00', { comment: 'too much', referenceId: 'CASE-1' }),
    itemLine('I1', 'IT2', '10.00'),
    itemLine('I2', 'IT3', '700'),
  ])
  const reversal = postedOf(context, 'Second', [
    itemLine('I1', 'IT1', '15.00', { type: 'Charge', reversesId: first.ids[0] }),
  ])
  ids = [...first.ids, ...reversal.ids]
})

function faultsOf(one: Ledger): string[] {
  return verifyLedger(one).faults.map(({ what }) => what)
}

function tamper(...statements: string[]): void {
  ledger = tampered(ledger, ...statements)
}

describe('a sound ledger', () => {
  it('is sound, and counted', () => {
    const verdict = verifyLedger(ledger)
    expect(verdict.faults).toEqual([])
    expect(verdict).toMatchObject({ sound: true, adjustments: 4, journals: 4, invoices: 2 })
    expect(verdict.auditRows).toBe(6)
    expect(verdict.head).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is sound with everything that can happen to an adjustment', () => {
    const [, second, third] = ids
    const cancel = postedOf(context, 'Cancel', [
      { action: 'cancel', adjustmentId: second },
      { action: 'cancel', adjustmentId: third },
    ])
    valueOf(deleteAdjustment(context, { commandId: context.newId(), adjustmentId: second ?? '' }))
    valueOf(
      markLanded(context, {
        commandId: context.newId(),
        batchId: ledger.sql<{ id: string }>("select id from batch where name = 'Second'").get()?.id ?? '',
        marks: [
          {
            lineId: ids[3] ?? '',
            outcome: 'landed',
            moment: '2026-11-20T09:00:00.000Z',
            billingId: 'B1',
            number: 'IIA-1',
          },
        ],
      }),
    )
    submittedOf(context, 'Waiting', [itemLine('I1', 'IT2', '1.00')])
    expect(cancel.ids).toHaveLength(2)
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('is sound with an adjustment that came cancelled', () => {
    const id = '01TEST1MP0RT00000000000001'
    ledger
      .sql(
        `insert into adjustment select ?, 'imported', kind, 'IIA-9', invoice_id, invoice_number, source_type, source_id,
           type, currency, amount_minor, impact_minor, adjustment_date, '', reason_code, '', '', '', '', '', 0, '', '', '',
           '{}', null, null, null, 'IMPORT0', recorded_at, '', '', '', null from adjustment where id = ?`,
      )
      .run(id, ids[1])
    ledger
      .sql(
        `insert into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, import_id, detail)
         values (?, 'imported', 'create', '', '', '', 'IMPORT0', '{"status":"Canceled"}')`,
      )
      .run(id)
    ledger
      .sql(
        `insert into adjustment_state (adjustment_id, number, billing_id, status, reason_code, transferred,
           create_landed_at, cancel_landed_at)
         values (?, 'IIA-9', 'B9', 'Canceled', '', '', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')`,
      )
      .run(id)
    refreshBalances(ledger, ['I1'])
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('is sound as a training company, read-only', () => {
    const sandbox = tempLedger()
    seedSandbox(sandbox, { clock: testClock(), newId: sequentialIds() })
    expect(verifyLedger(reopen(sandbox, 'read')).faults).toEqual([])
  })

  it('stops when nobody waits for it', () => {
    expect(() => verifyLedger(ledger, { progress: () => undefined, isCancelled: () => true })).toThrow(
      VerifyCancelled,
    )
  })

  it('tells how far it is, phase by phase to its end', () => {
    const ends = new Map<string, [number, number]>()
    const progress = (phase: string, done: number, total: number) => ends.set(phase, [done, total])
    verifyLedger(ledger, { progress, isCancelled: () => false })
    expect([...ends.keys()]).toEqual([
      'file',
      'audit',
      'revisions',
      'statements',
      'approvals',
      'adjustments',
      'journals',
      'postings',
      'balances',
    ])
    for (const [done, total] of ends.values()) expect(done).toBe(total)
  })
})

describe('tampering', () => {
  const first = () => `'${ids[0] ?? ''}'`

  it.each<[string, () => string[], string]>([
    [
      'an amount',
      () => [`update adjustment set amount_minor = 4100, impact_minor = -4100 where id = ${first()}`],
      'journal_adjustment',
    ],
    [
      'a type',
      () => [`update adjustment set type = 'Charge', impact_minor = 4000 where id = ${first()}`],
      'adjustment_content',
    ],
    [
      'a source',
      () => [`update adjustment set source_id = 'IT2' where id = ${first()}`],
      'adjustment_content',
    ],
    [
      'a date',
      () => [`update adjustment set adjustment_date = '2026-11-19' where id = ${first()}`],
      'adjustment_content',
    ],
    [
      'a comment',
      () => [`update adjustment set comment = 'fine' where id = ${first()}`],
      'adjustment_content',
    ],
    [
      'an invoice',
      () => [`update adjustment set invoice_id = 'I2' where id = ${first()}`],
      'invoice_balance',
    ],
    [
      'a status',
      () => [`update adjustment_state set status = 'Canceled' where adjustment_id = ${first()}`],
      'adjustment_state',
    ],
    [
      'a refusal',
      () => [`update adjustment_state set is_refused = 1 where adjustment_id = ${first()}`],
      'adjustment_state',
    ],
    [
      'a landing',
      () => [
        `update adjustment_state set create_landed_at = '2026-11-01T00:00:00.000Z' where adjustment_id = ${first()}`,
      ],
      'adjustment_state',
    ],
    [
      'a link',
      () => [`update adjustment set reverses_id = null where reverses_id = ${first()}`],
      'adjustment_content',
    ],
    [
      'an event that is gone',
      () => [`delete from adjustment_event where adjustment_id = ${first()}`],
      'adjustment_events',
    ],
    [
      'a state that is gone',
      () => [`delete from adjustment_state where adjustment_id = ${first()}`],
      'adjustment_state',
    ],
    ['an adjustment that is gone', () => [`delete from adjustment where id = ${first()}`], 'file_reference'],
    [
      'an adjustment that is gone with all that belongs to it',
      () => [
        `delete from journal_entry where journal_id in (select id from journal where adjustment_id = ${first()})`,
        `delete from journal where adjustment_id = ${first()}`,
        `delete from adjustment_event where adjustment_id = ${first()}`,
        `delete from adjustment_state where adjustment_id = ${first()}`,
        `update adjustment set reverses_id = null where reverses_id = ${first()}`,
        `delete from adjustment where id = ${first()}`,
      ],
      'adjustment_content',
    ],
    [
      'a journal that is gone',
      () => [`delete from journal where adjustment_id = ${first()}`],
      'journal_missing',
    ],
    ['an entry that is gone', () => ['delete from journal_entry where position = 2'], 'journal_entries'],
    [
      'an entry of another amount',
      () => ['update journal_entry set debit_minor = debit_minor + 1 where debit_minor > 0'],
      'journal_balance',
    ],
    [
      'both sides of a journal',
      () => ['update journal_entry set debit_minor = debit_minor * 2, credit_minor = credit_minor * 2'],
      'journal_adjustment',
    ],
    [
      'a journal moved to another period',
      () => ["update journal set period_id = 'P2026-12'"],
      'journal_adjustment',
    ],
    ['a balance', () => ["update invoice set current_balance_minor = 1 where id = 'I1'"], 'invoice_balance'],
    [
      'the imported balance',
      () => ["update invoice set balance_minor = balance_minor - 1 where id = 'I1'"],
      'invoice_balance',
    ],
    [
      'what is beyond the balance',
      () => ["update invoice set pending_minor = 0 where id = 'I1'"],
      'invoice_balance',
    ],
    [
      'a count of adjustments',
      () => ["update invoice set adjustment_count = 9 where id = 'I2'"],
      'invoice_balance',
    ],
    [
      'what was approved',
      () => ["update revision set content = replace(content, '40.00', '41.00')"],
      'revision_hash',
    ],
    [
      'a revision that is gone',
      () => [
        'delete from revision where content_hash in (select content_hash from revision limit 1)',
        "update batch set revision = 0 where name = 'First'",
      ],
      'adjustment_content',
    ],
    ['an audit row', () => [`update audit set detail = '{"name":"Else"}' where sequence = 2`], 'audit_hash'],
    ['who did it', () => ["update audit set person_name = 'Somebody' where sequence = 3"], 'audit_hash'],
    ['an audit row that is gone', () => ['delete from audit where sequence = 3'], 'audit_sequence'],
    ['the end of the log', () => ['delete from audit where sequence >= 5'], 'audit_missing'],
    [
      'two rows that changed places',
      () => [
        'update audit set sequence = -sequence where sequence in (3, 4)',
        'update audit set sequence = 7 + sequence where sequence < 0',
      ],
      'audit_link',
    ],
    [
      'a row put in between',
      () => [
        "insert into audit select 99, at, person_id, person_name, action, subject, detail, hash, 'feed' from audit where sequence = 6",
      ],
      'audit_hash',
    ],
  ])('finds %s', (_, statements, expected) => {
    tamper(...statements())
    const verdict = verifyLedger(ledger)
    expect(verdict.sound).toBe(false)
    expect(verdict.faults.map(({ what }) => what)).toContain(expected)
    for (const { place, expected: wanted, found } of verdict.faults) {
      expect(place).not.toBe('')
      expect(wanted).not.toBe(found)
    }
  })

  it('finds a trigger that is gone, one too many, and one that was weakened', () => {
    const { database } = ledger
    database.exec('drop trigger journal_balances')
    expect(faultsOf(ledger)).toEqual(['file_schema'])
    database.exec('create trigger journal_balances before insert on journal begin select 1; end')
    expect(faultsOf(ledger)).toEqual(['file_schema'])
    database.exec('create trigger extra after insert on journal begin select 1; end')
    expect(faultsOf(ledger)).toEqual(['file_schema', 'file_schema'])
  })

  it('finds a column too many and asks nothing more of that file', () => {
    ledger.database.exec('alter table adjustment add column secret text')
    expect(faultsOf(ledger)).toContain('file_schema')
  })

  it('names place, expected and found', () => {
    tamper("update invoice set current_balance_minor = 1 where id = 'I1'")
    expect(verifyLedger(ledger).faults).toEqual([
      {
        what: 'invoice_balance',
        place: 'invoice INV-I1, balance',
        expected: '135.00 USD',
        found: '0.01 USD',
      },
    ])
  })

  it('finds a log that was written anew by its head, and where a cut leaves what it told of behind', () => {
    const before = verifyLedger(ledger)
    rewriteChain('Kim Else')
    const after = verifyLedger(ledger)
    expect(after.faults).toEqual([])
    expect(after.auditRows).toBe(before.auditRows)
    expect(after.head).not.toBe(before.head)
  })
})

/** What a careful forger does: changes one row and computes all later hashes again. */
function rewriteChain(personName: string): void {
  const rows = ledger
    .sql<Record<string, string> & { sequence: bigint }>('select * from audit order by sequence')
    .all()
  let previous = ''
  const statements = rows.map((row) => {
    const name = row.sequence === 2n ? personName : (row.person_name ?? '')
    const entry = {
      at: row.at ?? '',
      personId: row.person_id ?? '',
      personName: name,
      action: row.action ?? '',
      subject: row.subject ?? '',
      detail: {},
    }
    const hash = auditHash(Number(row.sequence), previous, entry, row.detail ?? '')
    const statement = `update audit set person_name = '${name}', previous_hash = '${previous}', hash = '${hash}' where sequence = ${row.sequence}`
    previous = hash
    return statement
  })
  tamper(...statements)
}
