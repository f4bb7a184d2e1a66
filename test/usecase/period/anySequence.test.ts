import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Person } from '@contract/setting'
import type { Ledger } from '../../../main/ledger/database'
import { insertPerson } from '../../../main/ledger/personTable'
import { verifyLedger } from '../../../main/ledger/verify'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { createBatch } from '../../../main/usecase/batch/createBatch'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { lockPeriod } from '../../../main/usecase/period/lockPeriod'
import { movePeriod } from '../../../main/usecase/period/movePeriod'
import { sumPeriods } from '../../../main/usecase/period/periodRead'
import { revokeException } from '../../../main/usecase/period/revokeException'
import { approveInput, cell, submitInput, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import {
  controller,
  preparer,
  reviewer,
  tempLedger,
  testContext,
  type TestContext,
} from '../../support/tempLedger'
import { grant } from './periodCommand'

// Whatever people do one after the other, nothing is ever posted into a closed period without an exception,
// and nothing at all into a locked one. The oracle below keeps its own books of states and exceptions.

const months = ['09', '10', '11', '12'] as const
const closing: Person = { id: 'closing', name: 'Closing', rights: ['review', 'manage_close'] }
const people = [reviewer, closing]

/** What the oracle knows: the state of each period, and until when whose exception holds. */
interface Books {
  readonly states: Map<string, string>
  readonly exceptions: Map<string, { periodId: string; personId: string; until: string }>
  minute: number
}

type Step = readonly [verb: string, month: number, which: number, amount: number]
const verbs = [
  'post',
  'post',
  'post',
  'on',
  'on',
  'back',
  'except',
  'except',
  'revoke',
  'lock',
  'land',
  'land',
  'wait',
]
const sequences = fc.array(
  fc.tuple(fc.constantFrom(...verbs), fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 300 })),
  { minLength: 25, maxLength: 45 },
)

const moment = (minute: number) =>
  `2026-11-20T${String(10 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`

function take(context: TestContext, books: Books, [verb, month, which, amount]: Step): boolean {
  const closer = context.as(controller)
  const periodId = `P2026-${months[month] ?? ''}`
  const state = books.states.get(periodId) ?? ''
  switch (verb) {
    case 'post':
      return post(context, books, periodId, which, amount)
    case 'on':
    case 'back': {
      const on = { Open: 'PendingClose', PendingClose: 'Closed' } as const
      const back = { Closed: which > 1 ? 'Open' : 'PendingClose', PendingClose: 'Open' } as const
      const to = (verb === 'on' ? on : back)[state as 'PendingClose']
      if (to === undefined) return false
      const moved = movePeriod(closer, {
        commandId: context.newId(),
        periodId,
        to,
        reason: 'Why',
        confirmed: [],
      })
      if (moved.ok) books.states.set(periodId, to)
      return moved.ok
    }
    case 'except': {
      const personId = [preparer, ...people][which % 3]?.id ?? ''
      const until = moment(books.minute + (amount % 7) + 1)
      const granted = grant(closer, periodId, personId, until)
      if (granted.ok) books.exceptions.set(granted.value.exceptionId, { periodId, personId, until })
      return granted.ok
    }
    case 'revoke': {
      const exceptionId = [...books.exceptions.keys()][which] ?? context.newId()
      const revoked = revokeException(closer, { commandId: context.newId(), exceptionId })
      if (revoked.ok) books.exceptions.delete(exceptionId)
      return revoked.ok
    }
    case 'lock': {
      // Seldom, or soon nothing would be left to play with.
      if (amount % 3 !== 0) return false
      const typedName = periodId.slice(1)
      const locked = lockPeriod(closer, { commandId: context.newId(), periodId, typedName })
      if (locked.ok) books.states.set(periodId, 'locked')
      return locked.ok
    }
    case 'land':
      return landOne(context, amount)
    default:
      books.minute += amount % 5
      context.clock.moveTo(moment(books.minute))
      return true
  }
}

