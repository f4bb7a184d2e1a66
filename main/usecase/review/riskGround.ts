import type { LineView } from '@contract/batch'
import { sourceKey, type AdjustmentFact, type LineVerdict } from '../../engine/fact'
import { judgeRisk, type EarlierAdjustment, type JudgedRisk, type RiskLine } from '../../engine/review/risk'
import { countApprovedInARow, readReasonsUsedBy, readReopenedPeriods } from '../../ledger/reviewHistory'
import { lineLimits } from './lineLimits'
import type { JudgedLines } from '../batch/judgeLines'
import type { BatchRecord } from '../../ledger/batchTable'
import type { Context } from '../context'

/**
 * Why each line is worth a look, in the order in which a reviewer takes them. A line that a rule refuses by now comes
 * first, without reasons: it keeps the batch from being approved at all.
 */
export function risksOf(
  { ledger, person }: Context,
  batch: BatchRecord,
  judged: JudgedLines,
  views: readonly LineView[],
): readonly JudgedRisk[] {
  const underException = new Set(
    views
      .filter(({ warnings }) => warnings.some(({ code }) => code === 'under_exception'))
      .map(({ line }) => line.lineId),
  )
  const lines = judged.verdict.lines.flatMap((verdict) => riskLineOf(verdict, underException))
  const refused = judged.verdict.lines
    .filter(({ resolved }) => resolved === undefined)
    .map(({ lineId }) => ({ lineId, risks: [], score: 0 }))
  const risks = judgeRisk(lines, {
    reopenedPeriods: readReopenedPeriods(ledger),
    adjustments: [...judged.facts.adjustments.values()].flatMap(earlierOf),
    usedReasons: readReasonsUsedBy(ledger, batch.preparerId),
    sameReviewerCount: countApprovedInARow(ledger, batch.preparerId, person.id),
    lineLimits: lineLimits(ledger),
  })
  return [...refused, ...risks]
}

function riskLineOf(verdict: LineVerdict, underException: ReadonlySet<string>): RiskLine[] {
  const { resolved, lineId, openBeforeMinor, balanceBeforeMinor } = verdict
  if (resolved === undefined) return []
  const { line, invoice, source, adjustment, currency, impactMinor, date, periodId } = resolved
  const isCreate = line.action === 'create'
  return [
    {
      lineId,
      position: line.position,
      action: line.action,
      currency,
      impactMinor,
      place: source === undefined ? headerOf(invoice.id) : sourceKey(source.type, source.id),
      date,
      reasonCode: isCreate ? resolved.reasonCode : '',
      actsOn: isCreate ? line.reversesId : (adjustment?.id ?? line.adjustmentId),
      periodId,
      isUnderException: underException.has(lineId),
      openBeforeMinor,
      balanceBeforeMinor,
    },
  ]
}

function earlierOf(adjustment: AdjustmentFact): EarlierAdjustment[] {
  const { id, status, sourceType, sourceId, invoiceId, type, date, reversesId } = adjustment
  if (status !== 'Processed') return []
  const place = sourceType === '' ? headerOf(invoiceId) : sourceKey(sourceType, sourceId)
  return [{ id, place, type, date, reversesId }]
}

function headerOf(invoiceId: string): string {
  return `header:${invoiceId}`
}
