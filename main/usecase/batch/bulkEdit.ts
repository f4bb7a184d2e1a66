import type { Input, Output } from '@contract/api'
import type { BulkHow, DraftChange } from '@contract/batch'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { sourceKey, type SourceFact } from '../../engine/fact'
import { formatMinor } from '../../engine/money/amount'
import { loadInvoiceFacts } from '../../ledger/invoiceFactTable'
import { listLinesOfInvoices } from '../../ledger/lineTable'
import { readSettings } from '../../ledger/settingTable'
import { loadSourcesOfInvoice } from '../../ledger/sourceFactTable'
import type { BatchRecord } from '../../ledger/batchTable'
import type { Context } from '../context'
import { runCommand } from '../runCommand'
import { bulkAmounts, type BulkAmounts } from './bulkAmounts'
import { draftAnswer } from './draftAnswer'
import { saveChanges } from './editDraft'
import { requireDraft } from './requireBatch'
import type { SavedEdit } from './saveEdit'

/** Adjusts many items and tax lines of one invoice at once, as one step of undo. */
export function bulkEdit(context: Context, input: Input<'bulkEdit'>): Outcome<Output<'bulkEdit'>> {
  return runCommand(context, 'bulkEdit', input, {
    right: 'prepare',
    act: () => {
      const found = requireDraft(context.ledger, input.batchId, input.editNumber)
      return found.ok ? adjustMany(context, found.value, input) : found
    },
    view: (saved) => draftAnswer(context, saved),
  })
}

function adjustMany(context: Context, batch: BatchRecord, input: Input<'bulkEdit'>): Outcome<SavedEdit> {
  const { ledger } = context
  const { invoiceId, edit, fields } = input
  const invoice = loadInvoiceFacts(ledger, { ids: [invoiceId], numbers: [] }).invoices.get(invoiceId)
  if (invoice === undefined) return refused(rejection('invoice_unknown', 'invoiceId', { value: invoiceId }))
  const chosen = chosenSources(loadSourcesOfInvoice(ledger, invoiceId), input.sources, edit)
  if (!chosen.ok) return chosen
  const amounts = bulkAmounts(edit, {
    invoice,
    sources: chosen.value,
    settings: readSettings(ledger),
    standing: listLinesOfInvoices(ledger, batch.id, [invoiceId]),
  })
  if (!amounts.ok) return amounts
  const changes = amounts.value.map(({ source, type, amountMinor }): DraftChange => {
    const { id, type: sourceType } = source
    const amount = formatMinor(amountMinor, invoice.currency)
    return { op: 'adjustSource', invoiceId, sourceType, sourceId: id, type, amount, fields }
  })
  const saved = saveChanges(context, batch, labelOf(edit, invoice.number), changes)
  return saved.ok
    ? accepted({ ...saved.value, oddUnitLineIds: oddUnits(context, saved.value, amounts.value) })
    : saved
}

function chosenSources(
  sources: readonly SourceFact[],
  named: readonly string[],
  edit: BulkHow,
): Outcome<readonly SourceFact[]> {
  const withTax = edit.how === 'spread' && edit.withTax
  if (named.length === 0) return accepted(sources.filter(({ type }) => withTax || type === 'InvoiceDetail'))
  const wanted = new Set(named)
  const chosen = sources.filter(({ type, id }) => wanted.has(sourceKey(type, id)))
  if (chosen.length < wanted.size) {
    const known = new Set(chosen.map(({ type, id }) => sourceKey(type, id)))
    const unknown = [...wanted].find((key) => !known.has(key)) ?? ''
    return refused(rejection('source_not_on_invoice', 'sources', { value: unknown }))
  }
  return accepted(
    edit.how === 'spread' && !withTax ? chosen.filter(({ type }) => type === 'InvoiceDetail') : chosen,
  )
}

function labelOf(edit: BulkHow, invoiceNumber: string): string {
  const what = {
    percentage: () => (edit.how === 'percentage' ? `${edit.percent.trim().replace(/\s*%$/, '')}%` : ''),
    amount: () => (edit.how === 'amount' ? edit.amount.trim() : ''),
    open: () => 'All that is open',
    spread: () => (edit.how === 'spread' ? `Spread ${edit.amount.trim()}` : ''),
  }[edit.how]()
  return `${what} on ${invoiceNumber}`.slice(0, 120)
}

/** The lines that a spread gave a unit more than their proportion. */
function oddUnits(context: Context, saved: SavedEdit, amounts: BulkAmounts): string[] {
  const odd = new Set(
    amounts.filter(({ isOdd }) => isOdd).map(({ source }) => sourceKey(source.type, source.id)),
  )
  if (odd.size === 0) return []
  const touched = new Set(saved.lineIds)
  return listLinesOfInvoices(context.ledger, saved.batchId, saved.invoiceIds)
    .filter((line) => touched.has(line.lineId) && line.sourceType !== '')
    .filter((line) => line.sourceType !== '' && odd.has(sourceKey(line.sourceType, line.sourceId)))
    .map(({ lineId }) => lineId)
}