function post(context: TestContext, books: Books, periodId: string, which: number, amount: number): boolean {
  const { newId } = context
  const { batchId } = valueOf(createBatch(context, { commandId: newId(), name: 'Any' }))
  const date = `${periodId.slice(1)}-15`
  const change = cell('I1', `IT${String(which)}`, 'Credit', (amount / 100).toFixed(2), { date })
  valueOf(
    editDraft(context, { commandId: newId(), batchId, editNumber: 0, label: 'Type', changes: [change] }),
  )
  const submitted = submitBatch(context, submitInput(context, valueOf(getBatch(context, { batchId }))))
  if (!submitted.ok) return false
  const person = people[amount % 2] ?? reviewer
  const { ok } = approveBatch(context.as(person), approveInput(context, submitted.value))
  if (ok) {
    expect(mayPost(books, periodId, preparer), `submitted into ${periodId}`).toBe(true)
    expect(mayPost(books, periodId, person), `posted into ${periodId} by ${person.id}`).toBe(true)
  }
  return ok
}

function mayPost(books: Books, periodId: string, person: Person): boolean {
  const state = books.states.get(periodId)
  if (state === 'locked') return false
  if (state === 'Open' || (state === 'PendingClose' && person.rights.includes('manage_close'))) return true
  const now = moment(books.minute)
  return [...books.exceptions.values()].some(
    (exception) =>
      exception.periodId === periodId && exception.personId === person.id && now < exception.until,
  )
}

function landOne(context: TestContext, amount: number): boolean {
  const waiting = context.ledger
    .sql<{ id: string; batch_id: string }>(
      "select id, batch_id from waiting_line where batch_state = 'approved' order by id",
    )
    .all()
  const line = waiting[amount % (waiting.length || 1)]
  if (line === undefined) return false
  const mark = { outcome: 'landed' as const, moment: context.clock.now(), billingId: '', number: '' }
  return markLanded(context, {
    commandId: context.newId(),
    batchId: line.batch_id,
    marks: [{ ...mark, lineId: line.id }],
  }).ok
}

/** Every adjustment here is a USD credit: what is posted by month is what the ledger says of its periods. */
function expectOwnTotals(ledger: Ledger, context: TestContext): void {
  const rows = ledger
    .sql<{ date: string; amount_minor: bigint }>(
      'select adjustment_date as date, amount_minor from adjustment',
    )
    .all()
  const own = new Map<string, bigint>()
  for (const { date, amount_minor } of rows) {
    const periodId = `P${date.slice(0, 7)}`
    own.set(periodId, (own.get(periodId) ?? 0n) + amount_minor)
  }
  const found = valueOf(sumPeriods(context)).totals.map(({ periodId, credits }) => [periodId, credits])
  const cents = [...own].map(([periodId, sum]) => [
    periodId,
    `${String(sum / 100n)}.${String(sum % 100n).padStart(2, '0')}`,
  ])
  expect(found.sort()).toEqual(cents.sort())
}

it('never posts into a closed period without an exception, whatever the sequence', () => {
  const accepted = new Map<string, number>()
  const count = (verb: string) => accepted.set(verb, (accepted.get(verb) ?? 0) + 1)
  fc.assert(
    fc.property(sequences, (sequence) => {
      const ledger = tempLedger()
      ledger.database.pragma('synchronous = OFF')
      aCompany(ledger)
      insertPerson(ledger, closing)
      const items = [0, 1, 2, 3].map((index) => ({ id: `IT${String(index)}`, amount: 1_000_000 }))
      anInvoice(ledger, { id: 'I1', date: '2026-09-01', items })
      const context = testContext(ledger)
      const books: Books = {
        states: new Map([
          ['P2026-09', 'Closed'],
          ['P2026-10', 'Closed'],
          ['P2026-11', 'Open'],
          ['P2026-12', 'Open'],
        ]),
        exceptions: new Map(),
        minute: 0,
      }
      for (const step of sequence) if (take(context, books, step)) count(step[0])
      expectOwnTotals(ledger, context)
      expect(verifyLedger(ledger).faults).toEqual([])
      ledger.close()
    }),
    { numRuns: 14, seed: 20261121, endOnFailure: true },
  )
  // A test in which everything is refused would prove nothing.
  for (const verb of new Set(verbs)) expect(accepted.get(verb) ?? 0, verb).toBeGreaterThan(0)
})
