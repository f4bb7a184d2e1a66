import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenFile } from '../../../main/platform/file'
import type { JobContext } from '../../../main/usecase/context'
import { importHandlers } from '../../../main/usecase/importHandlers'
import { valueOf } from '../../support/aBatch'
import { decimalText, isAcross, isBeyond, openAmounts } from '../../support/auditor/amount'
import { readPostings, stands, type Posting } from '../../support/auditor/posting'
import { tempFolder } from '../../support/tempLedger'
import { billedBalance } from './billingStep'
import { expectSameFigures, lookAround, noteOutside } from './law'
import { currencies, dayOf, invoiceIds, pickOf, type Office, type Step } from './office'

// Files of the billing system, imported as the page does it: opposites without a link, twins, cancels, balances.

export function takeFileStep(office: Office, step: Step): boolean {
  switch (step.verb) {
    case 'opposite':
      return importOpposite(office, step)
    case 'twin':
      return importTwin(office, step)
    case 'withdraw':
      return importCancel(office, step)
    default:
      return importBalance(office, step)
  }
}

/** Somebody reversed something over there: all of it or a part, on any day, and the file says of it only what it is. */
function importOpposite(office: Office, { pick, amount, slot }: Step): boolean {
  const { ledger } = office
  const postings = readPostings(ledger)
  const target = pickOf(postings.filter(stands), pick)
  if (target === undefined) return false
  const minor = slot % 2 === 0 || BigInt(amount) > target.amount ? target.amount : BigInt(amount)
  const type = target.type === 'Credit' ? 'Charge' : 'Credit'
  const source = openAmounts(ledger, postings).find(({ id }) => id === target.sourceId)
  const open = (source?.open ?? 0n) + (type === 'Charge' ? minor : -minor)
  // The billing system has rules of its own kind.
  if (source !== undefined && (isAcross({ ...source, open }) || isBeyond({ ...source, open }))) return false
  office.billingCount += 1
  const id = `F${String(office.billingCount)}`
  const ok = importAdjustment(office, target, {
    Id: id,
    AdjustmentNumber: `IIA-8${String(office.billingCount)}`,
    Type: type,
    Amount: decimalText(minor, target.currency),
    AdjustmentDate: slot % 3 === 0 ? dayOf(amount) : target.date,
  })
  if (ok) noteOutside(office)
  return ok
}

/** A batch landed, and the file shows it: what carries our number is ours, what looks alike is asked about. */
function importTwin(office: Office, { pick, slot }: Step): boolean {
  const { ledger } = office
  const waiting = readPostings(ledger).filter(
    ({ origin, createLandedAt, isRefused, isCanceled, isDeleted }) =>
      origin === 'local' && createLandedAt === '' && !isRefused && !isCanceled && !isDeleted,
  )
  const twin = pickOf(waiting, pick)
  if (twin === undefined) return false
  const before = lookAround(office)
  office.billingCount += 1
  const texts = ledger
    .sql<{ reference: string; comment: string }>(
      'select reference_id as reference, comment from adjustment where id = ?',
    )
    .get(twin.id)
  const ok = importAdjustment(office, twin, {
    Id: `F${String(office.billingCount)}`,
    AdjustmentNumber: `IIA-8${String(office.billingCount)}`,
    Type: twin.type,
    Amount: decimalText(twin.amount, twin.currency),
    AdjustmentDate: twin.date,
    ReferenceId: slot % 4 === 0 ? '' : (texts?.reference ?? ''),
    Comment: texts?.comment ?? '',
  })
  // Without our number it is another adjustment, which a person may have reversed over there.
  if (ok && slot % 4 === 0) noteOutside(office)
  else if (ok) expectSameFigures(office, before)
  return ok
}

