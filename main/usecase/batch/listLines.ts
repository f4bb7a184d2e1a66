import type { Input, Output } from '@contract/api'
import type { LineView } from '@contract/batch'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { findBatch, type BatchRecord } from '../../ledger/batchTable'
import { listBatchLines, listLinesOfInvoices } from '../../ledger/lineTable'
import type { Context } from '../context'
import { frozenLineViews, judgedLineViews } from './batchBody'
import { exceptionUses, withExceptionUses } from './exceptionUse'
import { landingOfLines } from './lineLanding'
import { asPosted, readRevision, type FrozenRevision } from './revision'

/**
 * A stretch of a batch's lines: as they stand and judged now (draft, submitted), as they were posted, or as
 * a revision froze them. Of a posted batch the lines come with what has become of each.
 */
export function listLines(context: Context, input: Input<'listLines'>): Outcome<Output<'listLines'>> {
  const { ledger } = context
  const batch = findBatch(ledger, input.batchId)
  if (batch === undefined) return refused(rejection('batch_unknown', `batches/${input.batchId}`))
  if (input.revision > 0) {
    const revision = readRevision(ledger, batch.id, input.revision)
    if (revision === undefined) {
      return refused(rejection('not_found', `revisions/${input.revision}`, { current: batch.revision }))
    }
    return accepted(stretch(ofInvoice(frozenViews(context, batch, revision), input.invoiceId), input))
  }
  if (batch.state === 'draft') return accepted(draftLines(context, batch, input))
  const revision = readRevision(ledger, batch.id, batch.revision)
  if (revision === undefined) throw new Error(`Batch ${batch.id} has no revision ${batch.revision}`)
  const views =
    batch.state === 'submitted'
      ? withExceptionUses(
          judgedLineViews(context, batch.id, revision.frozen.lines, undefined),
          exceptionUses(context, revision, false),
        )
      : frozenViews(context, batch, asPosted(ledger, revision))
  return accepted(stretch(ofInvoice(views, input.invoiceId), input))
}

/** Lines of different invoices never influence each other, so only the invoices of the stretch are judged. */
function draftLines(context: Context, batch: BatchRecord, input: Input<'listLines'>): Output<'listLines'> {
  const { ledger } = context
  const { invoiceId, from, limit } = input
  const lines =
    invoiceId === '' ? listBatchLines(ledger, batch.id) : listLinesOfInvoices(ledger, batch.id, [invoiceId])
  const shown = lines.slice(from, from + limit)
  const invoiceIds = new Set(shown.map((line) => line.invoiceId))
  const judged = lines.filter((line) => invoiceIds.has(line.invoiceId))
  const wanted = new Set(shown.map(({ lineId }) => lineId))
  return { rows: judgedLineViews(context, batch.id, judged, wanted), total: lines.length }
}

function frozenViews(context: Context, batch: BatchRecord, revision: FrozenRevision): LineView[] {
  const views = withExceptionUses(frozenLineViews(context, revision), exceptionUses(context, revision, true))
  const isPosted =
    batch.state !== 'draft' && batch.state !== 'submitted' && revision.revision === batch.revision
  if (!isPosted) return views
  const landings = landingOfLines(context.ledger, batch.id, revision.frozen.lines)
  return views.map((view) => {
    const found = landings.get(view.line.lineId)
    if (found === undefined) return view
    const { adjustmentId, adjustmentNumber, landing } = found
    return { ...view, adjustmentId, adjustmentNumber, landing }
  })
}

function ofInvoice(views: LineView[], invoiceId: string): LineView[] {
  return invoiceId === '' ? views : views.filter(({ line }) => line.invoiceId === invoiceId)
}

function stretch(views: LineView[], { from, limit }: Input<'listLines'>): Output<'listLines'> {
  return { rows: views.slice(from, from + limit), total: views.length }
}
