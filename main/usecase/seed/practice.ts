import type { DraftChange } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import type { Person } from '@contract/setting'
import { formatMinor } from '../../engine/money/amount'
import type { Ledger } from '../../ledger/database'
import type { SeedInvoice } from '../../ledger/seedTable'
import { fixedClock } from '../../platform/clock'
import { approveBatch } from '../batch/approveBatch'
import { createBatch } from '../batch/createBatch'
import { editDraft } from '../batch/editDraft'
import { listLines } from '../batch/listLines'
import { markLanded } from '../batch/markLanded'
import { submitBatch } from '../batch/submitBatch'
import type { Context } from '../context'
import { unlockIdentity } from '../person/unlockIdentity'
import { people, practicePassphraseOf } from './company'
import { ulidAt, type Random } from './random'

// Two batches that have gone the whole way, made by the same use cases as everybody's: so that a sandbox
// has posted adjustments of its own, with journals, from its first day.

/** A credit that may be made on an invoice as it was seeded. */
export interface Correction {
  readonly invoiceId: string
  readonly sourceId: string
  readonly amount: string
}

/** A tenth of the first item that nothing has been done to; undefined where the invoice takes no credit. */
export function correctionOf(invoice: SeedInvoice, stepMinor: bigint): Correction | undefined {
  const adjusted = new Set(invoice.adjustments.map(({ sourceId }) => sourceId))
  const item = invoice.items.find(({ id, amountMinor }) => amountMinor > 0n && !adjusted.has(id))
  if (item === undefined || invoice.status !== 'Posted' || invoice.balanceMinor <= item.amountMinor)
    return undefined
  const tenthMinor = item.amountMinor / 10n
  const amountMinor = tenthMinor - (tenthMinor % stepMinor)
  if (amountMinor === 0n) return undefined
  const amount = formatMinor(amountMinor, invoice.currency)
  return { invoiceId: invoice.id, sourceId: item.id, amount }
}

/** How many corrections the two batches take. */
export const correctionCount = 8

/** Posts the first half and marks it as landed, and posts the second half, which then waits for its export. */
export function postPractice(
  ledger: Ledger,
  corrections: readonly Correction[],
  at: string,
  random: Random,
): void {
  const half = correctionCount / 2
  const [preparer, reviewer] = people
  if (corrections.length < correctionCount || preparer === undefined || reviewer === undefined) return
  const context = contextOf(ledger, preparer, at, random)
  const landed = postBatch(context, reviewer, 'Outage in the north', corrections.slice(0, half))
  const { rows } = valueOf(
    listLines(context, { batchId: landed, revision: 0, invoiceId: '', from: 0, limit: half }),
  )
  const marks = rows.map(({ line }, index) => ({
    lineId: line.lineId,
    outcome: 'landed' as const,
    moment: at.replace('T00:00', 'T00:05'),
    billingId: `8a80${random.hex(28)}`,
    number: `IIA-0009000${index + 1}`,
  }))
  valueOf(markLanded(context, { commandId: context.newId(), batchId: landed, marks }))
  postBatch(context, reviewer, 'Price list of last year', corrections.slice(half, correctionCount))
}

function postBatch(
  context: Context,
  reviewer: Person,
  name: string,
  corrections: readonly Correction[],
): string {
  const { batchId, editNumber } = valueOf(createBatch(context, { commandId: context.newId(), name }))
  const edited = valueOf(
    editDraft(context, {
      commandId: context.newId(),
      batchId,
      editNumber,
      label: name,
      changes: corrections.map((correction) => changeOf(correction, name)),
    }),
  )
  const submit = { commandId: context.newId(), batchId, editNumber: edited.editNumber, confirmed: [] }
  const { revision, contentHash } = valueOf(submitBatch(context, submit))
  const approval = { commandId: context.newId(), batchId, revision, contentHash, comment: '', confirmed: [] }
  valueOf(approveBatch({ ...context, ...actingAs(context.ledger, reviewer) }, approval))
  return batchId
}

function changeOf({ invoiceId, sourceId, amount }: Correction, comment: string): DraftChange {
  const fields = { reasonCode: 'Incorrect Charge', comment }
  return {
    op: 'adjustSource',
    invoiceId,
    sourceType: 'InvoiceDetail',
    sourceId,
    type: 'Credit',
    amount,
    fields,
  }
}

function actingAs(ledger: Ledger, person: Person): Pick<Context, 'person' | 'signer'> {
  return { person, signer: valueOf(unlockIdentity(ledger, person.id, practicePassphraseOf(person.id))) }
}

/** Ids and moments come from the seed as well, so that the sandbox is the same every time. */
function contextOf(ledger: Ledger, person: Person, at: string, random: Random): Context {
  return {
    ledger,
    ...actingAs(ledger, person),
    clock: fixedClock(at),
    newId: growingIds(at, random),
    file: () => undefined,
    newFile: () => {
      throw new Error('A seed hands out no files')
    },
    stagingFolder: '',
  }
}

/** ULIDs of one moment that keep growing, as the ids of one process do. */
function growingIds(at: string, random: Random): () => string {
  const start = ulidAt(at, random).slice(0, 20)
  let last = 0
  return () => {
    last += 1
    return start + String(last).padStart(6, '0')
  }
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value
  throw new Error(`The seed was refused: ${outcome.rejections.map(({ code }) => code).join(', ')}`)
}
