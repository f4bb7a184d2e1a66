import { beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '@contract/setting'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { insertPerson } from '../../main/ledger/personTable'
import { verifyLedger } from '../../main/ledger/verify'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { aCompany, anInvoice } from '../support/aCompany'
import { forcePeriod } from '../support/forcedPeriod'
import { preparer, reviewer, tempLedger, testContext, type TestContext } from '../support/tempLedger'
import { itemLine, postedOf, submittedOf } from './postedBatch'

// Roads around the use cases: statements on the ledger's own connection, by somebody who knows its tables.
// 2026, closed to October, locked to August.

let ledger: Ledger
let context: TestContext

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', date: '2026-08-01', items: [{ id: 'IT1', amount: 10000 }] })
  context = testContext(ledger)
})

const run = (text: string) => () => inTransaction(ledger, () => ledger.sql(text).run())

interface Given {
  readonly by?: string
  readonly at?: string
  readonly date?: string
}

/** Copies the posted adjustment into another day, by another hand. */
const post = ({ by = reviewer.id, at = '2026-11-20T12:00:00.000Z', date = '2026-10-15' }: Given) => {
  const names = ledger
    .sql<{ name: string }>("select name from pragma_table_info('adjustment')")
    .all()
    .map(({ name }) => name)
  const changed: Record<string, string> = {
    id: `'COPY ${by} ${at} ${date}'`,
    adjustment_date: `'${date}'`,
    period_id: `'P${date.slice(0, 7)}'`,
    recorded_by: `'${by}'`,
    recorded_at: `'${at}'`,
  }
  return run(
    `insert into adjustment (${names.join(', ')}) select ${names.map((name) => changed[name] ?? name).join(', ')}
     from adjustment where origin = 'local' and id not like 'COPY%' limit 1`,
  )
}
const grant = (id: string, until: string, personId = reviewer.id, periodId = 'P2026-10') =>
  run(
    `insert into period_exception (id, period_id, person_id, reason, until, granted_by, granted_at)
     values ('${id}', '${periodId}', '${personId}', 'why', '${until}', 'controller', '2026-11-20T10:00:00.000Z')`,
  )()
const log = (at: string) =>
  run(
    `insert into audit (sequence, at, person_id, person_name, action, subject, detail, previous_hash, hash)
     select max(sequence) + 1, '${at}', 'x', 'x', 'x', 'x', '{}',
       (select hash from audit order by sequence desc limit 1), hex(randomblob(16)) from audit`,
  )()

describe('posting past the rules', () => {
  beforeEach(() => {
    postedOf(context, 'First', [itemLine('I1', 'IT1', '1.00')])
  })

  it('into a period that is being closed needs the right to manage the close', () => {
    run("update period set state = 'PendingClose' where id = 'P2026-11'")()
    expect(post({ date: '2026-11-10' })).toThrow('period_closed')
    expect(post({ date: '2026-11-10', by: 'nobody' })).toThrow('period_closed')
    post({ date: '2026-11-10', by: 'controller' })()
  })

  it('into a closed one needs an exception for oneself that has not ended', () => {
    expect(post({})).toThrow('period_closed')
    grant('E1', '2026-11-20T18:00:00.000Z')
    expect(post({ by: preparer.id })).toThrow('period_closed')
    expect(post({ at: '2026-11-20T18:00:00.000Z' })).toThrow('period_closed')
    expect(post({ date: '2026-09-15' })).toThrow('period_closed')
    post({})()
  })

  it('with a clock set back behind the end of an exception is refused once the log has seen that end', () => {
    grant('E1', '2026-11-20T18:00:00.000Z')
    log('2026-11-20T18:00:00.000Z')
    log('2026-11-20T12:00:00.000Z')
    expect(post({ at: '2026-11-20T12:00:00.000Z' })).toThrow('period_closed')
  })

  it('writes down what was done under an exception, by whatever road', () => {
    grant('E1', '2026-11-20T18:00:00.000Z')
    post({})()
    const uses = () => ledger.sql('select exception_id, how, line_id, at from exception_use').all()
    expect(uses()).toEqual([
      {
        exception_id: 'E1',
        how: 'posted',
        line_id: 'COPY reviewer 2026-11-20T12:00:00.000Z 2026-10-15',
        at: '2026-11-20T12:00:00.000Z',
      },
    ])
    expect(run("update exception_use set exception_id = 'E2'")).toThrow('append_only')
    expect(run('delete from exception_use')).toThrow('append_only')
  })

  it('adds no journal to what stands in a closed period, and none of a cancel', () => {
    grant('E1', '2026-11-20T18:00:00.000Z')
    post({})()
    const id = 'COPY reviewer 2026-11-20T12:00:00.000Z 2026-10-15'
    const journal = (effect: string, at: string) => () =>
      inTransaction(ledger, () => {
        ledger
          .sql(
            `insert into journal_entry select 'J-${effect}', position, account, debit_minor, credit_minor from journal_entry
             where journal_id = (select id from journal limit 1)`,
          )
          .run()
        ledger
          .sql(
            `insert into journal select 'J-${effect}', '${id}', '${effect}', 'USD', 'P2026-10', '2026-10-15', 2, '${at}'`,
          )
          .run()
      })
    expect(journal('create', '2026-11-20T13:00:00.000Z')).toThrow('period_closed')
    expect(journal('cancel', '2026-11-20T12:00:00.000Z')).toThrow('period_closed')
    journal('create', '2026-11-20T12:00:00.000Z')()
  })
})

