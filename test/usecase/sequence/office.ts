import type { Person } from '@contract/setting'
import type { Ledger } from '../../../main/ledger/database'
import { insertPerson } from '../../../main/ledger/personTable'
import { writeSettings } from '../../../main/ledger/settingTable'
import { createBatch } from '../../../main/usecase/batch/createBatch'
import { valueOf } from '../../support/aBatch'
import { aCompany, anInvoice } from '../../support/aCompany'
import { PeriodBook } from '../../support/auditor/periodBook'
import { readPostings, stands } from '../../support/auditor/posting'
import { preparer, reviewer, tempLedger, testContext, type TestContext } from '../../support/tempLedger'

// An office in which anything may happen: people with drafts and plans, batches on their way, periods that are moved,
// and a billing system that answers.

/** One thing that somebody does. The numbers choose among what there is; most of what they choose may be refused. */
export interface Step {
  readonly verb: string
  readonly slot: number
  readonly pick: number
  readonly amount: number
}

export interface Office {
  readonly context: TestContext
  readonly ledger: Ledger
  readonly hands: Map<string, TestContext>
  readonly book: PeriodBook
  /** Ids of batches by what can be done with them next. */
  readonly drafts: string[]
  readonly submitted: string[]
  readonly posted: string[]
  readonly plans: string[]
  /** Sources that a refusal of the billing system once left beyond zero or beyond their amount. */
  readonly pushed: Set<string>
  /** Handed out so far: ids of the billing system. */
  billingCount: number
  minute: number
}

export const keeper: Person = { id: 'keeper', name: 'Kim Keeper', rights: ['prepare', 'manage_close'] }
export const closing: Person = { id: 'closing', name: 'Cleo Closing', rights: ['review', 'manage_close'] }
export const preparers = [preparer, keeper] as const
export const reviewers = [reviewer, closing] as const

export const sources = [
  ['I0', 'IT0'],
  ['I0', 'IT1'],
  ['I0', 'TX0'],
  ['I1', 'IT2'],
  ['I1', 'IT3'],
  ['I1', 'TX1'],
  ['I2', 'IT4'],
] as const
export const invoiceIds = ['I0', 'I1', 'I2'] as const
export const currencies = { I0: 'USD', I1: 'USD', I2: 'JPY' } as const

export function openOffice(): Office {
  const ledger = tempLedger()
  ledger.database.pragma('synchronous = OFF')
  aCompany(ledger)
  for (const person of [keeper, closing]) insertPerson(ledger, person)
  writeSettings(ledger, { defaultAdjustmentCode: 'Adjustments', adjustOppositeSign: true })
  const date = '2026-09-03'
  const taxed = { id: 'IT0', amount: 10000, tax: [{ id: 'TX0', amount: 1900 }] }
  anInvoice(ledger, { id: 'I0', date, items: [taxed, { id: 'IT1', amount: 5000, deferred: 'Deferred' }] })
  const taxedDiscount = { id: 'IT3', amount: -3000, tax: [{ id: 'TX1', amount: -570 }] }
  anInvoice(ledger, { id: 'I1', date, paid: 4000, items: [{ id: 'IT2', amount: 20000 }, taxedDiscount] })
  anInvoice(ledger, { id: 'I2', date, currency: 'JPY', items: [{ id: 'IT4', amount: 9000 }] })
  const context = testContext(ledger)
  const office: Office = {
    context,
    ledger,
    hands: new Map(),
    book: new PeriodBook({
      'P2026-09': 'Closed',
      'P2026-10': 'Closed',
      'P2026-11': 'Open',
      'P2026-12': 'Open',
    }),
    drafts: [],
    submitted: [],
    posted: [],
    plans: [],
    pushed: new Set(),
    billingCount: 0,
    minute: 0,
  }
  for (const person of preparers) newDraft(office, person)
  return office
}

/** The office in somebody's hands; each context has a folder of its own, so each is made once. */
export function inHandsOf({ context, hands }: Office, person: Person): TestContext {
  const own = hands.get(person.id) ?? context.as(person)
  hands.set(person.id, own)
  return own
}

export function newDraft(office: Office, person: Person): void {
  const context = inHandsOf(office, person)
  office.drafts.push(valueOf(createBatch(context, { commandId: context.newId(), name: 'Work' })).batchId)
}

/** Some of them, or undefined where there are none. */
export function pickOf<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[pick % (values.length || 1)]
}

/** Days of September to December; the months that are open to begin with come more often. */
export function dayOf(pick: number): string {
  const month = ['09', '10', '11', '12', '11', '12', '11'][pick % 7] ?? ''
  return `2026-${month}-${String(4 + (pick % 23)).padStart(2, '0')}`
}

export function momentOf(minute: number): string {
  const hours = String(10 + Math.floor(minute / 60)).padStart(2, '0')
  return `2026-11-20T${hours}:${String(minute % 60).padStart(2, '0')}:00.000Z`
}

/**
 * One that a step may act on; an id that nothing has where there are none. Every third time it is any adjustment at
 * all, else one for which the step has a chance.
 */
export function anAdjustment(office: Office, pick: number, hasChance = stands): string {
  const all = readPostings(office.ledger)
  const likely = pick % 3 === 0 ? [] : all.filter(hasChance)
  return pickOf(likely.length > 0 ? likely : all, pick)?.id ?? office.context.newId()
}
