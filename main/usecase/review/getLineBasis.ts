import type { Input, Output } from '@contract/api'
import type { LineBasis } from '@contract/review'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { contentOf } from '../../engine/batch/content'
import type { ResolvedLine } from '../../engine/fact'
import { journalOf, type Journal } from '../../engine/journal/journalOf'
import { formatMinor } from '../../engine/money/amount'
import { readBeside } from '../../ledger/besideList'
import { readAsOf } from '../../ledger/factAsOf'
import { findCancelJournals, loadCreateJournals } from '../../ledger/journalTable'
import { judgeLines, type JudgedLines } from '../batch/judgeLines'
import type { Context } from '../context'
import { reviewGround } from './reviewGround'

/**
 * What one line rests on, as this ledger knows it now, what stands beside it, and what approving it books. Lines of
 * different invoices never influence each other, so only those of its invoice are judged.
 */
export function getLineBasis(
  context: Context,
  input: Input<'getLineBasis'>,
): Outcome<Output<'getLineBasis'>> {
  const { ledger } = context
  const ground = reviewGround(context, input.batchId)
  if (!ground.ok) return ground
  const { lines } = ground.value.revision.frozen
  const line = lines.find(({ lineId }) => lineId === input.lineId)
  if (line === undefined) return refused(rejection('not_found', `lines/${input.lineId}`))
  const ofInvoice = lines.filter(({ invoiceId }) => invoiceId === line.invoiceId)
  const judged = judgeLines(context, input.batchId, ofInvoice)
  const verdict = judged.verdict.lines.find(({ lineId }) => lineId === line.lineId)
  const acted = judged.facts.adjustments.get(line.adjustmentId)
  const place = {
    invoiceId: acted?.invoiceId ?? line.invoiceId,
    sourceId: acted?.sourceId ?? line.sourceId,
  }
  return accepted({
    lineId: line.lineId,
    facts: contentOf([line], judged.facts)
      .facts.filter(({ kind }) => kind !== 'setting')
      .map(({ kind, id, label, currency, values }) => ({
        ...{ kind, id, label, currency, values: { ...values } },
        asOf: readAsOf(ledger, { kind, id }),
      })),
    ...readBeside(ledger, place),
    journal: bookedBy(context, judged, verdict?.resolved),
  })
}

/** Empty for a line that a rule refuses, and for one that books nothing. */
function bookedBy(
  { ledger }: Context,
  { facts }: JudgedLines,
  resolved: ResolvedLine | undefined,
): LineBasis['journal'] {
  if (resolved === undefined) return []
  const originalIds = resolved.adjustment === undefined ? [] : [resolved.adjustment.id]
  // A cancel that the billing system refused has left its journal in the books.
  if (resolved.line.action === 'cancel' && findCancelJournals(ledger, originalIds).size > 0) return []
  const originals: ReadonlyMap<string, Journal> = loadCreateJournals(ledger, originalIds)
  const journal = journalOf(resolved, facts, originals.get(originalIds[0] ?? ''))
  if (journal === undefined) return []
  return journal.entries.map(({ account, debitMinor, creditMinor }) => ({
    account,
    debit: formatMinor(debitMinor, journal.currency),
    credit: formatMinor(creditMinor, journal.currency),
  }))
}