describe('cancelling and deleting past the rules', () => {
  const event = (id: string, name: string, by = reviewer.id) =>
    run(
      `insert into adjustment_event (adjustment_id, event, effect, at, person_id, person_name, detail)
       values ('${id}', '${name}', '${name === 'deleted' ? 'delete' : 'cancel'}', '2026-11-20T12:00:00.000Z', '${by}', 'x', '{}')`,
    )

  it('in a period that is being closed needs the right to manage the close', () => {
    const [id = ''] = postedOf(context, 'First', [itemLine('I1', 'IT1', '1.00')]).ids
    run("update period set state = 'PendingClose' where id = 'P2026-11'")()
    expect(event(id, 'cancelled')).toThrow('period_closed')
    event(id, 'cancelled', 'controller')()
  })

  it('of what has landed, in a closed period, is refused', () => {
    const [id = ''] = postedOf(context, 'First', [itemLine('I1', 'IT1', '1.00')]).ids
    run("update adjustment_state set create_landed_at = '2026-11-20T11:00:00.000Z'")()
    forcePeriod(ledger, 'P2026-11', 'Closed')
    expect(event(id, 'cancelled')).toThrow('cancel_period_closed')
    expect(event(id, 'deleted')).toThrow('period_closed')
  })
})

describe('periods past the rules', () => {
  const insert = (start: string, end: string) =>
    run(`insert into period values ('NEW', 'NEW', '${start}', '${end}', '', '', 'Open', 0)`)
  const set = (assignment: string, id: string) => run(`update period set ${assignment} where id = '${id}'`)

  it.each([
    ['2027-01-01', '2027-01-32'],
    ['2027-01-01', '2027-02-29'],
    ['2027-01-01', '2027-1-31'],
    ['2027-01-01', 'never'],
  ])('begin and end on days of the calendar: %s to %s', (start, end) => {
    expect(insert(start, end)).toThrow('period_days')
  })

  it('of a ledger without any as well, and where an end moves; a leap day is one', () => {
    expect(set("end_date = '2027-02-29'", 'P2026-12')).toThrow('period_days')
    insert('2027-01-01', '2028-02-29')()
    const empty = tempLedger()
    expect(() =>
      empty.sql(`insert into period values ('X', 'X', '2026-02-30', '2026-03-31', '', '', 'Open', 0)`).run(),
    ).toThrow('period_days')
  })

  it('keep their id and what they are called, locked ones too', () => {
    expect(set("id = 'OTHER'", 'P2026-08')).toThrow('append_only: period')
    expect(set("name = '2026-13'", 'P2026-08')).toThrow('append_only: period')
    expect(set("fiscal_year = '2030'", 'P2026-11')).toThrow('append_only: period')
  })
})

describe('exceptions past the rules', () => {
  it('that nobody granted, or that were revoked behind the log, are found', () => {
    grant('E1', '2026-11-30T18:00:00.000Z')
    expect(verifyLedger(ledger).faults).toMatchObject([
      { what: 'period_exception', place: 'exception E1', expected: 'none' },
    ])
    run("update period_exception set revoked_at = '2026-11-21T00:00:00.000Z'")()
    expect(verifyLedger(ledger).faults[1]).toMatchObject({
      place: 'exception E1, revoked',
      expected: 'never',
    })
  })

  it('are not revoked once they are over, and not over before their end', () => {
    postedOf(context, 'First', [itemLine('I1', 'IT1', '1.00')])
    grant('E1', '2026-11-20T18:00:00.000Z')
    expect(run("update period_exception set over_at = '2026-11-20T17:00:00.000Z'")).toThrow('append_only')
    log('2026-11-20T19:00:00.000Z')
    expect(run("update period_exception set revoked_at = '2026-11-20T19:00:00.000Z'")).toThrow('append_only')
    expect(run('update period_exception set over_at = null')).toThrow('append_only')
  })

  it('of another person or a locked period help nobody', () => {
    const closing: Person = { id: 'closing', name: 'Closing', rights: ['review', 'manage_close'] }
    const { batchId } = submittedOf(context, 'Now', [itemLine('I1', 'IT1', '1.00')])
    run("update period set state = 'PendingClose' where id = 'P2026-11'")()
    // The rules let this person through, of whose right the ledger does not know; the ledger does not.
    insertPerson(ledger, { ...closing, rights: ['review'] })
    const view = {
      batchId,
      ...ledger
        .sql<{ revision: bigint; hash: string }>(
          `select revision, content_hash as hash from batch where id = '${batchId}'`,
        )
        .get(),
    }
    expect(() =>
      approveBatch(context.as(closing), {
        commandId: context.newId(),
        batchId,
        revision: Number(view.revision),
        contentHash: view.hash ?? '',
        comment: '',
        confirmed: [{ code: 'facts_moved', at: 'facts/period/P2026-11/state=PendingClose' }],
      }),
    ).toThrow('period_closed')
  })
})