/** What came by a file is canceled by a later one. */
function importCancel(office: Office, { pick }: Step): boolean {
  const { ledger, context } = office
  const imported = readPostings(ledger).filter((posting) => posting.origin === 'imported' && stands(posting))
  const gone = pickOf(imported, pick)
  if (gone === undefined) return false
  const known = ledger
    .sql<{ number: string; billingId: string }>(
      'select number, billing_id as billingId from adjustment_state where adjustment_id = ?',
    )
    .get(gone.id)
  const now = context.clock.now()
  const ok = importAdjustment(office, gone, {
    Id: known?.billingId ?? '',
    AdjustmentNumber: known?.number ?? '',
    Type: gone.type,
    Amount: decimalText(gone.amount, gone.currency),
    AdjustmentDate: gone.date,
    Status: 'Canceled',
    CreatedDate: gone.createdAt,
    CancelledDate: now,
    UpdatedDate: now,
  })
  if (ok) noteOutside(office)
  return ok
}

/** A newer file of an invoice: its balance holds what has landed by then, so that nothing moves here. */
function importBalance(office: Office, { pick }: Step): boolean {
  const invoiceId = invoiceIds[pick % 3] ?? 'I0'
  const before = lookAround(office)
  const invoice = office.ledger
    .sql<{ amount: bigint; tax: bigint; paid: bigint }>(
      'select amount_minor as amount, tax_minor as tax, paid_minor as paid from invoice where id = ?',
    )
    .get(invoiceId)
  const text = (minor = 0n) => decimalText(minor, currencies[invoiceId])
  const ok = importFile(office, {
    'Invoice.Id': invoiceId,
    'Invoice.InvoiceNumber': `INV-${invoiceId}`,
    'Account.Id': 'A1',
    'Account.AccountNumber': 'ACC-1',
    'Account.Currency': currencies[invoiceId],
    'Invoice.Status': 'Posted',
    'Invoice.InvoiceDate': '2026-09-03',
    'Invoice.DueDate': '2026-09-03',
    'Invoice.Amount': text(invoice?.amount),
    'Invoice.TaxAmount': text(invoice?.tax),
    'Invoice.PaymentAmount': text(invoice?.paid),
    'Invoice.RefundAmount': text(0n),
    'Invoice.Balance': text(billedBalance(office, invoiceId)),
  })
  if (ok) expectSameFigures(office, before)
  return ok
}

function importAdjustment(
  office: Office,
  { place, invoiceId }: Posting,
  fields: Record<string, string>,
): boolean {
  const now = office.context.clock.now()
  const [sourceType = '', sourceId = ''] = place.split(' ')
  const isHeader = sourceType === 'header'
  const object = isHeader ? 'InvoiceAdjustment' : 'InvoiceItemAdjustment'
  const all = {
    ...(isHeader ? {} : { SourceType: sourceType, SourceId: sourceId }),
    Status: 'Processed',
    ReasonCode: 'Standard Adjustment',
    CreatedDate: now,
    UpdatedDate: now,
    ...fields,
  }
  const named = Object.entries(all).map(([name, value]) => [`${object}.${name}`, value])
  return importFile(office, {
    'Invoice.Id': invoiceId,
    ...(Object.fromEntries(named) as Record<string, string>),
  })
}

/** One row, through all steps of the import; what looks like one of ours is said to be another. */
function importFile(office: Office, row: Readonly<Record<string, string>>): boolean {
  const job = jobWith(office, `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`)
  const { importId } = valueOf(importHandlers.startImport(job, { files: ['file'] }))
  const view = valueOf(importHandlers.previewImport(job, { importId, asOf: job.clock.now() }))
  if (view.undecidedTwins > 0) {
    const [file] = view.files
    valueOf(
      importHandlers.decideTwin(job, {
        importId,
        fileId: file?.fileId ?? '',
        line: 2,
        decision: 'different',
      }),
    )
  }
  const isEmpty = view.counts.every((count) => count.new + count.changed + count.twins === 0)
  const committed = importHandlers.commitImport(job, { commandId: job.newId(), importId })
  return committed.ok && !isEmpty
}

function jobWith({ context }: Office, content: string): JobContext {
  const path = join(tempFolder(), 'file.csv')
  writeFileSync(path, content)
  const open: OpenFile = { path, name: 'file.csv', bytes: statSync(path).size, isFolder: false }
  return {
    ...context,
    file: (handle) => (handle === 'file' ? open : undefined),
    progress: () => undefined,
    isCancelled: () => false,
    beginCommit: () => true,
  }
}
