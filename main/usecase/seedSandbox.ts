import { firstDayOfMonth, addMonths } from '../engine/calendar/day'
import { writeAudit } from '../ledger/auditTable'
import { refreshBalances } from '../ledger/balanceTable'
import { inTransaction, type Ledger } from '../ledger/database'
import { advanceFactVersion } from '../ledger/ledgerTable'
import { insertPerson } from '../ledger/personTable'
import { insertStartingReasons } from '../ledger/reasonCodeTable'
import {
  insertSeedAccount,
  insertSeedAccountingCode,
  insertSeedImport,
  insertSeedInvoice,
  insertSeedPeriod,
  widenCache,
  type Origin,
  type SeedAccount,
} from '../ledger/seedTable'
import { writeSettings } from '../ledger/settingTable'
import type { Clock } from '../platform/clock'
import { makeIdentity } from './person/newIdentity'
import {
  accountingCodes,
  markets,
  people,
  practiceKeys,
  practicePassphraseOf,
  tenant,
  type Market,
} from './seed/company'
import { invoiceOf } from './seed/invoice'
import { closedCount, openBefore, periodsAround } from './seed/period'
import { correctionCount, correctionOf, postPractice, type Correction } from './seed/practice'
import { billingId, randomFrom, ulidAt, type Random } from './seed/random'
import { withWrongCredits, wronglyCreditedIndex } from './seed/wrongCredit'

export interface SeedContext {
  readonly clock: Clock
  readonly newId: () => string
}

export interface SeedSize {
  /** Six items make one invoice on average. */
  readonly itemCount: number
  /** So many adjustments; 0 for the history that comes with the invoices. */
  readonly adjustmentCount: number
}

const sandboxSize: SeedSize = { itemCount: 1500, adjustmentCount: 0 }
const itemsPerInvoice = 6
const seed = 0x0c047a
const nobody = { personId: '', personName: 'Contra' }

/**
 * Fills a new ledger with the invented company, in one transaction. The same in every run: the clock only
 * decides the month around which the periods lie. Only for a sandbox, or a ledger made for a bench.
 */
export function seedSandbox(ledger: Ledger, context: SeedContext, size: SeedSize = sandboxSize): void {
  const today = context.clock.today('UTC')
  const month = firstDayOfMonth(today)
  const random = randomFrom(seed)
  const asOf = `${month}T00:00:00.000Z`
  const origin: Origin = { asOf, importId: ulidAt(asOf, random) }
  if (size.itemCount > sandboxSize.itemCount) widenCache(ledger)
  inTransaction(ledger, () => {
    writeGround(ledger, context, origin, today)
    const accounts = writeAccounts(ledger, origin, random)
    const corrections: Correction[] = []
    const counts = writeInvoices(ledger, { origin, accounts, month, size }, random, corrections)
    insertSeedImport(ledger, origin, nobody.personId, JSON.stringify(counts))
    refreshBalances(ledger, 'all')
    advanceFactVersion(ledger)
    writeAudit(ledger, {
      at: context.clock.now(),
      ...nobody,
      action: 'seedSandbox',
      subject: 'ledger',
      detail: { asOf, accounts: accounts.length, ...counts },
    })
    postPractice(ledger, corrections, asOf, random)
  })
}

/** What a live ledger starts with: the reason codes that the billing system has, and nothing else. */
export function prepareLiveLedger(ledger: Ledger, context: SeedContext): void {
  inTransaction(ledger, () => {
    const at = context.clock.now()
    insertStartingReasons(ledger, at)
    writeAudit(ledger, { at, ...nobody, action: 'createLedger', subject: 'ledger', detail: {} })
  })
}

function writeGround(ledger: Ledger, { clock }: SeedContext, origin: Origin, today: string) {
  writeSettings(ledger, tenant)
  for (const person of people) {
    insertPerson(ledger, person)
    makeIdentity({ ledger, clock }, person, practicePassphraseOf(person.id), practiceKeys.get(person.id))
  }
  insertStartingReasons(ledger, origin.asOf)
  for (const code of accountingCodes) insertSeedAccountingCode(ledger, code, origin)
  for (const period of periodsAround(today)) insertSeedPeriod(ledger, period)
}

interface Customer {
  readonly account: SeedAccount
  readonly market: Market
}

function writeAccounts(ledger: Ledger, origin: Origin, random: Random): Customer[] {
  const customers: Customer[] = []
  for (const market of markets) {
    for (const name of market.customers) {
      const number = `A${String(customers.length + 1).padStart(8, '0')}`
      const account = { id: billingId(random), number, name, currency: market.currency }
      insertSeedAccount(ledger, account, origin)
      customers.push({ account, market })
    }
  }
  return customers
}

interface InvoiceGround {
  readonly origin: Origin
  readonly accounts: readonly Customer[]
  readonly month: string
  readonly size: SeedSize
}

/**
 * Invoices go round the accounts and forward through the months, the last of them into the present one.
 * What may still be credited in the open months is collected as `corrections`.
 */
function writeInvoices(ledger: Ledger, ground: InvoiceGround, random: Random, corrections: Correction[]) {
  const { origin, accounts, month, size } = ground
  const invoiceCount = Math.max(1, Math.ceil(size.itemCount / itemsPerInvoice))
  const monthCount = closedCount + openBefore
  const numbering = { item: 0, header: 0 }
  const counts = { invoices: 0, items: 0, adjustments: 0 }
  for (let index = 0; index < invoiceCount; index += 1) {
    const customer = accounts[index % accounts.length]
    if (customer === undefined) throw new Error('A company without customers')
    const age = monthCount - Math.floor((index * (monthCount + 1)) / invoiceCount)
    const firstDay = addMonths(month, -age)
    const day = age === 0 ? '01' : String(1 + random.below(28)).padStart(2, '0')
    const invoiceDate = `${firstDay.slice(0, 8)}${day}`
    const extraCount = extraOf(size, (index + 1) / invoiceCount, counts.adjustments)
    const plan = { index, ...customer, invoiceDate, asOfDate: month, extraCount }
    const made = invoiceOf(plan, random, numbering)
    const isWrong = index === wronglyCreditedIndex && extraCount === undefined
    const invoice = isWrong ? withWrongCredits(made, numbering, customer.market.stepMinor) : made
    insertSeedInvoice(ledger, invoice, origin)
    if (age <= openBefore && corrections.length < correctionCount) {
      const correction = correctionOf(invoice, customer.market.stepMinor)
      if (correction !== undefined) corrections.push(correction)
    }
    counts.invoices += 1
    counts.items += invoice.items.length
    counts.adjustments += invoice.adjustments.length
  }
  return counts
}

/**
 * How many adjustments an invoice is to have so that all of them come to the wanted number. Some invoices
 * take none, the newest among them, so the number is reached a tenth of the way before the end.
 */
function extraOf(size: SeedSize, share: number, madeCount: number): number | undefined {
  if (size.adjustmentCount === 0) return undefined
  const dueCount = Math.min(size.adjustmentCount, Math.ceil(size.adjustmentCount * share * 1.11))
  return Math.max(0, dueCount - madeCount)
}
