import type { MovedLine, PlanContent } from '@contract/reversal'
import { totalsOf, type CurrencyTotal } from '../../engine/batch/totals'
import type { CandidateFacts } from './candidateFact'
import { movedLines } from './movedLine'
import type { PlannedLine } from './plannedLine'

/** What the lines of one invoice add to the head of a plan. */
export interface InvoiceFigures {
  readonly chosenCount: number
  readonly reversalCount: number
  readonly replacementCount: number
  readonly rejectedCount: number
  readonly totals: readonly CurrencyTotal[]
  readonly moved: readonly MovedLine[]
}

export function figuresOf(
  lines: readonly PlannedLine[],
  seen: PlanContent['seen'],
  known: CandidateFacts,
): InvoiceFigures {
  const chosen = lines.filter(({ isChosen }) => isChosen)
  const resolved = chosen.flatMap(({ verdicts }) => verdicts.flatMap((verdict) => verdict.resolved ?? []))
  return {
    chosenCount: chosen.length,
    reversalCount: chosen.filter(({ reversal }) => reversal !== undefined).length,
    replacementCount: chosen.filter(({ replacement }) => replacement !== undefined).length,
    rejectedCount: chosen.filter(isRefused).length,
    totals: totalsOf(resolved),
    moved: movedLines(chosen, seen, known),
  }
}

/** Chosen, but its reversal or replacement would be refused. */
export function isRefused({
  isChosen,
  rejections,
  replacementRejections,
}: Pick<PlannedLine, 'isChosen' | 'rejections' | 'replacementRejections'>): boolean {
  return isChosen && rejections.length + replacementRejections.length > 0
}

export type Sum = Pick<CurrencyTotal, 'currency' | 'creditMinor' | 'chargeMinor' | 'netMinor'>

/** Of all invoices together, per currency in the order of the codes; minor units. */
export function sumFigures(figures: Iterable<InvoiceFigures>) {
  const counts = { chosenCount: 0, reversalCount: 0, replacementCount: 0, rejectedCount: 0 }
  const sums = new Map<string, Sum>()
  const moved: MovedLine[] = []
  for (const one of figures) {
    counts.chosenCount += one.chosenCount
    counts.reversalCount += one.reversalCount
    counts.replacementCount += one.replacementCount
    counts.rejectedCount += one.rejectedCount
    moved.push(...one.moved)
    for (const total of one.totals) sums.set(total.currency, added(sums.get(total.currency), total))
  }
  const totals = [...sums.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1))
  return { ...counts, totals, moved }
}

function added(sum: Sum | undefined, { currency, creditMinor, chargeMinor, netMinor }: Sum): Sum {
  if (sum === undefined) return { currency, creditMinor, chargeMinor, netMinor }
  return {
    currency,
    creditMinor: sum.creditMinor + creditMinor,
    chargeMinor: sum.chargeMinor + chargeMinor,
    netMinor: sum.netMinor + netMinor,
  }
}
