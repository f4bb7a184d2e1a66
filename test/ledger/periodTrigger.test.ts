import { beforeEach, describe, expect, it } from 'vitest'
import { inTransaction, type Ledger } from '../../main/ledger/database'
import { verifyLedger } from '../../main/ledger/verify'
import { aCompany, anInvoice } from '../support/aCompany'
import { forcePeriod } from '../support/forcedPeriod'
import { tempLedger, testContext } from '../support/tempLedger'
import { itemLine, postedOf, submittedOf } from './postedBatch'

// What the database refuses of periods and exceptions, whoever asks: 2026, closed to October, locked to August.

let ledger: Ledger

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  anInvoice(ledger, { id: 'I1', items: [{ id: 'IT1', amount: 10000 }] })
})

const run = (text: string) => () => inTransaction(ledger, () => ledger.sql(text).run())
const insert = (start: string, end: string, state = 'Open', id = 'NEW') =>
  run(`insert into period values ('${id}', '${id}', '${start}', '${end}', '', '', '${state}', 0)`)
const set = (assignment: string, id: string) => run(`update period set ${assignment} where id = '${id}'`)

describe('periods', () => {
  it.each([
    ['a gap', '2027-01-02', '2027-01-31', 'Open', 'period_gap'],
    ['a gap before the first', '2025-12-01', '2025-12-30', 'Closed', 'period_gap'],
    ['an overlap', '2026-12-31', '2027-01-31', 'Open', 'period_overlap'],
    ['one over all', '2020-01-01', '2030-01-01', 'Open', 'period_overlap'],
    ['an open one before closed ones', '2025-12-01', '2025-12-31', 'Open', 'period_not_in_order'],
    ['a closed one after open ones', '2027-01-01', '2027-01-31', 'Closed', 'period_not_in_order'],
    ['one pending close after open ones', '2027-01-01', '2027-01-31', 'PendingClose', 'period_not_in_order'],
  ])('refuse %s', (_, start, end, state, message) => {
    expect(insert(start, end, state)).toThrow(message)
  })

  it('grow at both ends, month by month', () => {
    insert('2027-01-01', '2027-01-31')()
    insert('2027-02-01', '2027-02-28', 'Open', 'NEXT')()
    insert('2025-12-01', '2025-12-31', 'Closed', 'BEFORE')()
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it.each([
    ['two steps at once', "state = 'Closed'", 'P2026-11', 'period_not_in_order'],
    ['a later one first', "state = 'PendingClose'", 'P2026-12', 'period_not_in_order'],
    ['opening one before a closed one', "state = 'Open'", 'P2026-09', 'period_not_in_order'],
    ['half opening one before a closed one', "state = 'PendingClose'", 'P2026-09', 'period_not_in_order'],
    ['another first day', "start_date = '2026-11-02'", 'P2026-11', 'append_only: period'],
    ['another id', "id = 'OTHER'", 'P2026-12', 'append_only: period'],
    ['the end of one in the middle', "end_date = '2026-11-29'", 'P2026-11', 'period_not_in_order'],
    ['unlocking', 'hard_locked = 0', 'P2026-08', 'period_hard_locked'],
    ['locking an open one', 'hard_locked = 1', 'P2026-11', 'CHECK'],
  ])('do not move: %s', (_, assignment, id, message) => {
    expect(set(assignment, id)).toThrow(message)
  })

  it('move step by step, and back where the next one is open', () => {
    for (const state of ['PendingClose', 'Closed', 'PendingClose', 'Open'])
      set(`state = '${state}'`, 'P2026-11')()
    set("state = 'PendingClose'", 'P2026-11')()
    expect(set("state = 'Open'", 'P2026-10')).toThrow('period_not_in_order')
    set("state = 'Open'", 'P2026-11')()
    set("state = 'Open'", 'P2026-10')()
    set("end_date = '2027-01-31'", 'P2026-12')()
  })

  it('never go', () => {
    expect(run("delete from period where id = 'P2026-12'")).toThrow('append_only: period')
    expect(run('insert or replace into period select * from period')).toThrow(/append_only|period_/)
  })

  it('wait for lines: submitted, posted and not landed, cancels too; a lock waits as well', () => {
    const context = testContext(ledger)
    const first = postedOf(context, 'First', [itemLine('I1', 'IT1', '40.00')])
    set("state = 'PendingClose'", 'P2026-11')()
    const closing = set("state = 'Closed'", 'P2026-11')
    expect(closing).toThrow('period_blocked')
    ledger.sql("update adjustment_state set create_landed_at = '2026-11-21T00:00:00.000Z'").run()
    closing()
    expect(set('hard_locked = 1', 'P2026-11')).not.toThrow()
    expect(first.ids).toHaveLength(1)
  })

  it('wait for submitted lines', () => {
    submittedOf(testContext(ledger), 'Second', [itemLine('I1', 'IT1', '40.00')])
    set("state = 'PendingClose'", 'P2026-11')()
    expect(set("state = 'Closed'", 'P2026-11')).toThrow('period_blocked')
    forcePeriod(ledger, 'P2026-11', 'Closed')
    expect(set('hard_locked = 1', 'P2026-11')).toThrow('period_blocked')
  })

  it('keep what is dated in them', () => {
    const date = { date: '2026-12-15' }
    postedOf(testContext(ledger), 'Late', [itemLine('I1', 'IT1', '40.00', date)])
    expect(set("end_date = '2026-12-14'", 'P2026-12')).toThrow('period_blocked')
    set("end_date = '2026-12-15'", 'P2026-12')()
  })

  it('that were tampered with are found', () => {
    forcePeriod(ledger, 'P2026-09', 'Open')
    expect(verifyLedger(ledger).faults).toMatchObject([
      { what: 'period_order', place: 'period 2026-10, state', found: 'Closed' },
    ])
  })
})

describe('exceptions', () => {
  const grant = (period: string, until = '2099-01-01T00:00:00.000Z') =>
    run(
      `insert into period_exception values ('E', '${period}', 'preparer', 'why', '${until}', 'controller',
       '2026-11-20T00:00:00.000Z', null, null)`,
    )

  it('are to closed periods, into the future', () => {
    expect(grant('P2026-08')).toThrow('period_hard_locked')
    expect(grant('P2026-11')).toThrow('period_not_in_order')
    expect(grant('P2026-10', '2026-11-20T00:00:00.000Z')).toThrow('exception_over')
  })

  it('are revoked once, and nothing else of them changes', () => {
    grant('P2026-10')()
    const change = (assignment: string) => run(`update period_exception set ${assignment}`)
    expect(change("until = '2100-01-01T00:00:00.000Z'")).toThrow('append_only')
    expect(change("person_id = 'reviewer', revoked_at = '2026-11-21T00:00:00.000Z'")).toThrow('append_only')
    change("revoked_at = '2026-11-21T00:00:00.000Z'")()
    expect(change('revoked_at = null')).toThrow('append_only')
    expect(run('delete from period_exception')).toThrow('append_only')
  })
})
