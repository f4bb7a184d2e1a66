import type { PlanContent } from '@contract/reversal'
import type { BatchVerdict, Facts, LineVerdict } from '../../engine/fact'
import { checkLines } from '../../engine/rule/checkLines'
import type { Context } from '../context'
import { loadCandidates, type CandidateFacts } from './candidateFact'
import { figuresOf, type InvoiceFigures } from './planFigure'
import { draftLines, linesOf, looksSame, type DraftedLine, type PlannedLine } from './plannedLine'

/** A plan against the ledger: its candidates with their verdicts, and the figures of each invoice. */
export interface JudgedPlan {
  readonly known: CandidateFacts
  /** By adjustment id, in the order of the plan. */
  readonly lines: Map<string, PlannedLine>
  /** By invoice id. */
  readonly figures: Map<string, InvoiceFigures>
}

/**
 * A plan against the ledger as it is now. What waits in any batch counts against a remainder, also in the one that
 * the lines will go to: nothing is reversed twice.
 */
export function planReversal(context: Context, content: PlanContent): JudgedPlan {
  return judgePlan(loadCandidates(context, content.adjustmentIds), content)
}

export function judgePlan(known: CandidateFacts, content: PlanContent): JudgedPlan {
  const judged: JudgedPlan = { known, lines: new Map(), figures: new Map() }
  judgeAgain(judged, content, 'all')
  renewFigures(judged, content, 'all')
  return judged
}

/**
 * Judges the lines of some invoices again, as `content` wants them now; gives the ids of those that look otherwise
 * than before. Lines of different invoices never influence
 * each other: balances are an invoice's, remainders an adjustment's, and what is legal only together is of one
 * invoice and day.
 */
export function judgeAgain(
  judged: JudgedPlan,
  content: PlanContent,
  invoiceIds: Iterable<string> | 'all',
): string[] {
  const { known } = judged
  if (invoiceIds === 'all') {
    return keepLines(judged, judgeLines(draftLines(known.candidates, content, known), known.facts, known))
  }
  const changedIds: string[] = []
  for (const invoiceId of invoiceIds) {
    const drafted = draftLines(known.byInvoice.get(invoiceId) ?? [], content, known)
    for (const id of keepLines(judged, judgeLines(drafted, known.factsOfInvoice(invoiceId), known))) {
      changedIds.push(id)
    }
  }
  return changedIds
}

function keepLines({ lines }: JudgedPlan, judged: readonly PlannedLine[]): string[] {
  const changedIds: string[] = []
  for (const line of judged) {
    const id = line.row.adjustmentId
    const before = lines.get(id)
    lines.set(id, line)
    if (before === undefined || !looksSame(before, line)) changedIds.push(id)
  }
  return changedIds
}

/** Needed after lines were judged again, and after `seen` has changed. */
export function renewFigures(
  { known, lines, figures }: JudgedPlan,
  { seen }: PlanContent,
  invoiceIds: Iterable<string> | 'all',
): void {
  for (const invoiceId of invoiceIds === 'all' ? known.byInvoice.keys() : invoiceIds) {
    const ofInvoice = linesOfInvoice({ known, lines }, invoiceId)
    figures.set(invoiceId, figuresOf(ofInvoice, seen, known))
  }
}

function linesOfInvoice(
  { known, lines }: Pick<JudgedPlan, 'known' | 'lines'>,
  invoiceId: string,
): PlannedLine[] {
  const candidates = known.byInvoice.get(invoiceId) ?? []
  return candidates.flatMap(({ row }) => lines.get(row.adjustmentId) ?? [])
}

function judgeLines(
  drafted: readonly DraftedLine[],
  facts: Facts,
  { factsOfInvoice }: CandidateFacts,
): PlannedLine[] {
  const chosen = byLine(checkLines(linesOf(drafted.filter(({ isChosen }) => isChosen)), facts))
  const others = judgeOthers(drafted, factsOfInvoice)
  return drafted.map((line): PlannedLine => {
    const verdicts = line.isChosen ? chosen : others
    const own = verdicts.get(line.reversal?.lineId ?? '')
    const replacement = verdicts.get(line.replacement?.lineId ?? '')
    return {
      ...line,
      rejections: line.problem === undefined ? (own?.rejections ?? []) : [line.problem],
      warnings: own?.warnings ?? [],
      replacementRejections: replacement?.rejections ?? [],
      verdicts: line.isChosen ? [own, replacement].filter((verdict) => verdict !== undefined) : [],
    }
  })
}

/** What is not chosen is judged as if it were, beside what is chosen on its invoice. */
function judgeOthers(
  drafted: readonly DraftedLine[],
  factsOfInvoice: CandidateFacts['factsOfInvoice'],
): ReadonlyMap<string, LineVerdict> {
  const byInvoice = new Map<string, DraftedLine[]>()
  for (const line of drafted) {
    if (!line.isChosen && line.reversal !== undefined) byInvoice.set(line.row.invoiceId, [])
  }
  if (byInvoice.size === 0) return new Map()
  for (const line of drafted) byInvoice.get(line.row.invoiceId)?.push(line)
  const verdicts = new Map<string, LineVerdict>()
  for (const [invoiceId, lines] of byInvoice) {
    const found = checkLines(linesOf(lines), factsOfInvoice(invoiceId))
    for (const verdict of found.lines) verdicts.set(verdict.lineId, verdict)
  }
  return verdicts
}

function byLine(verdict: BatchVerdict): ReadonlyMap<string, LineVerdict> {
  return new Map(verdict.lines.map((line) => [line.lineId, line]))
}
