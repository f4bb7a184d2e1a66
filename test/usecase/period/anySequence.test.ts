import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Person } from '@contract/setting'
import { insertPerson } from '../../../main/ledger/personTable'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { createBatch } from '../../../main/usecase/batch/createBatch'
import { editDraft } from '../../../main/usecase/batch/editDraft'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { markLanded } from '../../../main/usecase/batch/markLanded'
import { submitBatch } from '../../../main/usecase/batch/submitBatch'
import { lockPeriod } from '../../../main/usecase/period/lockPeriod'
import { movePeriod } from '../../../main/usecase/period/movePeriod'
import { revokeException } from '../../../main/usecase/period/revokeException'
import { approveInput, cell, submitInput, valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { expectSoundBooks, expectWithinAmounts } from '../../support/auditor/audit'
import { PeriodBook } from '../../support/auditor/periodBook'
import { runsOf, timeFor } from '../../support/auditor/run'
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
// and nothing at all into a locked one. The auditor keeps a book of states and exceptions of its own.

const months = ['09', '10', '11', '12'] as const
const closing: Person = { id: 'closing', name: 'Closing', rights: ['review', 'manage_close'] }
const people = [reviewer, closing]

/** The office and the auditor's own record of its periods. */
interface Office {
  readonly context: TestContext
  readonly book: PeriodBook
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

function take(office: Office, [verb, month, which, amount]: Step): boolean {
  const { context, book } = office
  const closer = context.as(controller)
  const periodId = `P2026-${months[month] ?? ''}`
  const state = book.stateOf(periodId)
  switch (verb) {
    case 'post':
      return post(office, periodId, which, amount)
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
      if (moved.ok) book.moved(periodId, to)
      return moved.ok
    }
    case 'except': {
      const personId = [preparer, ...people][which % 3]?.id ?? ''
      const until = moment(office.minute + (amount % 7) + 1)
      const granted = grant(closer, periodId, personId, until)
      if (granted.ok) book.granted(granted.value.exceptionId, { periodId, personId, until })
      return granted.ok
    }
    case 'revoke': {
      const exceptionId = book.exceptionIds[which] ?? context.newId()
      const revoked = revokeException(closer, { commandId: context.newId(), exceptionId })
      if (revoked.ok) book.revoked(exceptionId)
      return revoked.ok
    }
    case 'lock': {
      // Seldom, or soon nothing would be left to play with.
      if (amount % 3 !== 0) return false
      const typedName = periodId.slice(1)
      const locked = lockPeriod(closer, { commandId: context.newId(), periodId, typedName })
      if (locked.ok) book.moved(periodId, 'locked')
      return locked.ok
    }
    case 'land':
      return landOne(context, amount)
    default:
      office.minute += amount % 5
      context.clock.moveTo(moment(office.minute))
      return true
  }
}

function post({ context, book }: Office, periodId: string, which: number, amount: number): boolean {
  const { newId, clock } = context
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
    expect(book.mayPost(date, preparer, clock.now()), `submitted into ${periodId}`).toBe(true)
    expect(book.mayPost(date, person, clock.now()), `posted into ${periodId} by ${person.id}`).toBe(true)
  }
  return ok
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

const runs = runsOf({ numRuns: 14, seed: 20261121 })

it(
  'never posts into a closed period without an exception, whatever the sequence',
  () => {
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
        const book = new PeriodBook({
          'P2026-09': 'Closed',
          'P2026-10': 'Closed',
          'P2026-11': 'Open',
          'P2026-12': 'Open',
        })
        const office: Office = { context, book, minute: 0 }
        for (const step of sequence) if (take(office, step)) count(step[0])
        expectWithinAmounts(context, expectSoundBooks(context))
        ledger.close()
      }),
      runs,
    )
    // A test in which everything is refused would prove nothing.
    for (const verb of new Set(verbs)) expect(accepted.get(verb) ?? 0, verb).toBeGreaterThan(0)
  },
  timeFor(runs),
)
