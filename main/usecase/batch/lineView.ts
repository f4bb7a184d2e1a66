import type { LineView } from '@contract/batch'
import type { Line } from '@contract/line'
import { sourceKey, type AdjustmentFact, type InvoiceFact, type LineVerdict } from '../../engine/fact'
import { formatMinor } from '../../engine/money/amount'
import type { JudgedLines } from './judgeLines'

/** The lines with what the checks say of them, in the order of the verdicts; only the wanted ones if named. */
export function lineViewsOf(judged: JudgedLines, wanted?: ReadonlySet<string>): LineView[] {
  const lineById = new Map(judged.lines.map((line) => [line.lineId, line]))
  const views: LineView[] = []
  for (const verdict of judged.verdict.lines) {
    const line = lineById.get(verdict.lineId)
    if (line === undefined || (wanted !== undefined && !wanted.has(line.lineId))) continue
    views.push(lineViewOf(line, verdict, judged))
  }
  return views
}

function lineViewOf(line: Line, verdict: LineVerdict, judged: JudgedLines): LineView {
  const { facts, accountNames } = judged
  const adjustment = facts.adjustments.get(line.adjustmentId)
  const invoice = verdict.resolved?.invoice ?? invoiceOf(line, adjustment, judged)
  const currency = invoice?.currency ?? ''
  const text = (minor: bigint | undefined) =>
    minor === undefined || currency === '' ? '' : formatMinor(minor, currency)
  return {
    line,
    invoiceNumber: invoice?.number ?? line.invoiceNumber,
    accountName: accountNames.get(invoice?.id ?? '') ?? '',
    sourceName:
      line.sourceType === ''
        ? ''
        : (facts.sources.get(sourceKey(line.sourceType, line.sourceId))?.name ?? ''),
    currency,
    impact: text(impactOfVerdict(verdict)),
    openBefore: text(verdict.openBeforeMinor),
    openAfter: text(verdict.openAfterMinor),
    balanceBefore: text(verdict.balanceBeforeMinor),
    balanceAfter: text(verdict.balanceAfterMinor),
    rejections: [...verdict.rejections],
    warnings: [...verdict.warnings],
    adjustmentId: line.adjustmentId,
    adjustmentNumber: adjustment?.number ?? '',
    originalNumber: facts.adjustments.get(line.reversesId)?.number ?? '',
    landing: '',
  }
}

function invoiceOf(
  line: Line,
  adjustment: AdjustmentFact | undefined,
  judged: JudgedLines,
): InvoiceFact | undefined {
  const { invoices } = judged.facts
  const known = invoices.get(adjustment?.invoiceId ?? line.invoiceId)
  if (known !== undefined || line.invoiceNumber === '') return known
  return [...invoices.values()].find(({ number }) => number === line.invoiceNumber)
}

/** Signed effect of a line, also of one that is refused, where its amount can be read. */
function impactOfVerdict(verdict: LineVerdict): bigint | undefined {
  if (verdict.resolved !== undefined) return verdict.resolved.impactMinor
  const { balanceBeforeMinor, balanceAfterMinor } = verdict
  return balanceBeforeMinor === undefined || balanceAfterMinor === undefined
    ? undefined
    : balanceAfterMinor - balanceBeforeMinor
}
