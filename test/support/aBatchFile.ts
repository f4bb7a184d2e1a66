import type { DraftChange } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import { writeBatchFile, type BatchFileContent } from '../../main/exchange/batchFile/batchFile'
import { approveBatch } from '../../main/usecase/batch/approveBatch'
import { getBatch } from '../../main/usecase/batch/getBatch'
import { listLines } from '../../main/usecase/batch/listLines'
import { returnBatch } from '../../main/usecase/batch/returnBatch'
import { batchFileContentOf } from '../../main/usecase/batchFile/handedOver'
import { markLines } from '../../main/usecase/review/markLines'
import { aDraft, aPostedBatch, approveInput, cell, edit, submit, valueOf } from './aBatch'
import { aCompany, anInvoice } from './aCompany'
import { reviewer, tempLedger, testContext, type TestContext } from './tempLedger'

// A batch file as people make one: every text in it comes out of a use case, with keys, ids and moments that are the
// same in every run.

export interface BatchFileGiven {
  /** Credits of items; a cancel and a reversal of posted adjustments come on top. */
  readonly lineCount: number
  readonly state: 'submitted' | 'returned' | 'approved'
  /** Nothing but these lines, submitted once. */
  readonly isPlain?: boolean
  /** Another batch is posted on the same invoice before the approval. */
  readonly withMovedFacts?: boolean
}

export interface MadeBatchFile {
  readonly bytes: Buffer
  readonly fileHash: string
  readonly content: BatchFileContent
  /** Of the preparer, in the ledger that the file comes from. */
  readonly context: TestContext
  readonly batchId: string
}

const itemsPerInvoice = 5

/**
 * Unless it is plain, the batch was returned once, with lines accepted and lines commented, corrected and submitted
 * again: its file has two revisions and statements of all three acts.
 */
export function aBatchFile(given: BatchFileGiven): MadeBatchFile {
  const ledger = tempLedger()
  aCompany(ledger)
  const invoiceCount = Math.ceil(given.lineCount / itemsPerInvoice) + 1
  for (let invoice = 0; invoice < invoiceCount; invoice += 1) anInvoiceOfMany(ledger, invoice)
  const context = testContext(ledger)
  const batchId = given.isPlain === true ? plainBatch(context, given) : correctedBatch(context, given)
  const acting = given.state === 'submitted' ? context : context.as(reviewer)
  if (given.state === 'returned') returnIt(context.as(reviewer), batchId, 'Not yet')
  if (given.state === 'approved') approveIt(context, batchId, given)
  const content = valueOf(batchFileContentOf(acting, batchId))
  const { signer } = acting
  if (signer === undefined) throw new Error('People of tests have keys')
  return { ...writeBatchFile(content, signer), content, context, batchId }
}

function anInvoiceOfMany(ledger: ReturnType<typeof tempLedger>, invoice: number) {
  const items = Array.from({ length: itemsPerInvoice }, (_, item) => ({
    id: `IT${invoice}-${item}`,
    amount: 10_000,
    ...(item === 0 ? { name: 'Größe “Gold” 漢字 🧾', deferred: 'Deferred' } : {}),
  }))
  anInvoice(ledger, { id: `I${invoice}`, items })
}

/** One credit an item, the first invoice left for what is posted before. */
function credits(lineCount: number): DraftChange[] {
  return Array.from({ length: lineCount }, (_, index) => {
    const invoice = 1 + Math.floor(index / itemsPerInvoice)
    const item = index % itemsPerInvoice
    const amount = `${1 + (index % 90)}.${String(index % 100).padStart(2, '0')}`
    const comment = index === 0 ? 'Agreed by phone: "gold" \\ Größe 🧾' : ''
    return cell(`I${invoice}`, `IT${invoice}-${item}`, 'Credit', amount, { comment })
  })
}

function plainBatch(context: TestContext, { lineCount }: BatchFileGiven): string {
  const { batchId } = aDraft(context, 'March credits')
  edit(context, batchId, credits(lineCount))
  submit(context, batchId)
  return batchId
}

function correctedBatch(context: TestContext, { lineCount }: BatchFileGiven): string {
  const posted = aPostedBatch(context, [
    cell('I0', 'IT0-0', 'Credit', '40.00'),
    cell('I0', 'IT0-1', 'Credit', '10.00'),
  ])
  const [cancelled = '', reversed = ''] = lineIdsOf(context, posted.batchId)
  const { batchId } = aDraft(context, 'March credits')
  edit(context, batchId, [
    ...credits(lineCount),
    { op: 'put', lineId: '', fields: { action: 'cancel', adjustmentId: cancelled } },
    { op: 'put', lineId: '', fields: { reversesId: reversed, amount: '4.00' } },
  ])
  submit(context, batchId)
  returnIt(context.as(reviewer), batchId, 'The first is too high')
  context.clock.moveTo('2026-11-20T11:00:00.000Z')
  edit(context, batchId, [cell('I1', 'IT1-0', 'Credit', '0.75')])
  submit(context, batchId)
  return batchId
}

function lineIdsOf(context: TestContext, batchId: string): string[] {
  const { rows } = valueOf(listLines(context, { batchId, revision: 0, invoiceId: '', from: 0, limit: 5000 }))
  return rows.map(({ line }) => line.lineId)
}

/** The first line returned, the others accepted. */
function returnIt(context: TestContext, batchId: string, comment: string) {
  const { revision, contentHash } = valueOf(getBatch(context, { batchId }))
  const [first = '', ...others] = lineIdsOf(context, batchId)
  const mark = (lineIds: string[], of: 'accepted' | 'returned', said: string) =>
    valueOf(
      markLines(context, {
        commandId: context.newId(),
        batchId,
        revision,
        contentHash,
        lineIds,
        mark: of,
        comment: said,
      }),
    )
  mark([first], 'returned', 'Half of it')
  if (others.length > 0) mark(others, 'accepted', '')
  valueOf(returnBatch(context, { commandId: context.newId(), batchId, revision, comment }))
}

function approveIt(context: TestContext, batchId: string, { withMovedFacts = false }: BatchFileGiven) {
  if (withMovedFacts) aPostedBatch(context, [cell('I1', 'IT1-4', 'Credit', '0.50')], 'In between')
  const review = context.as(reviewer)
  const input = approveInput(review, valueOf(getBatch(review, { batchId })))
  if (!withMovedFacts) return valueOf(approveBatch(review, input))
  const confirmed = confirmedOf(approveBatch(review, input))
  return valueOf(approveBatch(review, { ...input, confirmed }))
}

function confirmedOf(outcome: Outcome<unknown>) {
  return outcome.ok ? [] : outcome.rejections.map(({ code, at }) => ({ code, at }))
}
